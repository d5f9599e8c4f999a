package dev.autoresearch.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortableLineTest {
    private static final Set<String> SHELL_WORDS = Set.of("echo", "true", "false", "cd", "test", "exec", "if", "time");
    private static final Map<String, String> VARIABLES = Map.of("AUTORESEARCH_EXPERIMENT", "17", "AUTORESEARCH_BRIEF",
            "/tmp/a-b/brief.json", "AUTORESEARCH_WORDS", "two words", "AUTORESEARCH_ESCAPE", "a\\tb",
            "AUTORESEARCH_OPTION", "-e", "AUTORESEARCH_EMPTY", "", "AUTORESEARCH_OCTAL", "010", "OTHER", "1");
    private static final int LINES = 60;
    /// What lines are made of: all that is allowed, and much that looks like it.
    private static final List<String> PIECES = List.of("echo", "true", "false", "args", "five", "killed", "nosuch-one",
            " ", " ", " ", " ", "  ", "\t", "&&", "||", ";", " && ", " || ", " ; ", "|", "&", "a", "b=c", "-n", "-x",
            "--k=v", "10", "%1", "@f", "~", "*", "?", "{a,b}", "#", "!", "=", "\\", "\\\\", "\\n", "'", "\"", "`",
            "'x  y'", "'a\\(b'", "\"a  b\"", "\"s/^v=.*/v=$((AUTORESEARCH_EXPERIMENT * 7919 % 10007))/\"",
            "\"n $AUTORESEARCH_EXPERIMENT\"", "$AUTORESEARCH_BRIEF", "${AUTORESEARCH_BRIEF}.x", "$AUTORESEARCH_WORDS",
            "$AUTORESEARCH_ESCAPE", "$AUTORESEARCH_OPTION", "$AUTORESEARCH_EMPTY", "$OTHER", "$RANDOM", "$1", "$",
            "$((", "))", "$((2 + 3 - 9))", "$((AUTORESEARCH_OCTAL + 1))", "$(($AUTORESEARCH_EXPERIMENT / 4))",
            "$((08))", "$((1 / 0))", "$((9 - AUTORESEARCH_WORDS))", "$(echo x)", "+", "/", "%", "1", "(", ")", ">",
            "2>&1", "<", "\"", "'", "\n", "é", "cd", "test", "exec", "if");

    @TempDir
    Path folder;

    @BeforeEach
    void someProgramsOnThePath() throws IOException {
        program("args", "printf '[%s]' \"$0\" \"$@\"; echo");
        program("five", "exit 5");
        program("killed", "kill -9 $$");
    }

    static LongStream seeds() {
        return LongStream.range(1, 41);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "sed -i \"s/^v=.*/v=$((AUTORESEARCH_EXPERIMENT * 7919 % 10007))/\" p.conf && echo \"v $AUTORESEARCH_EXPERIMENT\"",
            "make -s -j2 'CFLAGS=-O2 -g'; prove t || false", "echo ${AUTORESEARCH_BRIEF}", "sed 's/\\(a\\)/\\1/' f",
            "  python3 \t bench.py --n 3 ", "echo $((3 - 5))"})
    void wordsVariablesAndSumsMeanTheSameToEveryShell(String line) {
        assertThat(PortableLine.is(line, VARIABLES, SHELL_WORDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a | b", "a &", "a >f", "a 2>&1", "./a && b", "cd a && b", "test a", "A=1 a", "a ~",
            "a *",
            "a {b,c}", "a $OTHER", "a $AUTORESEARCH_WORDS", "echo $AUTORESEARCH_ESCAPE", "echo $AUTORESEARCH_OPTION",
            "echo $AUTORESEARCH_MISSING", "echo 'a\\tb'", "echo -e a", "echo \"-e\" a", "echo '' -n", "a \\b",
            "a \"\\$x\"", "a `b`", "a $(b)", "a $((08))", "a $((1 / 0))", "a $((1 / AUTORESEARCH_EXPERIMENT))",
            "a $((AUTORESEARCH_OCTAL))", "a $((AUTORESEARCH_BRIEF))", "a $((2 ** 3))", "a # b", "a\nb", "a 'b\nc'",
            "a é", "a &&", "a;;b", "a &&& b", "! a", "(a)", "a $", "a \"b"})
    void whatSomeShellTakesOtherwiseIsLeftToTheFullOne(String line) {
        // an empty argument before an option is harmless: only the first counts
        assertThat(PortableLine.is(line, VARIABLES, SHELL_WORDS)).isEqualTo(line.equals("echo '' -n"));
    }

    @Test
    void aVeryLongLineIsLeftToTheFullShell() {
        assertThat(PortableLine.is("a " + "b".repeat(100_000), VARIABLES, SHELL_WORDS)).isFalse();
        assertThat(PortableLine.is("a '" + "b".repeat(1_900) + "'", VARIABLES, SHELL_WORDS)).isTrue();
        assertThat(PortableLine.is("a " + "b c ".repeat(480), VARIABLES, SHELL_WORDS)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPortableLinePrintsAndEndsAlikeInBashAndDash(long seed) throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/bin/bash")) && Files.exists(Path.of("/bin/dash")));
        var random = new SplittableRandom(seed);
        for (int found = 0; found < LINES;) {
            var line = new StringBuilder(List.of("echo ", "args ", "five", "killed ", "true").get(random.nextInt(5)));
            for (int i = random.nextInt(1, 7); i > 0; i--) {
                line.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            if (PortableLine.is(line.toString(), VARIABLES, SHELL_WORDS)) {
                found++;
                assertThat(outcome("/bin/dash", line.toString())).as("seed %d: %s", seed, line)
                        .isEqualTo(outcome("/bin/bash", line.toString()));
            }
        }
    }

    private String outcome(String shell, String line) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(shell, "-c", line).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(new TreeMap<>(VARIABLES));
        environment.put("PATH", folder + ":/usr/bin:/bin");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed + "exit " + process.waitFor();
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
