package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start script, run for real with folders that look like JDKs and a Maven that only pretends to build.
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "autoresearch").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path home;
    private Path launcher;

    @BeforeEach
    void layOut() throws IOException {
        home = Files.createDirectories(folder.resolve("a home"));
        launcher = Files.copy(SCRIPT, Files.createDirectories(folder.resolve("the program")).resolve("autoresearch"));
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", home.toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("AUTORESEARCH_JDK_FOLDERS", folder + "/jdks/*");
    }

    @Test
    void takesAJdk25FromTheUsualPlacesWhenTheDefaultJavaIs17() throws Exception {
        jar();
        Path old = jdk("old/jdk-17", "17.0.15");
        jdk("jdks/some-21", "21.0.1");
        jdk("jdks/temurin-25", "25.0.3");
        environment.put("JAVA_HOME", old.toString());
        environment.put("PATH", old.resolve("bin") + ":/usr/bin:/bin");

        assertThat(start("--version").lines()).contains("java temurin-25", "argument --version");
    }

    @Test
    void prefersTheNamedJdkToJavaHomeAndJavaHomeToPath() throws Exception {
        jar();
        Path named = jdk("x/named", "26-ea");
        Path javaHome = jdk("x/java-home", "25.0.1");
        Path path = jdk("x/path", "25.0.2");
        environment.put("PATH", path.resolve("bin") + ":/usr/bin:/bin");
        assertThat(start().lines()).contains("java path");
        environment.put("JAVA_HOME", javaHome.toString());
        assertThat(start().lines()).contains("java java-home");
        environment.put("AUTORESEARCH_JAVA_HOME", named.toString());
        assertThat(start().lines()).contains("java named");
    }

    @Test
    void followsTheLinksOfTheJavaOnPathToItsJdk() throws Exception {
        jar();
        Path jdk = jdk("x/jdk 25", "25");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), jdk.resolve("bin/java"));
        environment.put("PATH", bin + ":/usr/bin:/bin");

        assertThat(start().lines()).contains("java jdk 25");
    }

    @Test
    void saysWhereItLookedAndWhatToDoWhenNoJdkIsNewEnough() throws Exception {
        jar();
        Path old = jdk("jdks/jdk-17", "17.0.15");
        Path ancient = jdk("jdks/jdk8", "1.8.0_402");
        environment.put("PATH", old.resolve("bin") + ":/usr/bin:/bin");

        Outcome outcome = start();

        assertThat(outcome.exit()).isEqualTo(6);
        assertThat(outcome.text()).contains("needs a JDK 25 or newer", old + ": Java 17.0.15",
                ancient + ": Java 1.8.0_402", folder + "/jdks/*", "AUTORESEARCH_JAVA_HOME=");
    }

    @Test
    void passesOverAJdkWhoseJavaIsMissing() throws Exception {
        jar();
        Path broken = jdk("jdks/a-broken-25", "25.0.3");
        Files.delete(broken.resolve("bin/java"));
        assertThat(start().text()).contains(broken + ": Java 25.0.3, but its bin/java is missing");

        jdk("jdks/b-whole-25", "25.0.3");
        assertThat(start().lines()).contains("java b-whole-25");
    }

    @Test
    void refusesANamedFolderThatIsNoJdkRatherThanTakingAnother() throws Exception {
        jar();
        jdk("jdks/jdk-25", "25");
        environment.put("AUTORESEARCH_JAVA_HOME", folder + "/nothing here");

        Outcome outcome = start();

        assertThat(outcome.exit()).isEqualTo(6);
        assertThat(outcome.text()).contains("AUTORESEARCH_JAVA_HOME does not name a JDK", folder + "/nothing here");
    }

    @Test
    void worksThroughLinksFromAnyFolder() throws Exception {
        jar();
        jdk("jdks/jdk-25", "25");
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path first = Files.createSymbolicLink(bin.resolve("first"), Path.of("../../the program/autoresearch"));
        Path second = Files.createSymbolicLink(bin.resolve("autoresearch"), Path.of("first"));
        assertThat(first).exists();

        Outcome outcome = run(home, List.of(second.toString(), "status"));

        assertThat(outcome.lines()).contains(
                "argument " + folder.toRealPath() + "/the program/app/target/autoresearch.jar",
                "argument status", "folder " + home.toRealPath());
    }

    @Test
    void handsArgumentsOnUnchanged() throws Exception {
        jar();
        jdk("jdks/jdk-25", "25");
        assertThat(start("try", "-m", "two words", "", "*", "$HOME", "-x").lines()).containsSubsequence("argument try",
                "argument -m", "argument two words", "argument ", "argument *", "argument $HOME", "argument -x");
    }

    @Test
    void givesTheJvmALocaleThatKnowsAllFileNamesAndRemembersTheUsersOwn() throws Exception {
        jar();
        jdk("jdks/jdk-25", "25");
        assertThat(start().lines()).contains("LC_ALL C.UTF-8", "original unset");

        environment.put("LC_ALL", "POSIX");
        assertThat(start().lines()).contains("LC_ALL C.UTF-8", "original [POSIX]");

        environment.remove("LC_ALL");
        environment.put("LANG", "C");
        environment.put("AUTORESEARCH_LC_ALL_ORIGINAL", "left over from an outer start");
        assertThat(start().lines()).contains("LC_ALL C.UTF-8", "original []");
    }

    @Test
    void recordsAClassArchiveOnceAndAgainAfterTheJarChanged() throws Exception {
        Path jar = jar();
        jdk("jdks/jdk-25", "25.0.3");
        assertThat(start().lines()).anyMatch(line -> line.startsWith("argument -XX:SharedArchiveFile="));
        start();
        assertThat(home.resolve("recorded")).hasContent("recorded\n");

        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        start();
        assertThat(home.resolve("recorded")).hasContent("recorded\nrecorded\n");
        try (var files = Files.list(jar.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("autoresearch.jar",
                    "autoresearch-25.0.3-jdk-25.jsa");
        }
    }

    @Test
    void buildsWhatIsMissingThenOnlyWhatIsOlderThanItsSources() throws Exception {
        Path source = sources();
        jdk("jdks/jdk-25", "25");
        maven("mkdir -p app/target && echo jar >app/target/autoresearch.jar");

        Outcome first = start("--version");
        assertThat(first.text()).contains("building the program (this happens once",
                "building autoresearch engine (2/4)",
                "built in", "argument --version");
        assertThat(start("--version").text()).doesNotContain("building");

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        environment.put("AUTORESEARCH_NO_BUILD", "1");
        assertThat(start("--version").text()).doesNotContain("building");
        environment.remove("AUTORESEARCH_NO_BUILD");
        assertThat(start("--version").text()).contains("building the program (the sources changed");
    }

    @Test
    void showsTheEndOfAFailedBuildAndWhereItsLogIs() throws Exception {
        sources();
        jdk("jdks/jdk-25", "25");
        maven("echo '[ERROR] Tokenizer.java:[12,3] something is wrong'; exit 1");

        Outcome outcome = start("--version");

        assertThat(outcome.exit()).isEqualTo(6);
        assertThat(outcome.text()).contains("the build failed", "Tokenizer.java:[12,3]",
                "the program/target/launcher-build.log").doesNotContain("argument --version");
        assertThat(launcher.resolveSibling("target/launcher-build.lock")).doesNotExist();
    }

    @Test
    void withoutMavenSaysSoOrRunsTheOlderBuild() throws Exception {
        Path source = sources();
        jdk("jdks/jdk-25", "25");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("find", "readlink", "mv", "rm", "pwd", "cat")) {
            executable(tools.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
        }
        environment.put("PATH", tools.toString());
        Outcome missing = start("--version");
        assertThat(missing.exit()).isEqualTo(6);
        assertThat(missing.text()).contains("not built yet and Maven is not on PATH", "apt install maven");

        jar();
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(start("--version").text()).contains("running it as it was built", "argument --version");
    }

    @Test
    void twoFirstStartsBuildOnce() throws Exception {
        sources();
        jdk("jdks/jdk-25", "25");
        maven("echo built >>builds; sleep 1; mkdir -p app/target && echo jar >app/target/autoresearch.jar");

        Process first = begin(folder, List.of(launcher.toString(), "one"));
        Process second = begin(folder, List.of(launcher.toString(), "two"));

        assertThat(finish(first).lines()).contains("argument one");
        assertThat(finish(second).lines()).contains("argument two");
        assertThat(launcher.resolveSibling("builds")).hasContent("built\n");
    }

    @Test
    void takesOverTheLockOfABuildThatDied() throws Exception {
        sources();
        jdk("jdks/jdk-25", "25");
        maven("mkdir -p app/target && echo jar >app/target/autoresearch.jar");
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(launcher.resolveSibling("target/launcher-build.lock"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

        assertThat(start("--version").lines()).contains("argument --version");
        assertThat(lock).doesNotExist();
    }

    private Path jar() throws IOException {
        Path target = Files.createDirectories(launcher.resolveSibling("app/target"));
        Path jar = Files.writeString(target.resolve("autoresearch.jar"), "not really a jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        return jar;
    }

    /// Makes the launcher's folder look like a checkout; the source file's time is before every build.
    private Path sources() throws IOException {
        Path main = Files.createDirectories(launcher.resolveSibling("engine/src/main"));
        FileTime before = FileTime.from(Instant.now().minusSeconds(3600));
        Files.writeString(launcher.resolveSibling("pom.xml"), "<project/>");
        Files.writeString(launcher.resolveSibling("engine/pom.xml"), "<project/>");
        Path source = Files.writeString(main.resolve("Tokenizer.java"), "class Tokenizer {}");
        for (Path path : List.of(launcher.resolveSibling("pom.xml"), launcher.resolveSibling("engine/pom.xml"), source,
                main)) {
            Files.setLastModifiedTime(path, before);
        }
        return source;
    }

    private void maven(String work) throws IOException {
        Path maven = executable(folder.resolve("bin/mvn"), """
                #!/bin/sh
                cd "$(dirname "$3")" || exit 9
                echo '[INFO] Building autoresearch engine 0.1.0                                 [2/4]'
                %s
                """.formatted(work));
        environment.put("AUTORESEARCH_MAVEN", maven.toString());
    }

    private Path jdk(String name, String version) throws IOException {
        Path jdk = Files.createDirectories(folder.resolve(name));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(jdk.resolve("bin/java"), """
                #!/bin/sh
                for argument; do
                  case $argument in
                    -XX:ArchiveClassesAtExit=*) echo recorded >>"$HOME/recorded"; exit 0 ;;
                  esac
                done
                echo "java %s"
                echo "folder $(pwd -P)"
                echo "LC_ALL $LC_ALL"
                if [ -z "${AUTORESEARCH_LC_ALL_ORIGINAL+set}" ]; then echo "original unset"
                else echo "original [$AUTORESEARCH_LC_ALL_ORIGINAL]"; fi
                for argument; do echo "argument $argument"; done
                """.formatted(jdk.getFileName()));
        return jdk;
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Outcome(int exit, String text) {
        List<String> lines() {
            return text.lines().toList();
        }
    }

    private Outcome start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return run(folder, command);
    }

    private Outcome run(Path from, List<String> command) throws Exception {
        return finish(begin(from, command));
    }

    private Process begin(Path from, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Outcome finish(Process process) throws Exception {
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Outcome(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
        }
    }
}
