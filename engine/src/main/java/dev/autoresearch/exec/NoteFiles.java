package dev.autoresearch.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Files for the notes on live runs, each used again by the next run. To make and remove one for every run costs more
/// than the start of a process: Linux looks past every inode that was freed in the last minutes, and waits for a file that
/// is being written out before it removes it. Thread-safe.
///
/// @param folder where they lie; made when the first is needed
record NoteFiles(Path folder, Queue<Path> free) implements AutoCloseable {
    static final String SUFFIX = ".run";

    /// More than the longest path and what stands around it; a block is written at once, over the one before.
    private static final int BLOCK = 8192;

    NoteFiles(Path folder) {
        this(folder, new ConcurrentLinkedQueue<>());
    }

    /// A file that no live run has.
    Path take() {
        Path spare = free.poll();
        return spare == null ? folder.resolve(UUID.randomUUID() + SUFFIX) : spare;
    }

    /// Replaces what a file says.
    ///
    /// @throws IOException also when the text is longer than a block
    void write(Path file, String text) throws IOException {
        byte[] words = text.getBytes(StandardCharsets.UTF_8);
        if (words.length > BLOCK) {
            throw new IOException("notes of " + words.length + " bytes for " + file);
        }
        byte[] block = Arrays.copyOf(words, BLOCK);
        Arrays.fill(block, words.length, BLOCK, (byte) '\n');
        try {
            Files.write(file, block, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            Files.createDirectories(folder);
            Files.write(file, block, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
    }

    /// Takes a file back. What it says of a run that is over harms nobody: none of that run's processes is found any more.
    void give(Path file) {
        free.add(file);
    }

    /// Removes the files that were given back.
    @Override
    public void close() {
        for (Path file = free.poll(); file != null; file = free.poll()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // The next engine finds nothing of that run and removes it.
                return;
            }
        }
    }
}
