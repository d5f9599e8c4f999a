package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import dev.autoresearch.config.WorkspaceSettings;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A real repository in a scratch folder, built and verified with the git program itself, with a home of its own.
final class Scratch {
    final Path root;
    final Path home;

    Scratch(Path folder) {
        this(folder.resolve("repo"), folder.resolve("home"));
    }

    private Scratch(Path root, Path home) {
        this.root = root;
        this.home = home;
        try {
            Files.createDirectories(root);
            Files.createDirectories(home);
            if (!Files.exists(home.resolve(".gitconfig"))) {
                Files.writeString(home.resolve(".gitconfig"), """
                        [user]
                        name = Ada Löwe
                        email = ada@example.org
                        [init]
                        defaultBranch = main
                        [protocol "file"]
                        allow = always
                        """);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A repository with one commit of a few files.
    static Scratch small(Path folder) {
        var scratch = new Scratch(folder);
        scratch.git("init", "-q");
        scratch.write("src/main.txt", "one\ntwo\nthree\n");
        scratch.write("src/deep/er/leaf.txt", "leaf\n");
        scratch.write("conf/settings.json", "{\"level\": 1}\n");
        scratch.write("bench/run.sh", "echo METRIC x=1\n");
        scratch.write(".gitignore", "build/\n*.log\n");
        scratch.write("README.md", "hello\n");
        assertThat(scratch.root.resolve("bench/run.sh").toFile().setExecutable(true)).isTrue();
        scratch.commitAll("start");
        return scratch;
    }

    /// Another folder with the same home.
    Scratch at(Path other) {
        return new Scratch(other, home);
    }

    Map<String, String> environment() {
        return Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", home.toString());
    }

    String git(String... arguments) {
        return gitIn(root, arguments);
    }

    String gitIn(Path folder, String... arguments) {
        var command = new ArrayList<String>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment());
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s in %s: %s", command, folder, output).isZero();
            return output.stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void write(String path, String content) {
        writeTo(root.resolve(path), content);
    }

    static void writeTo(Path file, String content) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String commitAll(String message) {
        git("add", "-A");
        git("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "-q", "-m", message);
        return head();
    }

    String head() {
        return git("rev-parse", "HEAD");
    }

    Project project() {
        return Project.discover(root, environment());
    }

    GitWorkspace open(Configuration configuration) {
        return open(project(), configuration, "t");
    }

    static GitWorkspace open(Project project, Configuration configuration, String tag) {
        Excludes.ensure(project, false);
        return WorktreeWorkspace.open(project, new SessionFolder(project.folder(), tag), configuration,
                "autoresearch/" + tag, project.head(), project.head());
    }

    static Configuration configuration(Scope scope, WorkspaceSettings workspace, boolean noNewDependencies) {
        return Configuration.builder().goal("goal").modify(scope.modify()).read(scope.read()).protect(scope.protect())
                .hidden(scope.hidden()).command("true").metric("x", Direction.LOWER).workspace(workspace)
                .noNewDependencies(noNewDependencies).build();
    }

    static Configuration modify(String... globs) {
        return configuration(new Scope(Globs.of(globs), Globs.of(), Globs.of(), Globs.of()), WorkspaceSettings.DEFAULT,
                true);
    }
}
