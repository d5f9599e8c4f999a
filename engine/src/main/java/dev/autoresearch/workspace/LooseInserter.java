package dev.autoresearch.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.zip.Deflater;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PackParser;

/// Writes loose objects as git does: a temporary file that git itself would tidy up, then a rename. Where JGit's own
/// inserter asks again and again whether the object is there, packs included, this looks once at the place it goes to; an
/// object that is in a pack, too, does no harm. Not thread-safe.
final class LooseInserter extends ObjectInserter {
    private static final String DRAFT = "tmp_obj_";
    private static final FileAttribute<?> READ_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("r--r--r--"));
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Repository repository;
    private final Path objects;
    private final boolean fsync;
    private final Deflater deflater;
    private final String unique = UUID.randomUUID().toString();
    private byte[] buffer = new byte[8192];

    LooseInserter(Repository repository) {
        this.repository = repository;
        this.objects = repository.getDirectory().toPath().resolve(Constants.OBJECTS);
        var config = repository.getConfig();
        this.fsync = config.getBoolean("core", "fsyncobjectfiles", false);
        this.deflater = new Deflater(Math.clamp(config.getInt("core", "compression", Deflater.DEFAULT_COMPRESSION),
                Deflater.DEFAULT_COMPRESSION, Deflater.BEST_COMPRESSION));
    }

    @Override
    public ObjectId insert(int type, byte[] data, int offset, int length) throws IOException {
        ObjectId id = idFor(type, data, offset, length);
        String name = id.name();
        Path folder = objects.resolve(name.substring(0, 2));
        Path file = folder.resolve(name.substring(2));
        if (Files.exists(file)) {
            return id;
        }
        ByteBuffer packed = pack(Constants.encodeASCII(Constants.typeString(type) + " " + length + "\0"), data, offset,
                length);
        Path draft = folder.resolve(DRAFT + unique);
        try {
            write(draft, packed);
        } catch (NoSuchFileException e) {
            Files.createDirectories(folder);
            write(draft, packed);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return id;
    }

    @Override
    public ObjectId insert(int type, long length, InputStream in) throws IOException {
        return insert(type, in.readNBytes(Math.toIntExact(length)));
    }

    @Override
    public PackParser newPackParser(InputStream in) {
        throw new UnsupportedOperationException("packs are not received here");
    }

    @Override
    public ObjectReader newReader() {
        return repository.newObjectReader();
    }

    @Override
    public void flush() {
        // Each object is whole in its place.
    }

    /// Lets go of the compressor.
    @Override
    public void close() {
        deflater.end();
    }

    private ByteBuffer pack(byte[] header, byte[] data, int offset, int length) {
        deflater.reset();
        int size = 0;
        deflater.setInput(header);
        while (!deflater.needsInput()) {
            size += deflate(size);
        }
        deflater.setInput(data, offset, length);
        deflater.finish();
        while (!deflater.finished()) {
            size += deflate(size);
        }
        return ByteBuffer.wrap(buffer, 0, size);
    }

    private int deflate(int size) {
        if (size == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * size);
        }
        return deflater.deflate(buffer, size, buffer.length - size);
    }

    private void write(Path draft, ByteBuffer packed) throws IOException {
        try (var out = FileChannel.open(draft, NEW, READ_ONLY)) {
            while (packed.hasRemaining()) {
                out.write(packed);
            }
            if (fsync) {
                out.force(true);
            }
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }
}
