package dev.autoresearch.journal.view;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.AtomicFile;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Keeps the files that people look at in step with the journal: `results.tsv`, `experiments.jsonl`, `budget.log` and `run.log` at the
/// project's root, `autoresearch.md` in the session's folder. Rows are appended; anything unexpected (a file that is
/// missing, damaged, another session's) is mended by writing it anew from the journal. Nothing here ever fails a session:
/// what could not be written comes back as notes. Not thread-safe.
public final class Views {
    /// The table.
    public static final String RESULTS = "results.tsv";
    /// The rows as JSON lines.
    public static final String EXPERIMENTS = "experiments.jsonl";
    /// What was spent, of sessions that spend.
    public static final String BUDGET = "budget.log";
    /// The last measured run's log, a symbolic link.
    public static final String RUN_LOG = "run.log";
    /// The recovery document, in the session's folder.
    public static final String DOCUMENT = "autoresearch.md";

    /// Runs that take less than this in all share one renewal of `run.log`: nobody could read it in between.
    private static final Duration LINK_EVERY = Duration.ofSeconds(1);

    private final SessionFolder folder;
    private final Configuration configuration;
    private final Set<String> reserved;
    private final ViewFiles files;
    private final Map<String, Layout> layouts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private boolean current;
    private String lastLog = "";
    private Duration sinceLink = LINK_EVERY;

    /// How one file is made of rows.
    private record Layout(String name, String header, Function<Experiment, String> row) {}

    /// The views of one session.
    ///
    /// @param reserved names at the project's root that must not be written, for example because git tracks them
    public Views(SessionFolder folder, Configuration configuration, Event.SessionStarted start, Set<String> reserved) {
        this(folder, configuration, new ResultsTable(configuration.results(), start.metrics()), "", reserved);
    }

    /// The views of one session in the stage it is in: the first row of a new stage writes the table anew.
    ///
    /// @param configuration what holds in the stage
    /// @param reserved      names at the project's root that must not be written
    public Views(SessionFolder folder, Configuration configuration, SessionState state, Set<String> reserved) {
        this(folder, configuration, ResultsTable.of(configuration.results(), state),
                state.leg().index() == 0 ? "" : "-" + (state.leg().index() + 1), reserved);
    }

    private Views(SessionFolder folder, Configuration configuration, ResultsTable table, String leg,
            Set<String> reserved) {
        this.folder = folder;
        this.configuration = configuration;
        this.reserved = Set.copyOf(reserved);
        this.files = new ViewFiles(folder);
        add(RESULTS, new Layout(configuration.results().word() + leg, table.header(), table::row));
        add(EXPERIMENTS, new Layout("seed001", "", ExperimentsJsonl::row));
        add(BUDGET, new Layout("budget", "", BudgetLog::row));
        if (this.reserved.contains(RUN_LOG)) {
            notes.add(skipped(RUN_LOG));
        }
    }

    private void add(String name, Layout layout) {
        if (reserved.contains(name)) {
            notes.add(skipped(name));
        } else {
            layouts.put(name, layout);
        }
    }

    private static String skipped(String name) {
        return name + " is a file of the repository and is left alone; get the table with `autoresearch results`.";
    }

    /// A run ended: `run.log` becomes a link to its log if it was a measured one, after short runs not each time.
    ///
    /// @return what the user should know, usually nothing
    public List<String> ran(Event.RunFinished finished) {
        if (finished.purpose() == Purpose.MEASURE && !finished.run().log().isEmpty() && !reserved.contains(RUN_LOG)) {
            lastLog = finished.run().log();
            sinceLink = sinceLink.plus(finished.run().wall());
            if (sinceLink.compareTo(LINK_EVERY) >= 0) {
                link();
            }
        }
        return drain();
    }

    /// An experiment is finished and in the journal: its row is appended, and the recovery document is renewed on every
    /// keep and every [Configuration#reportEvery()] experiments.
    ///
    /// @param state the state that includes the row
    /// @return what the user should know, usually nothing
    public List<String> judged(Experiment row, SessionState state) {
        if (shown(row)) {
            if (!current) {
                current = layouts.keySet().stream().allMatch(name -> continues(name, state));
            }
            if (!current || !append(row)) {
                rewrite();
            }
        }
        if (row.status().kept() || row.number() % configuration.reportEvery() == 0) {
            document(state);
        }
        return drain();
    }

