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
import java.util.spi.ToolProvider;

/// A small real project: a benchmark that compresses real text with the JDK's Deflater under a file of settings.
public final class DemoProject {
    private static final List<String> FILES = List.of("Bench.java", "compress.conf", "autoresearch.yaml", "README.md",
            "gitignore");

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
                Files.writeString(folder.resolve(name.equals("gitignore") ? ".gitignore" : name), text(name));
            }
        } catch (IOException failure) {
            throw new Refusal(Exit.STORAGE, "The demo project cannot be written to " + folder + ": " + failure,
                    "Name a folder that can be written: autoresearch demo --into DIR.");
        }
        compile(folder);
        Git git = Git.find(surroundings.environment());
        git.ask(folder, "init", "-q", "-b", "main");
        git.ask(folder, "add", "-A");
        git.ask(folder, "-c", "user.name=autoresearch demo", "-c", "user.email=demo@localhost", "-c",
                "commit.gpgSign=false", "commit", "-q", "--no-verify", "-m", "A compression benchmark");
        return folder;
    }

    private static void compile(Path folder) {
        int code = ToolProvider.findFirst("javac").orElseThrow(() -> new Refusal(Exit.SETUP,
                "The Java at " + System.getProperty("java.home") + " has no compiler.",
                "Point AUTORESEARCH_JAVA_HOME at a JDK 25 instead of a JRE.")).run(System.out, System.err, "-d",
                        folder.resolve("build").toString(), folder.resolve("Bench.java").toString());
        if (code != 0) {
            throw new IllegalStateException("the demo's benchmark does not compile");
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(DemoProject.class.getResourceAsStream("/demo/" + name),
                name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("@JAVA_HOME@",
                    System.getProperty("java.home"));
        }
    }
}
