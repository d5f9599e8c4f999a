package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Keeps the engine's own files out of `git status`.
public final class Excludes {
    private static final List<String> OWN = List.of(SessionFolder.STORE + "/", "results.tsv", "experiments.jsonl",
            "run.log", "budget.log");

    private Excludes() {}

    /// Adds what is missing to `.git/info/exclude`, or to the project's `.gitignore` when `gitignore` is set. Everything
    /// that stands there stays. Idempotent.
    ///
    /// @return whether anything was added
    public static boolean ensure(Project project, boolean gitignore) {
        return ensure(project, gitignore, OWN);
    }

    /// Adds further paths, relative to the project folder.
    static boolean ensure(Project project, boolean gitignore, List<String> paths) {
        Path file = gitignore
                ? project.folder().resolve(".gitignore")
                : project.common().resolve("info").resolve("exclude");
        // Whoever lists the entries in .gitignore needs them nowhere else, and the other way round.
        var lines = new ArrayList<String>();
        for (String path : paths) {
            lines.add("/" + (gitignore ? "" : escaped(project.prefix())) + escaped(path));
        }
        try {
            String before = Files.exists(file)
                    ? Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                    : "";
            List<String> there = before.lines().map(String::strip).toList();
            var latin = lines.stream().map(Excludes::bytesAsLatin).filter(line -> !there.contains(line)).toList();
            if (latin.isEmpty()) {
                return false;
            }
            var text = new StringBuilder(before);
            if (!before.isEmpty() && !before.endsWith("\n")) {
                text.append('\n');
            }
            latin.forEach(line -> text.append(line).append('\n'));
            replace(file, text.toString());
            return true;
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, file + " cannot be written: " + Refusal.because(e),
                    "Free some space or make the file writable, and start again.");
        }
    }

    private static void replace(Path file, String text) throws IOException {
        // The user's file may be a symlink to one they share; it must stay one.
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Path folder = java.util.Objects.requireNonNull(target.getParent());
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "exclude", ".tmp");
        try {
            Files.writeString(fresh, text, java.nio.charset.StandardCharsets.ISO_8859_1);
            Files.setPosixFilePermissions(fresh,
                    Files.exists(target)
                            ? Files.getPosixFilePermissions(target)
                            : java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static String escaped(String path) {
        return path.replaceAll("([\\\\*?\\[\\]])", "\\\\$1");
    }

    private static String bytesAsLatin(String line) {
        return new String(line.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