    /// The engine lets go of the session: the recovery document says how it stands, and a last row that an engine was
    /// killed before it wrote is made up for.
    ///
    /// @return what the user should know, usually nothing
    public List<String> ended(SessionState state) {
        if (!sinceLink.isZero() && !lastLog.isEmpty()) {
            link();
        }
        if (!current && !state.recent().isEmpty()
                && !layouts.keySet().stream().allMatch(name -> endsWith(name, state.recent().getLast()))) {
            rewrite();
        }
        document(state);
        return drain();
    }

    /// Writes every view anew from the journal.
    ///
    /// @return what the user should know, usually nothing
    public List<String> regenerate(SessionState state) {
        rewrite();
        if (!reserved.contains(RUN_LOG)) {
            attempt(RUN_LOG, this::relink);
        }
        document(state);
        return drain();
    }

    // A baseline that gave no number is not the table's first row: the session has not begun.
    private static boolean shown(Experiment row) {
        return row.number() > 0 || row.status().kept();
    }

    private boolean continues(String name, SessionState state) {
        List<Experiment> recent = state.recent();
        return recent.size() >= 2 && endsWith(name, recent.get(recent.size() - 2));
    }

    private boolean endsWith(String name, Experiment row) {
        Layout layout = layouts.get(name);
        try {
            if (layout == null) {
                return false;
            }
            String line = layout.row().apply(row);
            return line.isEmpty() || files.continues(name, layout.name(), line);
        } catch (IOException _) {
            return false;
        }
    }

    private boolean append(Experiment row) {
        try {
            for (var layout : layouts.entrySet()) {
                String line = layout.getValue().row().apply(row);
                if (!line.isEmpty()) {
                    files.append(layout.getKey(), line);
                }
            }
            return true;
        } catch (IOException _) {
            current = false;
            return false;
        }
    }

    private void rewrite() {
        current = true;
        layouts.forEach((name, layout) -> attempt(name, () -> {
            Path draft = files.draft(name);
            try {
                write(draft, layout);
                if (Files.size(draft) > 0) {
                    note(files.install(name, layout.name(), draft));
                }
            } finally {
                Files.deleteIfExists(draft);
            }
        }));
    }

    private void write(Path draft, Layout layout) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8);
                var rows = new JournalReader(folder).experiments()) {
            out.write(layout.header());
            for (var all = rows.filter(Views::shown).iterator(); all.hasNext();) {
                out.write(layout.row().apply(all.next()));
            }
        }
    }

    private void relink() throws IOException {
        Optional<String> log;
        try (var runs = new JournalReader(folder).runs()) {
            log = runs.filter(run -> run.purpose() == Purpose.MEASURE).map(run -> run.run().log())
                    .filter(name -> !name.isEmpty()).reduce((_, later) -> later);
        }
        if (log.isPresent()) {
            note(files.link(RUN_LOG, folder.path().resolve(log.get())));
        }
    }

    private void document(SessionState state) {
        attempt(DOCUMENT, () -> AtomicFile.replace(folder.path().resolve(DOCUMENT),
                RecoveryDocument.of(configuration, state).getBytes(StandardCharsets.UTF_8)));
    }

    private void link() {
        sinceLink = Duration.ZERO;
        attempt(RUN_LOG, () -> note(files.link(RUN_LOG, folder.path().resolve(lastLog))));
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private void attempt(String name, Writing writing) {
        try {
            writing.write();
        } catch (IOException | UnsupportedOperationException | Refusal e) {
            current = false;
            note(name + " could not be written (" + e.getMessage()
                    + "); make it again later with `autoresearch export`.");
        }
    }

    private void note(String text) {
        if (!text.isEmpty()) {
            notes.add(text);
        }
    }

    private List<String> drain() {
        List<String> all = List.copyOf(notes);
        notes.clear();
        return all;
    }
}
