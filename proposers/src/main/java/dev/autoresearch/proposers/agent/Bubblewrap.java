package dev.autoresearch.proposers.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Our sandbox for programs that may write files: everything can be read, only the desk and what the program needs of
/// the user's can be written, and what it starts ends with it. The network is left alone, since models are reached by it.
final class Bubblewrap {
    private static final String PROGRAM = "bwrap";
    private static final Path TEMPORARY = Path.of("/tmp");
    private static final int SECONDS = 10;

    private final Path program;
    private final boolean root;

    private Bubblewrap(Path program, boolean root) {
        this.program = program;
        this.root = root;
    }

    /// Whether there is one, and if not why.
    sealed interface Found {

        /// It works.
        record Working(Bubblewrap bubblewrap) implements Found {}

        /// There is none, or this machine does not let it work.
        record Missing(String reason) implements Found {}
    }

    /// Looks for it on the `PATH` of this environment and tries it out.
    static Found find(Map<String, String> environment) {
        var path = AgentPrograms.onPath(PROGRAM, environment);
        if (path.isEmpty()) {
            return new Found.Missing("bubblewrap is not installed");
        }
        boolean root = isRoot();
        var bubblewrap = new Bubblewrap(path.get(), root);
        var command = new ArrayList<>(bubblewrap.walls());
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    return new Found.Missing("bubblewrap did not answer within " + SECONDS + " s");
                }
                String said = new String(process.getInputStream().readNBytes(2_000), StandardCharsets.UTF_8).strip();
                return process.exitValue() == 0
                        ? new Found.Working(bubblewrap)
                        : new Found.Missing("bubblewrap does not work here"
                                + (said.isEmpty() ? "" : " (" + said.lines().findFirst().orElse("") + ")"));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return new Found.Missing("bubblewrap could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.Missing("bubblewrap was not tried: interrupted");
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    private List<String> walls() {
        var words = new ArrayList<>(List.of(program.toString(), "--ro-bind", "/", "/", "--dev", "/dev", "--proc",
                "/proc", "--unshare-pid", "--die-with-parent"));
        if (root) {
            // Root would keep its power to mount everything anew.
            words.addAll(List.of("--cap-drop", "ALL"));
        }
        return words;
    }

    /// What stands before a program's own command line.
    ///
    /// @param reach    what it sees and writes of the project
    /// @param writable what else it can write; must exist
    /// @param needed   what it must see although it is in the temporary folder, which is its own
    List<String> before(Reach reach, List<Path> writable, List<Path> needed) {
        var words = new ArrayList<>(walls());
        words.addAll(List.of("--tmpfs", TEMPORARY.toString(), "--setenv", "TMPDIR", TEMPORARY.toString()));
        needed.stream().filter(path -> path.startsWith(TEMPORARY) && !path.equals(TEMPORARY))
                .map(Bubblewrap::installation).distinct().sorted().forEach(path -> bind(words, "--ro-bind-try", path));
        writable.stream().filter(path -> reach.desk().startsWith(path)).forEach(path -> bind(words, "--bind", path));
        reach.around().forEach(path -> bind(words, "--ro-bind", path));
        List<Path> inside = reach.masked().stream().filter(mask -> mask.startsWith(reach.desk())).toList();
        reach.masked().stream().filter(mask -> !inside.contains(mask)).forEach(mask -> mask(words, mask));
        bind(words, "--bind", reach.desk());
        reach.fixed().forEach(path -> bind(words, "--ro-bind", path));
        inside.forEach(mask -> mask(words, mask));
        writable.stream().filter(path -> !reach.desk().startsWith(path)).forEach(path -> bind(words, "--bind", path));
        words.addAll(List.of("--chdir", reach.desk().toString(), "--"));
        return words;
    }

    /// A folder of programs links to what lies beside it.
    private static Path installation(Path inTemporary) {
        return TEMPORARY.resolve(inTemporary.getName(TEMPORARY.getNameCount()));
    }

    private static void bind(List<String> words, String how, Path path) {
        words.addAll(List.of(how, path.toString(), path.toString()));
    }

    private static void mask(List<String> words, Path path) {
        words.addAll(Files.isDirectory(path)
                ? List.of("--tmpfs", path.toString())
                : List.of("--ro-bind", "/dev/null", path.toString()));
    }
}
