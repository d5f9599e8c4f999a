package dev.autoresearch.setup.recipe;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/// Writes the files of a recipe into a project. What is there already with other content is never written over unless
/// that was asked for, and then nothing is written at all.
public final class Planting {
    private final Path folder;
    private final Fitting fitting;
    private final boolean over;

    /// @param folder the project's
    /// @param over   whether files may be written over
    public Planting(Path folder, Fitting fitting, boolean over) {
        this.folder = folder;
        this.fitting = fitting;
        this.over = over;
    }

    /// Looks whether all of it can be written; changes nothing.
    ///
    /// @throws Refusal naming the files that are there already
    public void check() {
        List<String> there = fitting.files().stream().filter(this::occupied).toList();
        if (!there.isEmpty() && !over) {
            throw new Refusal(Exit.CONFIGURATION, there.size() == 1
                    ? "The file " + there.getFirst() + " exists already and is another one; nothing was changed."
                    : "Files exist already and are other ones; nothing was changed:",
                    there.size() == 1 ? List.of() : there,
                    "Move " + (there.size() == 1 ? "it" : "them") + " away, or write over with --force.");
        }
    }

    /// Writes everything.
    ///
    /// @throws Refusal if something cannot be written
    public void write() {
        for (String file : fitting.files()) {
            Path path = folder.resolve(file);
            try {
                if (path.getParent() != null) {
                    Files.createDirectories(path.getParent());
                }
                byte[] bytes = fitting.recipe().bytes(file);
                if (over) {
                    Files.write(path, bytes);
                } else if (!same(path, bytes)) {
                    Files.write(path, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                }
            } catch (IOException unwritable) {
                throw new Refusal(Exit.STORAGE, path + " cannot be written: " + Refusal.because(unwritable) + ".",
                        "Make the folder writable and see that the disk has room.");
            }
        }
    }

    private boolean occupied(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !same(path, fitting.recipe().bytes(file));
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static boolean same(Path path, byte[] bytes) throws IOException {
        return Files.isRegularFile(path) && Files.size(path) == bytes.length
                && Arrays.equals(Files.readAllBytes(path), bytes);
    }
}
