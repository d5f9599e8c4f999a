package dev.autoresearch.proposers.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Follows the file in which a program writes down what it uses, while it writes. Not thread-safe.
final class MeterTail {
    private static final int DEPTH = 5;
    private static final int PIECE = 64 * 1024;

    private final Path folder;
    private final String ends;
    private final Transcript transcript;
    private final LineReader reader = new LineReader();
    private @Nullable Path file;
    private long position;

    /// @param folder     somewhere below it
    /// @param ends       how the name of the file ends
    /// @param transcript is given its lines
    MeterTail(Path folder, String ends, Transcript transcript) {
        this.folder = folder;
        this.ends = ends;
        this.transcript = transcript;
    }

    /// Passes over what is there already: it belongs to earlier turns of the conversation.
    MeterTail fromHere() {
        Path found = file();
        if (found != null) {
            try {
                position = Files.size(found);
            } catch (IOException gone) {
                position = 0;
            }
        }
        return this;
    }

    /// Reads what is new.
    void read() {
        Path found = file();
        if (found == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(found)) {
            var piece = ByteBuffer.allocate(PIECE);
            int count = channel.read(piece, position);
            while (count > 0) {
                position += count;
                reader.accept(piece.array(), count, transcript::line);
                piece.clear();
                count = channel.read(piece, position);
            }
        } catch (IOException gone) {
            // Nobody promised this file; the program's output has the sum.
        }
    }

    private @Nullable Path file() {
        if (file == null && Files.isDirectory(folder)) {
            file = find();
        }
        return file;
    }

    private @Nullable Path find() {
        var found = new AtomicReference<@Nullable Path>();
        try {
            Files.walkFileTree(folder, java.util.Set.of(), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                    if (each.toString().endsWith(ends)) {
                        found.set(each);
                        return FileVisitResult.TERMINATE;
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path each, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException gone) {
            return null;
        }
        return found.get();
    }
}
