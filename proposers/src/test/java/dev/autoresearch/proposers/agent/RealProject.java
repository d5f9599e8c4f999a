package dev.autoresearch.proposers.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A project with an evaluator and a worktree to propose in.
///
/// @param folder of the repository
/// @param desk   the worktree
record RealProject(Path folder, Path desk) {

    /// Makes one in a new folder.
    static RealProject in(Path folder) throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("target.txt"), "value = 41\n");
        Files.writeString(folder.resolve("score.py"), "print(1)\n");
        git(folder, "init", "-q", "-b", "main");
        git(folder, "add", "-A");
        git(folder, "-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-qm", "base");
        Path desk = folder.resolve(".autoresearch/worktrees/t/desk");
        git(folder, "worktree", "add", "-q", "--detach", desk.toString());
        return new RealProject(folder, desk);
    }

    /// What git says was changed at the desk.
    List<String> changed() {
        return git(desk, "status", "--short").lines().toList();
    }

    /// The commits that the desk stands on.
    List<String> commits() {
        return git(desk, "log", "--oneline").lines().toList();
    }

    /// Every process that was started with this home.
    static List<String> living(Path home) {
        var found = new ArrayList<String>();
        ProcessHandle.allProcesses().forEach(process -> {
            try {
                String environment = Files.readString(Path.of("/proc/" + process.pid() + "/environ"),
                        StandardCharsets.ISO_8859_1);
                if (environment.contains("HOME=" + home + "\0")) {
                    found.add(process.pid() + " " + process.info().commandLine().orElse(""));
                }
            } catch (IOException gone) {
                // It is not there any more, or not ours.
            }
        });
        return found;
    }

    private static String git(Path folder, String... arguments) {
        var words = new ArrayList<>(List.of("git"));
        words.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
