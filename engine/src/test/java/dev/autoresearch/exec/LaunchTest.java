package dev.autoresearch.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTest {
    private static final Shell SHELL = new Shell(Path.of("/bin/bash"), true);

    @TempDir
    Path folder;

    @Test
    void aLineOfPlainWordsIsStartedWithoutAShell() {
        assertThat(launch("  sleep   1 --x=a:b,c@d%e+f ", Map.of()).argv().subList(1, 3))
                .containsExactly("1", "--x=a:b,c@d%e+f");
        assertThat(launch("sleep 1", Map.of()).argv().getFirst()).endsWith("/sleep").startsWith("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sleep 1 && sleep 2", "A=1 sleep 1", "sleep $X", "sleep ~", "sleep *", "sleep '1'",
            "sleep 1 # why", "echo hi", "exec sleep 1", "cd /", "if true; then :; fi", "sleep 1\nsleep 2", "sleep 1 &",
            "sleep {1,2}", "! sleep 1", ". ./x", "time sleep 1", "sleep 1 >x", "sleep \\1", "[ -e x ]", "sleep `id`"})
    void anythingElseIsTheShells(String command) {
        assertThat(launch(command, Map.of()).argv()).containsExactly("/bin/bash", "-o", "pipefail", "-c", command);
    }

    @Test
    void anEnvironmentThatShapesTheShellIsRespected() {
        assertThat(launch("sleep 1", Map.of("BASH_ENV", "x")).argv()).startsWith("/bin/bash");
        assertThat(launch("sleep 1", Map.of("BASH_FUNC_sleep%%", "() { :; }")).argv()).startsWith("/bin/bash");
    }

    @Test
    void aLineThatMeansTheSameToEveryShellIsRunByTheQuickOneWhereThereIsOne() {
        var both = new Shell(Path.of("/bin/bash"), true, Path.of("/bin/sh"));
        String line = "sleep 1 && echo $AUTORESEARCH_SEED";
        assertThat(launch(line, Map.of("AUTORESEARCH_SEED", "7"), both).argv()).containsExactly("/bin/sh", "-c", line);
        assertThat(launch(line, Map.of("AUTORESEARCH_SEED", "7")).argv()).startsWith("/bin/bash");
        assertThat(launch(line, Map.of("AUTORESEARCH_SEED", "a b"), both).argv()).startsWith("/bin/bash");
        assertThat(launch("sleep 1 | cat", Map.of(), both).argv()).startsWith("/bin/bash", "-o", "pipefail");
        assertThat(launch(line, Map.of("AUTORESEARCH_SEED", "7", "SHELLOPTS", "errexit"), both).argv())
                .startsWith("/bin/bash");
    }

    @Test
    void theQuickShellIsAnShThatIsDash() throws IOException {
        Path bash = script("bash");
        Path dash = script("dash");
        assertThat(Shell.find(folder.toString(), folder)).isEqualTo(new Shell(bash, true, null));
        Path sh = Files.createSymbolicLink(folder.resolve("sh"), dash);
        assertThat(Shell.find(folder.toString(), folder)).isEqualTo(new Shell(bash, true, sh));
        Files.delete(sh);
        Files.createSymbolicLink(sh, bash);
        assertThat(Shell.find(folder.toString(), folder)).isEqualTo(new Shell(bash, true, null));
    }

    private Path script(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/false\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void whereOnlyTheFullShellHandsOnAVariableItGetsTheLine() {
        var both = new Shell(Path.of("/bin/bash"), true, Path.of("/bin/sh"));
        assertThat(launch("sleep 1", Map.of("my.option", "1"), both).argv()).startsWith("/bin/bash");
        assertThat(launch("sleep 1 && true", Map.of("my.option", "1"), both).argv()).startsWith("/bin/bash");
    }

    @Test
    void theMarkOfAnOuterRunIsKept() {
        assertThat(launch("sleep 1", Map.of(Launch.VARIABLE, "outer")).environment())
                .contains("AUTORESEARCH_RUN=outer,mark");
    }

    @Test
    void whatNoProcessCanHaveIsNamed() {
        assertThat(Launch.obstacle(task("a\0b", Map.of()))).contains("the command contains a NUL character");
        assertThat(Launch.obstacle(task(" ", Map.of()))).contains("the command is empty");
        assertThat(Launch.obstacle(task("a", Map.of("X", "\0")))).isPresent();
        assertThat(Launch.obstacle(task("a", Map.of("X=Y", "z")))).isPresent();
        assertThat(Launch.obstacle(task("a", Map.of("X", "z")))).isEmpty();
    }

    private Launch launch(String command, Map<String, String> environment) {
        return launch(command, environment, SHELL);
    }

    private Launch launch(String command, Map<String, String> environment, Shell shell) {
        return Launch.of(task(command, environment), shell, "mark");
    }

    private Task task(String command, Map<String, String> environment) {
        return new Task(command, folder, environment, Duration.ofSeconds(1), Duration.ZERO, folder.resolve("log"), 100,
                null, null);
    }
}
