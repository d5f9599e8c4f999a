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
    private static final List<byte[]> ROWS = kinds("judged", "imported");
    private static final List<byte[]> RUN = kinds("run-finished");
    private static final List<byte[]> ALL = List.of();
    private static final byte[] NOTHING = {};

    /// All lines.
    ///
    /// @throws Refusal at the line that is damaged or of a newer version
    public Stream<Entry> entries() {
        return stream(ALL, NOTHING);
    }

    private static List<byte[]> kinds(String... names) {
        return Stream.of(names).map(name -> name.getBytes(StandardCharsets.US_ASCII)).toList();
    }

    /// All finished experiments, oldest first, those that were imported included.
    ///
    /// @throws Refusal at the line that is damaged or of a newer version
    public Stream<Experiment> experiments() {
        return stream(ROWS, NOTHING).flatMap(JournalReader::row);
    }

    private static Stream<Experiment> row(Entry entry) {
        return switch (entry.event()) {
            case Event.Judged(Experiment experiment) -> Stream.of(experiment);
            case Event.Imported imported -> Stream.of(imported.experiment());
            default -> Stream.empty();
        };
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
        try (var rows = stream(ROWS, numbered(number))) {
            return rows.flatMap(JournalReader::row).filter(row -> row.number() == number)
                    .reduce((_, later) -> later);
        }
    }

    /// All that the journal has on one experiment, finished or not, oldest first.
    public List<Entry> trail(int number) {
        try (var lines = stream(ALL, numbered(number))) {
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
                case Event.Imported imported -> imported.experiment().number() == number;
                case Event.SessionStarted _,Event.StageStarted _,Event.SessionResumed _,Event.WarmStarted _,Event.Calibrated _,Event.StudyStarted _,Event.StudyRun _,Event.StudyEnded _,Event.Settled _,Event.Told _,Event.SessionEnded _ ->
                    false;
            }).toList();
        }
    }

    private static byte[] numbered(int number) {
        return ("\"number\":" + number + ",").getBytes(StandardCharsets.US_ASCII);
    }

    private Stream<Entry> stream(List<byte[]> kinds, byte[] containing) {
        try {
            var lines = new Lines(folder, kinds, containing);
            return StreamSupport.stream(lines, false).onClose(lines::close);
        } catch (IOException e) {
            throw Replay.unreadable(folder, e);
        }
    }

    /// The wanted lines, one at a time.
    private static final class Lines extends Spliterators.AbstractSpliterator<Entry> {
        private final SessionFolder folder;
        private final List<byte[]> kinds;
        private final byte[] containing;
        private final LineSource source;
        private final LineCodec codec = new LineCodec();
        private String before = LineCodec.ROOT;
        private long line;

        private Lines(SessionFolder folder, List<byte[]> kinds, byte[] containing) throws IOException {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.folder = folder;
            this.kinds = kinds;
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
            return (kinds.isEmpty()
                    || kinds.stream().anyMatch(kind -> LineCodec.is(bytes, source.from(), source.to(), kind)))
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
