package dev.autoresearch.app.demo;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.workspace.Git;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// A small real project: a benchmark that compresses real text with the JDK's Deflater under a file of settings.
public final class DemoProject {
    private static final List<String> FILES = List.of("src/Bench.java", "src/Transform.java", "compress.conf",
            "autoresearch.yaml", "README.md", "gitignore");

    private DemoProject() {}

    /// Makes it as a git repository with one commit, in this folder or the first free one of the name with -2, -3….
    ///
    /// @return the folder
    /// @throws Refusal if it cannot be written or git is missing
    public static Path make(Path wanted, Surroundings surroundings) {
        Path folder = wanted.toAbsolutePath().normalize();
        for (int n = 2; Files.exists(folder); n++) {
            folder = wanted.toAbsolutePath().normalize().resolveSibling(wanted.getFileName() + "-" + n);
        }
        try {
            Files.createDirectories(folder);
            for (String name : FILES) {
                Path file = folder.resolve(name.equals("gitignore") ? ".gitignore" : name);
                Files.createDirectories(Objects.requireNonNull(file.getParent(), name));
                Files.writeString(file, text(name));
            }
        } catch (IOException failure) {
            throw new Refusal(Exit.STORAGE,
                    "The demo project cannot be written to " + folder + ": " + Refusal.because(failure),
                    "Name a folder that can be written: autoresearch demo --into DIR.");
        }
        Git git = Git.find(surroundings.environment());
        git.ask(folder, "init", "-q", "-b", "main");
        git.ask(folder, "add", "-A");
        git.ask(folder, "-c", "user.name=autoresearch demo", "-c", "user.email=demo@localhost", "-c",
                "commit.gpgSign=false", "commit", "-q", "--no-verify", "-m", "A compression benchmark");
        return folder;
    }

    private static String text(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(DemoProject.class.getResourceAsStream("/demo/" + name),
                name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("@JDK@",
                    System.getProperty("java.home"));
        }
    }
}
