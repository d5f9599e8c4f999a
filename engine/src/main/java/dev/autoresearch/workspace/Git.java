package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The `git` program, for what happens once in a session: set-up, worktrees, foreign filters. Hooks, prompts, pagers and
/// background maintenance are off, and no `GIT_*` variable of the caller reaches it. Thread-safe.
public final class Git {
    private static final List<String> ALWAYS = List.of("-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c",
            "maintenance.auto=false", "-c", "core.fsmonitor=false", "-c", "advice.detachedHead=false", "-c",
            "submodule.recurse=false");

    private final Path program;
    private final Map<String, String> environment;

    private Git(Path program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /// Finds the program on the `PATH` of this environment.
    ///
    /// @throws Refusal if there is none
    public static Git find(Map<String, String> environment) {
        var clean = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (!name.startsWith("GIT_")) {
                clean.put(name, value);
            }
        });
        clean.put("GIT_TERMINAL_PROMPT", "0");
        clean.put("GIT_OPTIONAL_LOCKS", "0");
        clean.put("LC_ALL", "C.UTF-8");
        for (String folder : environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin")
                .split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder).resolve("git");
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return new Git(candidate.toAbsolutePath(), Map.copyOf(clean));
            }
        }
        throw new Refusal(Exit.REPOSITORY, "The program git was not found on the PATH.",
                "Install git 2.25 or newer and start again.");
    }

    /// The value of a variable, empty when it is not set.
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /// Runs git and returns how it went, whatever that is.
    Output run(Path folder, String... arguments) {
        return start(folder, new byte[0], arguments);
    }

    /// Runs git with something on its standard input.
    Output start(Path folder, byte[] input, String... arguments) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(ALWAYS);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try {
                var err = CompletableFuture.supplyAsync(() -> drain(process.getErrorStream()),
                        task -> Thread.ofVirtual().start(task));
                var feed = Thread.ofVirtual().start(() -> feed(process, input));
                byte[] out = process.getInputStream().readAllBytes();
                feed.join();
                return new Output(process.waitFor(), out, new String(err.join(), StandardCharsets.UTF_8));
            } finally {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while waiting for git", e));
        } catch (IOException e) {
            throw new Refusal(Exit.REPOSITORY, "Git could not be started in " + folder + ": " + e.getMessage(),
                    "Check that the folder exists and that git works there.");
        }
    }

    /// Runs git and returns its standard output without the last newline.
    ///
    /// @throws Refusal if git says no, with what it said
    public String ask(Path folder, String... arguments) {
        Output output = run(folder, arguments);
        if (output.code() != 0) {
            throw new Refusal(Exit.REPOSITORY,
                    "The command git " + String.join(" ", arguments) + " failed in " + folder + ".",
                    output.errors().lines().toList(), "Mend what git reports and start again.");
        }
        return output.text();
    }

    private static byte[] drain(java.io.InputStream in) {
        try (in) {
            return in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static void feed(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // A program that does not read its input says why by its exit code.
            return;
        }
    }

    /// How a call ended.
    static final class Output {
        private final int code;
        private final byte[] out;
        private final String errors;

        private Output(int code, byte[] out, String errors) {
            this.code = code;
            this.out = out;
            this.errors = errors;
        }

        /// The exit code.
        int code() {
            return code;
        }

        /// Standard output, as it came.
        byte[] out() {
            return out;
        }

        /// What it said on standard error.
        String errors() {
            return errors;
        }

        /// Standard output as text, without trailing newlines.
        String text() {
            return new String(out, StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
