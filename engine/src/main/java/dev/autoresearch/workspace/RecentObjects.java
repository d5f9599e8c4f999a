package dev.autoresearch.workspace;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/// The small objects that were read or written last, between JGit and whoever reads and writes: an experiment reads what
/// the one before wrote, and writes three objects that are new. JGit searches all packs, twice, before it writes a new
/// object and asks for its file five times, which costs as much as a whole run of a small command; here an object goes
/// straight into its file, as git's own `hash-object -w` does it. Not thread-safe.
final class RecentObjects implements AutoCloseable {
    private static final int OBJECTS = 256;
    private static final int SMALL = 1 << 14;
    /// `git gc` removes files of this name that a kill left.
    private static final String FRESH = "tmp_obj_";
    private static final FileAttribute<Set<PosixFilePermission>> READ_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("r--r--r--"));

    private final Repository repository;
    private final Path folder;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final ObjectInserter.Formatter names = new ObjectInserter.Formatter();
    private final Map<ObjectId, ObjectLoader.SmallObject> known = new LinkedHashMap<>(2 * OBJECTS, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, ObjectLoader.SmallObject> eldest) {
            return size() > OBJECTS;
        }
    };

    RecentObjects(Repository repository) {
        this.repository = repository;
        this.folder = repository.getDirectory().toPath().resolve("objects");
    }

    /// Reads objects, the recent ones without the disk.
    ObjectReader reader() {
        return new Reader(repository.newObjectReader());
    }

    /// Writes objects, each into a file of its own. What it was given is on disk when it returns.
    ObjectInserter inserter() {
        return new Inserter(repository.newObjectInserter());
    }

    @Override
    public void close() {
        deflater.end();
    }

    private void remember(ObjectId id, int type, byte[] content) {
        if (content.length <= SMALL) {
            known.put(id, new ObjectLoader.SmallObject(type, content));
        }
    }

    private void store(ObjectId id, int type, byte[] content) throws IOException {
        String name = id.name();
        Path place = folder.resolve(name.substring(0, 2));
        Path file = place.resolve(name.substring(2));
        if (Files.exists(file)) {
            return;
        }
        Path fresh = place.resolve(FRESH + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36));
        try {
            write(fresh, type, content);
        } catch (NoSuchFileException e) {
            Files.createDirectories(place);
            write(fresh, type, content);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(Path fresh, int type, byte[] content) throws IOException {
        deflater.reset();
        try (var out = new DeflaterOutputStream(Channels.newOutputStream(FileChannel.open(fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), READ_ONLY)), deflater)) {
            out.write(Constants.encodedTypeString(type));
            out.write((" " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            out.write(content);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    private final class Reader extends ObjectReader.Filter {
        private final ObjectReader stored;

        Reader(ObjectReader stored) {
            this.stored = stored;
        }

        @Override
        protected ObjectReader delegate() {
            return stored;
        }

        @Override
        public ObjectReader newReader() {
            return new Reader(stored.newReader());
        }

        @Override
        public ObjectLoader open(AnyObjectId id, int type) throws IOException {
            ObjectLoader.SmallObject small = known.get(id);
            if (small == null) {
                ObjectLoader loaded = stored.open(id, type);
                if (!loaded.isLarge() && loaded.getSize() <= SMALL) {
                    remember(id.copy(), loaded.getType(), loaded.getCachedBytes());
                }
                return loaded;
            }
            if (type != OBJ_ANY && type != small.getType()) {
                throw new IncorrectObjectTypeException(id.copy(), type);
            }
            return small;
        }

        @Override
        public ObjectLoader open(AnyObjectId id) throws IOException {
            return open(id, OBJ_ANY);
        }
    }

    private final class Inserter extends ObjectInserter.Filter {
        private final ObjectInserter stored;

        Inserter(ObjectInserter stored) {
            this.stored = stored;
        }

        @Override
        protected ObjectInserter delegate() {
            return stored;
        }

        @Override
        public ObjectId insert(int type, byte[] data) throws IOException {
            return insert(type, data, 0, data.length);
        }

        @Override
        public ObjectId insert(int type, byte[] data, int from, int length) throws IOException {
            byte[] content = Arrays.copyOfRange(data, from, from + length);
            ObjectId id = names.idFor(type, content);
            if (!known.containsKey(id) || !repository.getObjectDatabase().has(id)) {
                store(id, type, content);
                remember(id, type, content);
            }
            return id;
        }
    }
}
