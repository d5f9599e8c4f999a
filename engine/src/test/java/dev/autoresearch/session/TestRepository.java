package dev.autoresearch.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real git repository for tests, driven by the real git.
final class TestRepository {
    private final Path folder;

    private TestRepository(Path folder) {
        this.folder = folder;
    }

    /// The repository that is there.
    static TestRepository at(Path folder) {
        return new TestRepository(folder);
    }

    /// A new repository with these files in its first commit.
    static TestRepository with(Path folder, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        var repository = new TestRepository(folder);
        repository.git("init", "-q", "-b", "main");
        for (var file : files.entrySet()) {
            repository.write(file.getKey(), file.getValue());
        }
        repository.git("add", "-A");
        repository.git("-c", "user.name=Test", "-c", "user.email=test@localhost", "commit", "-q", "-m", "start");
        return repository;
    }

    Path folder() {
        return folder;
    }

    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        if (text.startsWith("#!")) {
            file.toFile().setExecutable(true);
        }
    }

    /// What git prints, without the last line feed.
    String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
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
}
