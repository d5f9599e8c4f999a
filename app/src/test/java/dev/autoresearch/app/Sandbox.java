package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.app.cli.Program;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.Exit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A project folder for tests and the program run on it: in this process for speed, or as a process of its own where
/// signals and exits matter.
final class Sandbox {
    /// Reads the number in value.txt; prints whatever stands there, so that a word is a crash.
    static final String BENCH = "read -r value < value.txt\necho \"METRIC score=$value\"\n";

    /// Raises the value by one; keeps what it was given beside the repository.
    static final String PROPOSER = """
            cat > "$RECORD/brief-$AUTORESEARCH_EXPERIMENT-$AUTORESEARCH_ATTEMPT.json"
            read -r value < value.txt
            echo $((value + 1)) > value.txt
            echo "one more than $value"
            """;

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-26T12:00:00Z"));

    private final Path folder;
    private final Path home;
    private final Map<String, String> more = new TreeMap<>();
    private InstantSource clock = InstantSource.system();

    private Sandbox(Path folder) {
        this.folder = folder;
        this.home = folder.resolveSibling(folder.getFileName() + ".home");
    }

    /// What the program did.
    record Ran(int code, String out, String err) {

        /// Holds the form of every refusal: its exit code, a sentence that says this, and the next step.
        void refused(Exit exit, String... says) {
            assertThat(code).as(err + out).isEqualTo(exit.code());
            assertThat(err).contains(says).doesNotContain("Exception", "\tat ");
            assertThat(err.lines().toList()).first().asString()
                    .matches("autoresearch: (?:[A-Z'\"/`]|results.tsv|scope|proposer).*[.:?`]");
            assertThat(err.lines().filter(line -> line.startsWith("next: ")).toList()).as(err).hasSize(1).first()
                    .asString().matches("next: [A-Z`'].*[.?`]");
        }

        Ran done() {
            assertThat(code).as(err + out).isZero();
            return this;
        }
    }

    /// A folder with nothing in it.
    static Sandbox empty(Path folder) throws IOException {
        var sandbox = new Sandbox(folder);
        Files.createDirectories(folder);
        Files.createDirectories(sandbox.home);
        return sandbox;
    }

    /// A repository with a benchmark, a proposer and a configuration with these further lines.
    static Sandbox project(Path folder, String... lines) throws IOException {
        Sandbox sandbox = empty(folder);
        sandbox.write("value.txt", "50\n");
        sandbox.write("bench.sh", BENCH);
        sandbox.write("propose.sh", PROPOSER);
        sandbox.configure(lines);
        return sandbox.committed();
    }

    Sandbox committed() {
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("commit", "-q", "-m", "start");
        return this;
    }

    /// Writes autoresearch.yaml: the usual one with these lines, which may replace a line of it.
    void configure(String... lines) throws IOException {
        Map<String, String> sections = new TreeMap<>();
        sections.put("goal", "goal: Raise the score");
        sections.put("scope", "scope: {modify: [value.txt]}");
        sections.put("run", "run: {command: sh bench.sh, environment: {RECORD: '" + home + "'}}");
        sections.put("metrics", "metrics: [{name: score, direction: higher}]");
        sections.put("proposer", "proposer: {command: 'RECORD=" + home + " sh propose.sh'}");
        for (String line : lines) {
            sections.put(line.substring(0, line.indexOf(':')), line);
        }
        write("autoresearch.yaml", String.join("\n", sections.values()) + "\n");
    }

    Path folder() {
        return folder;
    }

    /// A folder beside the project: the home folder of the program and a place for what scripts record.
    Path home() {
        return home;
    }

    /// One more variable for the program and what it runs, or another value of one.
    Sandbox with(String name, String value) {
        more.put(name, value);
        return this;
    }

    /// The clock of the program from now on.
    Sandbox clock(InstantSource value) {
        this.clock = value;
        return this;
    }

    /// A clock that stands at noon of 26 March.
    Sandbox atNoon() {
        return clock(NOON);
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        if (text.startsWith("#!")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /// Runs the program in this process, without a terminal.
    Ran run(String... arguments) {
        return run(false, arguments);
    }

    /// Runs the program in this process.
    ///
    /// @param terminal whether it believes to print on one
    Ran run(boolean terminal, String... arguments) {
        return typing("", terminal, arguments);
    }

    /// Runs the program in this process on a terminal where somebody types this.
    Ran typing(String typed, String... arguments) {
        return typing(typed, true, arguments);
    }

    private Ran typing(String typed, boolean terminal, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), terminal, terminal, 100);
        int code = Program.run(new Surroundings(folder, environment(), console,
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), clock, "test"), arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The program as a command line, for a process of its own.
    static List<String> program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// A process in the project's folder with the test's environment; what it prints goes to `<name>.out` and `.err` in
    /// [#home].
    Process start(String name, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(home.resolve(name + ".out").toFile())
                .redirectError(home.resolve(name + ".err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment());
        return builder.start();
    }

    String printed(String name) throws IOException {
        return Files.readString(home.resolve(name));
    }

    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(
                Map.of("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"), "HOME",
                        home.toString(), "GIT_CONFIG_NOSYSTEM", "1", "GIT_AUTHOR_NAME", "Test", "GIT_AUTHOR_EMAIL",
                        "test@localhost", "GIT_COMMITTER_NAME", "Test", "GIT_COMMITTER_EMAIL", "test@localhost"));
        all.putAll(more);
        return all;
    }

    /// What git prints, without the last line feed.
    String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment());
            Process git = builder.start();
            String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
            return output.strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// Everything of the user's: every file with its content and rights, HEAD, branches, index, status and stashes.
    Map<String, String> belongings() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path name = folder.relativize(file);
                if (name.startsWith(".git") || name.startsWith(".autoresearch") || name.toString().isEmpty()) {
                    continue;
                }
                String content = Files.isSymbolicLink(file)
                        ? Files.readSymbolicLink(file).toString()
                        : Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
                all.put(name.toString(), Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS) + content);
            }
        }
        if (Files.exists(folder.resolve(".git"))) {
            all.put("(HEAD)", Files.readString(folder.resolve(".git/HEAD")));
            all.put("(refs)", git("for-each-ref"));
            all.put("(index)", git("ls-files", "-s", "-v"));
            all.put("(status)", git("status", "--porcelain"));
            all.put("(worktrees)", git("worktree", "list"));
        }
        return all;
    }

    /// What belongs to the user after a session: the same without the session's own refs, worktrees and views.
    Map<String, String> own() throws IOException {
        Map<String, String> own = new TreeMap<>(belongings());
        own.keySet().removeAll(List.of("results.tsv", "experiments.jsonl", "budget.log", "run.log", "(worktrees)"));
        own.computeIfPresent("(refs)", (_, refs) -> String.join("\n",
                refs.lines().filter(ref -> !ref.contains("autoresearch")).toList()));
        return own;
    }
}
