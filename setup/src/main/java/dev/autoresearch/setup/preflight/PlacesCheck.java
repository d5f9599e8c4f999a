package dev.autoresearch.setup.preflight;

import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.setup.preflight.ShellText.Redirect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether there is room, and whether what has to be written can be.
final class PlacesCheck implements Check {
    private static final long LITTLE_SPACE = 1L << 30;

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new ArrayList<Finding>();
        Path folder = ground.tree().folder();
        Path store = folder.resolve(SessionFolder.STORE);
        writable(folder, "").ifPresent(findings::add);
        if (Files.exists(store)) {
            writable(store, "").ifPresent(findings::add);
        }
        String temporary = ground.configuration().run().environment().getOrDefault("TMPDIR",
                ground.environment().getOrDefault("TMPDIR", ""));
        if (!temporary.isEmpty()) {
            writable(folder.resolve(temporary), "TMPDIR: ").ifPresent(findings::add);
        }
        for (Line line : ground.lines()) {
            line.calls().forEach(call -> call.redirects().stream()
                    .filter(redirect -> redirect.operator().startsWith(">") && redirect.target().literal())
                    .flatMap(redirect -> target(ground, line, call, redirect).stream()).forEach(findings::add));
        }
        findings.add(disk(folder));
        return List.copyOf(findings);
    }

    private static Optional<Finding> writable(Path folder, String whose) {
        if (!Files.isDirectory(folder)) {
            return Optional.of(Finding.problem(Topic.PLACES, whose + folder + " is not a folder that can be written.",
                    "Make it, or name another."));
        }
        return Files.isWritable(folder)
                ? Optional.empty()
                : Optional.of(Finding.problem(Topic.PLACES, whose + folder + " cannot be written.",
                        "Give yourself write permission to it."));
    }

    /// A file that the shell opens before the command starts: its folder must be there.
    private static Optional<Finding> target(Ground ground, Line line, Call call, Redirect redirect) {
        String name = redirect.target().text();
        try {
            Path parent = Path.of(name).getParent();
            if (parent == null || name.startsWith("/dev/")) {
                return Optional.empty();
            }
            if (parent.isAbsolute()) {
                return call.first() && Files.exists(parent)
                        ? writable(parent, line.key() + " writes to " + name + ", but ")
                        : Optional.empty();
            }
            Optional<String> inside = Scripts.within(call, parent.toString());
            boolean first = call.first() && line.begins(ground.prepared()) && line.use() != Line.Use.PROPOSE
                    && ground.pristine();
            return inside.filter(path -> first && !ground.committed(path) && !ground.lent(path))
                    .map(path -> Finding.problem(Topic.PLACES,
                            line.key() + " writes to " + name + ", but a fresh checkout has no folder " + path + ".",
                            "Make it first: mkdir -p " + parent + " && …"));
        } catch (InvalidPathException odd) {
            return Optional.empty();
        }
    }

    private static Finding disk(Path folder) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String space = "%.1f GB are free at %s.".formatted(free / 1e9, folder);
            return free < LITTLE_SPACE
                    ? Finding.warning(Topic.PLACES, space, "Two worktrees and the logs need room; free some.")
                    : Finding.fine(Topic.PLACES, space);
        } catch (IOException unknown) {
            return Finding.warning(Topic.PLACES,
                    "The free space at " + folder + " cannot be read: " + unknown.getMessage() + ".",
                    "See that there is room for two worktrees and the logs.");
        }
    }
}
