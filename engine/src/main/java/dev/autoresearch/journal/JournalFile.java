package dev.autoresearch.journal;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The journal as a file of one JSON object a line, written by the one engine that holds the session's lock. An append is
/// one write and one fdatasync, the latter only when a power failure could take more than a second's work otherwise, or
/// something that cannot be made again; a failed one leaves the file as it was.
/// Thread-safe.
public final class JournalFile implements Journal {
    private static final int SNAPSHOT_EVERY = 100;
    private static final long CHEAP_NANOS = 1_000_000_000;

    private final SessionFolder folder;
    private final JournalClock clock;
    private final SessionLock lock;
    private final LineCodec codec = new LineCodec();
    private final List<String> notes;
    private final long openedNanos;
    private final Duration elapsedBefore;
    private long flushedNanos;
    private FileChannel channel;
    private long length;
    private long seq;
    private String hash;
    private long clockStepsBack;
    private int judgedSinceSnapshot;
    private boolean cleanTail = true;
    private boolean closed;
    private volatile SessionState state;

    private JournalFile(SessionFolder folder, JournalClock clock, SessionLock lock, FileChannel channel, Replay from,
            List<String> notes) {
        this.folder = folder;
        this.clock = clock;
        this.lock = lock;
        this.channel = channel;
        this.notes = notes;
        this.state = from.state();
        this.length = from.length();
        this.seq = from.seq();
        this.hash = from.hash();
        this.elapsedBefore = from.state().elapsed();
        this.openedNanos = clock.nanos().getAsLong();
        this.flushedNanos = openedNanos;
    }

