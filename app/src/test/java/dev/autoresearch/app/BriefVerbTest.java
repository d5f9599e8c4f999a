package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What `brief` shows is what the next proposer gets, and looking at it changes nothing.
class BriefVerbTest {
    @TempDir
    private Path temporary;

    @Test
    void theBriefIsTheOneThatTheNextProposerGets() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project")).atNoon();
        sandbox.run("run", "--experiments", "3").done();
        sandbox.run("tell", "try the cache").done();
        Map<String, String> before = files(sandbox.folder());

        String shown = sandbox.run("brief", "--json", "--tag", "mar26").done().out();
        String text = sandbox.run("brief").done().out();
        assertThat(files(sandbox.folder())).isEqualTo(before);
        assertThat(text).startsWith("# Your part").containsSubsequence("Raise the score", "`score`: higher is better",
                "may change: `value.txt`", "Measured by `sh bench.sh`", "## Your answer", "score has no noise",
                "| 3 | keep | 53 | one more than 52 |", "## Experiment 4", "> try the cache");

        sandbox.run("resume", "--experiments", "1").done();
        Path given = sandbox.folder().resolve(".autoresearch/mar26/runs/4");
        assertThat(json(shown)).isEqualTo(json(Files.readString(given.resolve("brief-1.json"))));
        assertThat(withoutBudget(text)).isEqualTo(withoutBudget(Files.readString(given.resolve("brief-1.md"))));
    }

    @Test
    void withoutASessionItSaysWhatToDo() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project")).atNoon();
        sandbox.run("brief").refused(Exit.CONFIGURATION, "There is no session in", "autoresearch run");
        sandbox.configure("metrics: [{name: missing, direction: higher}]");
        assertThat(sandbox.run("run").code()).isEqualTo(Exit.SETUP.code());
        sandbox.run("brief").refused(Exit.CONFIGURATION, "has not measured the unchanged project yet",
                "autoresearch resume --tag mar26");
    }

    /// The budget of one `run` is the user's for that time.
    private static ObjectNode json(String text) {
        var node = (ObjectNode) JsonMapper.shared().readTree(text);
        node.remove("left");
        return node;
    }

    private static String withoutBudget(String text) {
        return text.replaceAll("\n- (?:The budget has|Left of the budget)[^\n]*", "");
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }
}
