package dev.autoresearch.setup.preflight;

import dev.autoresearch.setup.preflight.ShellText.Redirect;
import dev.autoresearch.setup.preflight.ShellText.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Whether the files and folders that command lines name are there in a run, which has only what git has, what is shared
/// and copied, and what was made before.
final class DataCheck implements Check {
    // What these name may be about to be made, or is no path.
    private static final Set<String> NAME_ANYTHING = Set.of("tee", "mkdir", "touch", "rm", "cp", "mv", "ln", "install",
            "echo", "printf", "test", "[", "git", "make", "gmake", "ninja", "mvn", "mvnw", "gradle", "gradlew", "npm",
            "npx", "pnpm", "yarn", "cargo", "go", "docker", "podman", "buildah", "cmake", "meson", "bazel", "just",
            "task", "dotnet", "grep", "export", "trap", "curl", "wget", "tar", "unzip", "dvc", "cd");
    private static final Set<String> WRITES = Set.of("-o", "-O", "--output", "--out", "-out", "--export-json", "-rff",
            "--json-out", "--summary-export", "--benchmark-json", "--outfile", "--out-dir", "--output-path", "--save",
            "-d", "-l", "--log", "--logdir", "--junitxml", "-B");
    // Without a slash these look on PATH.
    private static final Set<String> SOURCES = Set.of(".", "source");
    private static final List<String> ENDINGS = List.of(".js", ".mjs", ".cjs", "/index.js");

    @Override
    public List<Finding> look(Ground ground) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (Line line : ground.lines()) {
            if (line.use() == Line.Use.READ) {
                continue;
            }
            for (Call call : line.calls()) {
                Stream<String> scripts = Stream.concat(Scripts.program(call).stream(), Scripts.executed(call).stream())
                        .filter(path -> path.contains("/") || !SOURCES.contains(call.program()));
                Stream<String> inputs = call.redirects().stream()
                        .filter(redirect -> redirect.operator().equals("<")).map(Redirect::target).filter(Word::literal)
                        .flatMap(word -> Scripts.within(call, word.text()).stream());
                Stream.concat(scripts, inputs).forEach(path -> needed(ground, line, call, path)
                        .ifPresent(finding -> findings.putIfAbsent(same(path), finding)));
                // A preparation is there to make things.
                if (line.use() != Line.Use.PREPARE && !NAME_ANYTHING.contains(call.name())) {
                    named(call).forEach(path -> mentioned(ground, line, call, path)
                            .ifPresent(finding -> findings.putIfAbsent(same(path), finding)));
                }
            }
        }
        return List.copyOf(findings.values());
    }

    /// What one finding is enough for.
    private static String same(String path) {
        return Lent.given(path) ? Lent.top(path) : path;
    }

    /// Arguments that may be paths which the program reads.
    private static Stream<String> named(Call call) {
        List<Word> words = call.arguments();
        return Stream.iterate(0, i -> i < words.size(), i -> i + 1)
                .filter(i -> words.get(i).literal())
                .filter(i -> i == 0 || !WRITES.contains(words.get(i - 1).text()))
                .map(i -> words.get(i).text())
                .flatMap(word -> word.startsWith("-")
                        ? word.indexOf('=') > 0 && !WRITES.contains(word.substring(0, word.indexOf('=')))
                                ? Stream.of(word.substring(word.indexOf('=') + 1))
                                : Stream.<String>empty()
                        : Stream.of(word))
                .flatMap(word -> Scripts.within(call, word).stream());
    }

    /// A path that the command cannot do without.
    private static Optional<Finding> needed(Ground ground, Line line, Call call, String path) {
        boolean beginning = call.first() && call.certain() && line.begins(ground.prepared());
        if (ground.committed(path) || ground.lent(path) || ground.output(path) || !ground.pristine()) {
            return Optional.empty();
        }
        if (ground.exists(path)) {
            return beginning || lacking(ground, line, call, path)
                    ? Optional.of(Finding.problem(Topic.DATA, absent(line, path), Lent.remedy(ground, path)))
                    : Optional.empty();
        }
        boolean otherwise = ENDINGS.stream().anyMatch(ending -> ground.committed(path + ending));
        return beginning && !otherwise
                ? Optional.of(Finding.problem(Topic.DATA, line.key() + " names " + path + ", which does not exist.",
                        "Name a file that git has, relative to the folder the command runs in."))
                : Optional.empty();
    }

    /// A path that the command names in some way.
    private static Optional<Finding> mentioned(Ground ground, Line line, Call call, String path) {
        if (!ground.pristine() || !ground.exists(path) || ground.committed(path) || ground.lent(path)
                || ground.output(path)) {
            return Optional.empty();
        }
        if (lacking(ground, line, call, path)) {
            return Optional.of(Finding.problem(Topic.DATA, absent(line, path), Lent.remedy(ground, path)));
        }
        return call.first() && call.certain() && line.begins(ground.prepared())
                ? Optional.of(Finding.warning(Topic.DATA, absent(line, path),
                        "If the command reads it: " + Lent.remedy(ground, path)))
                : Optional.empty();
    }

    /// Whether it is one of the things that no run makes by itself, and nothing fetches it.
    private static boolean lacking(Ground ground, Line line, Call call, String path) {
        String before = line.use() == Line.Use.CHECK ? "" : ground.configuration().run().prepare();
        return Lent.given(path) && call.certain() && !Lent.fetches(before) && !before.contains(Lent.top(path))
                && (call.first() || !Lent.fetches(line.text()));
    }

    private static String absent(Line line, String path) {
        return line.key() + " uses " + path
                + ", which git does not have: runs happen in a fresh checkout, and it will not be there.";
    }
}