    /// Begins a session: takes its lock and writes the first line.
    ///
    /// @throws Refusal with [Exit#JOURNAL] if there is such a session already, [Exit#LOCKED] if another engine holds it,
    ///                 [Exit#STORAGE] if the disk does not take it
    public static JournalFile create(SessionFolder folder, JournalClock clock, Event.SessionStarted start) {
        SessionLock lock = SessionLock.take(folder, clock.wall().instant());
        try {
            if (Replay.begun(folder)) {
                throw new Refusal(Exit.JOURNAL,
                        "There is a session " + folder.tag() + " already: " + folder.journal() + ".",
                        "Go on with it by `autoresearch run --tag " + folder.tag() + "`, or choose another --tag.");
            }
            var line = new ByteArrayOutputStream();
            Entry first = new LineCodec().encode(1, clock.wall().instant(), Duration.ZERO, start, LineCodec.ROOT, line);
            FileChannel channel = opened(folder.journal(), StandardOpenOption.CREATE);
            channel.truncate(0);
            write(channel, line.toByteArray(), 0);
            channel.force(false);
            syncFolders(folder);
            var from = new Replay(Fold.begin(first), line.size(), 1, first.hash(), 0);
            return new JournalFile(folder, clock, lock, channel, from, new ArrayList<>(lock.notes()));
        } catch (IOException e) {
            lock.close();
            throw storage(folder.journal(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Takes a session up again: takes its lock, replays it, and cuts off a line that a kill left unfinished.
    ///
    /// @throws Refusal with [Exit#JOURNAL] if it is damaged, newer than this program, or not there, [Exit#LOCKED] if
    ///                 another engine holds it, [Exit#STORAGE] if it cannot be read or written
    public static JournalFile open(SessionFolder folder, JournalClock clock) {
        if (!Files.exists(folder.journal())) {
            throw Replay.unreadable(folder, new NoSuchFileException(folder.journal().toString()));
        }
        SessionLock lock = SessionLock.take(folder, clock.wall().instant());
        try {
            Replay replay = Replay.of(folder);
            var notes = new ArrayList<>(lock.notes());
            FileChannel channel = opened(folder.journal());
            if (replay.torn() > 0) {
                channel.truncate(replay.length());
                channel.force(true);
                notes.add("Cut off an unfinished line at the end of " + folder.journal() + ": " + replay.torn()
                        + " bytes after line " + replay.seq() + ".");
            }
            var journal = new JournalFile(folder, clock, lock, channel, replay, notes);
            // Looks at the clock, so that the notes say at once when it went back.
            journal.now();
            return journal;
        } catch (IOException e) {
            lock.close();
            throw storage(folder.journal(), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// The state of a session for those who only look: without the lock, beside a working engine.
    ///
    /// @throws Refusal with [Exit#JOURNAL] if it is damaged, newer than this program, or not there
    public static SessionState read(SessionFolder folder) {
        return Replay.of(folder).state();
    }

    /// The state of a session from its first line on, every line checked, whatever the snapshot says.
    ///
    /// @throws Refusal with [Exit#JOURNAL] if it is damaged, newer than this program, or not there
    public static SessionState verify(SessionFolder folder) {
        return Replay.full(folder).state();
    }

    @Override
    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /// How often the wall clock was behind the last line's time, which was then used again.
    public synchronized long clockStepsBack() {
        return clockStepsBack;
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public synchronized void append(Event... events) {
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        if (events.length == 0) {
            return;
        }
        var bytes = new ByteArrayOutputStream(512 * events.length);
        Instant at = now();
        Duration elapsed = elapsed();
        SessionState next = state;
        String last = hash;
        int judged = 0;
        for (int i = 0; i < events.length; i++) {
            Entry entry = codec.encode(seq + 1 + i, at, elapsed, events[i], last, bytes);
            // Folded before it is written: an event that cannot follow never reaches the disk.
            next = Fold.apply(next, entry);
            last = entry.hash();
            judged += events[i] instanceof Event.Judged ? 1 : 0;
        }
        long nanos = clock.nanos().getAsLong();
        boolean flush = nanos - flushedNanos > CHEAP_NANOS || Arrays.stream(events).anyMatch(JournalFile::dear);
        store(bytes.toByteArray(), flush);
        flushedNanos = flush ? nanos : flushedNanos;
        length += bytes.size();
        seq += events.length;
        hash = last;
        state = next;
        judgedSinceSnapshot += judged;
        if (judgedSinceSnapshot >= SNAPSHOT_EVERY) {
            snapshot();
        }
    }

    /// Whether an event may not wait for the next fdatasync, because money was spent for it or the branch moves by it. What
    /// may wait survives a kill all the same; a power failure that takes it costs a second of work, made again on resuming.
    private static boolean dear(Event event) {
        return switch (event) {
            case Event.ExperimentStarted _,Event.StudyStarted _,Event.SentBack _,Event.CandidateMade _,Event.TrialPlanned _,Event.Decided _,Event.BrokenOff _ ->
                false;
            case Event.RunFinished finished -> !finished.run().spending().equals(Spending.NONE);
            case Event.StudyRun finished -> !finished.run().spending().equals(Spending.NONE);
            case Event.Proposed proposed -> !proposed.spending().equals(Spending.NONE);
            case Event.Judged judged -> judged.experiment().status().kept();
            case Event.SessionStarted _,Event.StageStarted _,Event.SessionResumed _,Event.WarmStarted _,Event.Spent _,Event.Calibrated _,Event.StudyEnded _,Event.Rewound _,Event.Imported _,Event.Settled _,Event.Told _,Event.SessionEnded _ ->
                true;
        };
    }

    private void store(byte[] bytes, boolean flush) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    if (!cleanTail) {
                        channel.truncate(length);
                        cleanTail = true;
                    }
                    write(channel, bytes, length);
                    if (flush) {
                        channel.force(false);
                    }
                    return;
                } catch (ClosedByInterruptException _) {
                    // An interrupt closes the channel in the middle of the write; what is begun is written to its end.
                    interrupted |= Thread.interrupted();
                    channel = opened(folder.journal());
                    cleanTail = false;
                }
            }
        } catch (IOException e) {
            cleanTail = false;
            restore();
            throw storage(folder.journal(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void restore() {
        try {
            channel.truncate(length);
            cleanTail = true;
        } catch (IOException _) {
            // Tried again before the next write; until then readers see an unfinished line and leave it out.
            cleanTail = false;
        }
    }

    private synchronized Instant now() {
        Instant now = clock.wall().instant();
        if (!now.isBefore(state.updated())) {
            return now;
        }
        if (clockStepsBack++ == 0) {
            notes.add("The clock went back to " + now + ", before the journal's last line of " + state.updated()
                    + "; times stand still until it has caught up.");
        }
        return state.updated();
    }

    private Duration elapsed() {
        Duration elapsed = elapsedBefore.plusNanos(clock.nanos().getAsLong() - openedNanos);
        return elapsed.compareTo(state.elapsed()) < 0 ? state.elapsed() : elapsed;
    }

    private void snapshot() {
        judgedSinceSnapshot = 0;
        try {
            new Snapshot(state, length, seq, hash).write(folder);
        } catch (IOException e) {
            String note = "The cached state cannot be written (" + e + "); opening the session will take longer.";
            if (!notes.contains(note)) {
                notes.add(note);
            }
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        snapshot();
        try (lock) {
            channel.close();
        } catch (IOException e) {
            throw storage(folder.journal(), e);
        }
    }

    private static FileChannel opened(Path file, StandardOpenOption... more) throws IOException {
        var options = new ArrayList<StandardOpenOption>(List.of(more));
        options.add(StandardOpenOption.WRITE);
        return FileChannel.open(file, options.toArray(StandardOpenOption[]::new));
    }

    private static void write(FileChannel channel, byte[] bytes, long position) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, position + buffer.position());
        }
    }

    private static void syncFolders(SessionFolder folder) throws IOException {
        for (Path path : List.of(folder.path(), folder.path().getParent(), folder.project())) {
            try (var directory = FileChannel.open(path, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    private static Refusal storage(Path file, IOException e) {
        return new Refusal(Exit.STORAGE, file + " cannot be written: " + Refusal.because(e),
                "Make room on the disk and see that it can be written, then go on with `autoresearch resume`.");
    }
}
