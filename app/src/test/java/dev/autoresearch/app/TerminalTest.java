package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is printed where: help, completion, colours, width.
class TerminalTest {
    private static final Path HELP = Path.of("src/test/resources/help.txt");
    private static final List<String> VERBS = List.of("init", "doctor", "estimate", "run", "status", "results", "show",
            "explain", "diff", "log", "tell", "pause", "resume", "stop", "confirm", "rewind", "export", "import",
            "demo",
            "generate-completion");

    @TempDir
    private Path temporary;

    @Test
    void theHelpNamesEveryVerbAndIsTheOneThatIsOnRecord() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("empty"));
        String help = sandbox.run("--help").done().out();
        assertThat(help).contains(VERBS);
        assertThat(help).as("if this change is meant, copy it to " + HELP).isEqualTo(Files.readString(HELP));
        assertThat(sandbox.run().done().out()).as("without a verb").isEqualTo(help);
        assertThat(sandbox.run("--version").done().out()).isEqualTo("autoresearch test\n");
    }

    @Test
    void theHelpOfEveryVerbHasAnExample() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("empty"));
        for (String verb : VERBS) {
            String help = sandbox.run(verb, "--help").done().out();
            assertThat(help).as(verb).containsPattern(verb.equals("generate-completion")
                    ? "source <\\(autoresearch generate-completion\\)"
                    : "(?s)Examples?:.*  autoresearch " + verb);
            assertThat(help.lines()).as(verb).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        }
    }

    @Test
    void wrongUsageIsAnsweredWithASuggestionAndTheExitCodeForIt() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("empty"));
        for (List<String> wrong : List.of(List.of("statsu"), List.of("run", "--experiment", "x"), List.of("show"),
                List.of("run", "--experiments", "many"))) {
            Sandbox.Ran ran = sandbox.run(wrong.toArray(String[]::new));
            assertThat(ran.code()).as(wrong.toString()).isEqualTo(Exit.CONFIGURATION.code());
            assertThat(ran.err()).as(wrong.toString()).isNotBlank().doesNotContain("Exception");
            assertThat(ran.out()).as(wrong.toString()).isEmpty();
        }
        assertThat(sandbox.run("statsu").err()).contains("status");
    }

    @Test
    void theCompletionScriptWorksInBash() throws Exception {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("empty"));
        Path script = sandbox.home().resolve("completion.bash");
        Files.writeString(script, sandbox.run("generate-completion").done().out());
        Process checked = sandbox.start("checked", List.of("bash", "-n", script.toString()));
        assertThat(checked.waitFor()).as(sandbox.printed("checked.err")).isZero();
        Process completed = sandbox.start("completed", List.of("bash", "-c", """
                source "$0"
                COMP_WORDS=(autoresearch re); COMP_CWORD=1; COMPREPLY=()
                _complete_autoresearch autoresearch re autoresearch
                echo "${COMPREPLY[@]}"
                COMP_WORDS=(autoresearch run --exp); COMP_CWORD=2; COMPREPLY=()
                _complete_autoresearch autoresearch --exp run
                echo "${COMPREPLY[@]}"
                """, script.toString()));
        assertThat(completed.waitFor()).as(sandbox.printed("completed.err")).isZero();
        List<String> lines = sandbox.printed("completed.out").lines().toList();
        assertThat(lines.getFirst().split(" ")).contains("results", "resume", "rewind");
        assertThat(lines.get(1)).contains("--experiments");
    }

    @Test
    void coloursAndTheBarAreOnlyForTerminals() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        List<List<String>> verbs = List.of(List.of("doctor"), List.of("run", "--experiments", "2"), List.of("status"),
                List.of("results"), List.of("show", "1"), List.of("rewind", "99"));
        for (List<String> verb : verbs) {
            Sandbox.Ran ran = sandbox.run(verb.toArray(String[]::new));
            assertThat(ran.out() + ran.err()).as(verb.toString()).doesNotContain("\u001b", "\r");
        }
        for (List<String> verb : verbs) {
            Sandbox.Ran ran = sandbox.run(true, verb.toArray(String[]::new));
            assertThat(ran.out() + ran.err()).as(verb.toString()).contains("\u001b[");
        }
        String out = sandbox.run(true, "run", "--new", "--experiments", "2").done().out();
        assertThat(out).contains("] 50 %", "#2 running since ");
        assertThat(out.split("[\r\n]")).allSatisfy(line -> assertThat(line.replaceAll("\u001b\\[[0-9;]*m", "").length())
                .as(line).isLessThanOrEqualTo(300));
    }

    @Test
    void aRealTerminalGetsColoursUnlessTheUserSaysOtherwise() throws Exception {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--experiments", "1").done();
        String program = String.join(" ", Sandbox.program("status").stream().map(word -> "'" + word + "'").toList());
        assertThat(onATerminal(sandbox, "TERM=xterm " + program)).contains("\u001b[1m");
        assertThat(onATerminal(sandbox, "TERM=xterm NO_COLOR=1 " + program)).contains("session")
                .doesNotContain("\u001b");
        assertThat(onATerminal(sandbox, "TERM=dumb " + program)).contains("session").doesNotContain("\u001b");
        Process piped = sandbox.start("piped", Sandbox.program("status"));
        assertThat(piped.waitFor()).isZero();
        assertThat(sandbox.printed("piped.out")).contains("session").doesNotContain("\u001b");
    }

    private static String onATerminal(Sandbox sandbox, String command) throws Exception {
        Process script = sandbox.start("typed", List.of("script", "-qec", command, "/dev/null"));
        script.getOutputStream().close();
        assertThat(script.waitFor()).as(sandbox.printed("typed.out")).isZero();
        return sandbox.printed("typed.out");
    }
}
