package dev.autoresearch.journal;

import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Streams a journal's lines from the disk, in memory that does not grow with it, beside a working engine and without its
/// lock. Lines that are not asked for are not parsed; every line that is returned was checked against the hash chain.
/// An unfinished last line is left out. Streams must be closed.
///
/// @param folder whose journal
public record JournalReader(SessionFolder folder) {
    private static final byte[] JUDGED = "judged".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RUN = "run-finished".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    /// All lines.
    ///
    /// @throws Refusal at the line that is damaged or of a newer version
    public Stream<Entry> entries() {
        return stream(NOTHING, NOTHING);
    }

    /// All finished experiments, oldest first.
    ///
    /// @throws Refusal at the line that is damaged or of a newer version
    public Stream<Experiment> experiments() {
        return stream(JUDGED, NOTHING)
                .mapMulti((Entry entry, Consumer<Experiment> out) -> {
                    if (entry.event() instanceof Event.Judged(Experiment experiment)) {
                        out.accept(experiment);
                    }
                });
    }

    /// All runs, oldest first.
    ///
    /// @throws Refusal at the line that is damaged or of a newer version
    public Stream<Event.RunFinished> runs() {
        return stream(RUN, NOTHING).map(Entry::event).filter(Event.RunFinished.class::isInstance)
                .map(Event.RunFinished.class::cast);
    }

    /// The finished experiment of this number; the last one where there are several (a baseline that was tried again).
    public Optional<Experiment> experiment(int number) {
        try (var rows = stream(JUDGED, numbered(number))) {
            return rows.map(Entry::event).filter(Event.Judged.class::isInstance)
                    .map(event -> ((Event.Judged) event).experiment()).filter(row -> row.number() == number)
                    .reduce((_, later) -> later);
        }
    }

    /// All that the journal has on one experiment, finished or not, oldest first.
    public List<Entry> trail(int number) {
        try (var lines = stream(NOTHING, numbered(number))) {
            return lines.filter(entry -> switch (entry.event()) {
                case Event.ExperimentStarted started -> started.number() == number;
                case Event.Spent spent -> spent.number() == number;
                case Event.SentBack back -> back.number() == number;
                case Event.Proposed proposed -> proposed.number() == number;
                case Event.CandidateMade made -> made.number() == number;
                case Event.TrialPlanned planned -> planned.number() == number;
                case Event.RunFinished finished -> finished.number() == number;
                case Event.Decided decided -> decided.number() == number;
                case Event.BrokenOff broken -> broken.number() == number;
                case Event.Judged(Experiment experiment) -> experiment.number() == number;
                case Event.Rewound(Experiment experiment) -> experiment.number() == number;
                case Event.SessionStarted _,Event.StageStarted _,Event.SessionResumed _,Event.WarmStarted _,Event.Calibrated _,Event.StudyStarted _,Event.StudyRun _,Event.StudyEnded _,Event.Settled _,Event.Told _,Event.SessionEnded _ ->
                    false;
            }).toList();
        }
    }

    private static byte[] numbered(int number) {
        return ("\"number\":" + number + ",").getBytes(StandardCharsets.US_ASCII);
    }

    private Stream<Entry> stream(byte[] kind, byte[] containing) {
        try {
            var lines = new Lines(folder, kind, containing);
            return StreamSupport.stream(lines, false).onClose(lines::close);
        } catch (IOException e) {
            throw Replay.unreadable(folder, e);
        }
    }

    /// The wanted lines, one at a time.
    private static final class Lines extends Spliterators.AbstractSpliterator<Entry> {
        private final SessionFolder folder;
        private final byte[] kind;
        private final byte[] containing;
        private final LineSource source;
        private final LineCodec codec = new LineCodec();
        private String before = LineCodec.ROOT;
        private long line;

        private Lines(SessionFolder folder, byte[] kind, byte[] containing) throws IOException {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.folder = folder;
            this.kind = kind;
            this.containing = containing;
            this.source = new LineSource(folder.journal(), 0);
        }

        @Override
        public boolean tryAdvance(Consumer<? super Entry> action) {
            Objects.requireNonNull(action);
            try {
                while (source.next() && source.terminated()) {
                    line++;
                    if (wanted()) {
                        Entry entry = codec.decode(source.bytes(), source.from(), source.to(), before);
                        before = entry.hash();
                        action.accept(entry);
                        return true;
                    }
                    if (source.to() - source.from() > LineCodec.TAIL) {
                        before = LineCodec.hash(source.bytes(), source.to());
                    }
                }
                return false;
            } catch (LineCodec.BadLine bad) {
                if (bad.kind() == LineCodec.BadLine.Kind.GARBAGE && last()) {
                    return false;
                }
                throw Replay.refusal(folder, line, bad);
            } catch (IOException e) {
                throw Replay.unreadable(folder, e);
            }
        }

        private boolean wanted() {
            byte[] bytes = source.bytes();
            return (kind.length == 0 || LineCodec.is(bytes, source.from(), source.to(), kind))
                    && (containing.length == 0
                            || LineCodec.indexOf(bytes, source.from(), source.to(), containing) >= 0);
        }

        private boolean last() {
            try {
                return source.last();
            } catch (IOException _) {
                return false;
            }
        }

        private void close() {
            try {
                source.close();
            } catch (IOException e) {
                throw Replay.unreadable(folder, e);
            }
        }
    }
}
