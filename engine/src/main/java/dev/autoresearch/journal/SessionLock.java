package dev.autoresearch.journal;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Holds a session for one engine. The operating system's lock is on `lock.os`, so that it ends with its process however
/// that ends; `lock` beside it says in JSON who holds it. They are two files because closing any descriptor of a locked
/// file gives the lock up for the whole process: nobody but a taker ever opens `lock.os`. Thread-safe.
public final class SessionLock implements AutoCloseable {
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final SessionFolder folder;
    private final Holder self;
    private final FileChannel channel;
    private final List<String> notes;

    private SessionLock(SessionFolder folder, Holder self, FileChannel channel, List<String> notes) {
        this.folder = folder;
        this.self = self;
        this.channel = channel;
        this.notes = List.copyOf(notes);
    }

    /// Who holds a session.
    ///
    /// @param pid     process
    /// @param started when that process started, which tells it from a later one with the same number
    /// @param host    the machine it is on
    /// @param since   when it took the session
    public record Holder(long pid, Instant started, String host, Instant since) {

        /// One phrase for people.
        public String phrase() {
            return "process " + pid + " on " + host + " since " + since;
        }

        private boolean sameProcess(Holder other) {
            return pid == other.pid && host.equals(other.host)
                    && Duration.between(started, other.started).abs().compareTo(SAME_START) <= 0;
        }

        private boolean alive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                    .map(process -> process.info().startInstant().orElse(started))
                    .filter(start -> Duration.between(start, started).abs().compareTo(SAME_START) <= 0).isPresent();
        }
    }

    /// Takes the session.
    ///
    /// @param now when that is, for those who ask
    /// @throws Refusal with [Exit#LOCKED] if a living engine holds it, or with [Exit#STORAGE] if the folder cannot be
    ///                 written
    public static SessionLock take(SessionFolder folder, Instant now) {
        // One at a time in this process: a loser that closed its descriptor would take the winner's lock along.
        synchronized (SessionLock.class) {
            try {
                Files.createDirectories(folder.path());
                return locked(folder, self(now));
            } catch (IOException e) {
                throw new Refusal(Exit.STORAGE, folder.path() + " cannot be written: " + e,
                        "Make the project folder writable and see that the disk has room.");
            }
        }
    }

    private static SessionLock locked(SessionFolder folder, Holder self) throws IOException {
        Optional<Holder> before = read(folder);
        if (before.isPresent() && before.get().sameProcess(self)) {
            throw held(folder, before.get());
        }
        var notes = new ArrayList<String>();
        FileChannel channel = FileChannel.open(osLock(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!obtained(channel, folder, before.orElse(null), notes)) {
                throw held(folder, read(folder).orElse(null));
            }
            before.ifPresent(stale -> notes.add("Took over the lock of " + stale.phrase()
                    + ", which ended without letting go of the session."));
            AtomicFile.replace(folder.lock(), JsonCodec.mapper().writeValueAsBytes(self));
            return new SessionLock(folder, self, channel, notes);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean obtained(FileChannel channel, SessionFolder folder, @Nullable Holder before,
            List<String> notes) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (IOException e) {
            // Some network file systems have no locks; there the named process decides.
            notes.add("The file system of " + folder.path() + " has no locks (" + e.getMessage()
                    + "); only engines on this machine can be kept apart.");
            return before == null || !before.alive();
        }
    }

    /// What is worth telling about the taking, for example that a stale lock was taken over.
    public List<String> notes() {
        return notes;
    }

    /// Gives the session up. A second call does nothing.
    @Override
    public void close() {
        synchronized (SessionLock.class) {
            if (!channel.isOpen()) {
                return;
            }
            try {
                if (read(folder).filter(self::equals).isPresent()) {
                    Files.deleteIfExists(folder.lock());
                }
                channel.close();
            } catch (IOException e) {
                throw new Refusal(Exit.STORAGE, "The lock of session " + folder.tag() + " cannot be given up: " + e,
                        "It ends with this process; nothing else is to be done.");
            }
        }
    }

    /// Who works on the session right now; empty if nobody does. Never disturbs the holder.
    public static Optional<Holder> holder(SessionFolder folder) {
        String here = host();
        return read(folder).filter(holder -> holder.host().equals(here) ? holder.alive() : lockedElsewhere(folder));
    }

    private static boolean lockedElsewhere(SessionFolder folder) {
        synchronized (SessionLock.class) {
            try (var channel = FileChannel.open(osLock(folder), StandardOpenOption.WRITE)) {
                return channel.tryLock() == null;
            } catch (IOException | OverlappingFileLockException _) {
                return true;
            }
        }
    }

    private static Optional<Holder> read(SessionFolder folder) {
        try {
            return Optional.of(JsonCodec.mapper().readValue(Files.readAllBytes(folder.lock()), Holder.class));
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }

    private static Holder self(Instant now) {
        ProcessHandle process = ProcessHandle.current();
        return new Holder(process.pid(), process.info().startInstant().orElse(Instant.EPOCH), host(), now);
    }

    private static Path osLock(SessionFolder folder) {
        return folder.lock().resolveSibling("lock.os");
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException _) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException _) {
                return "localhost";
            }
        }
    }

    private static Refusal held(SessionFolder folder, @Nullable Holder holder) {
        return new Refusal(Exit.LOCKED,
                "Session " + folder.tag() + " is held by " + (holder == null ? "another engine" : holder.phrase())
                        + ".",
                "Follow it with `autoresearch status`, end it with `autoresearch stop`, or start another with --tag.");
    }
}
