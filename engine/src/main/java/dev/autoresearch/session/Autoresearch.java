package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Surroundings;
import dev.autoresearch.objective.Jury;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.strategy.Strategy;
import dev.autoresearch.trial.Runner;
import dev.autoresearch.workspace.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The entrance to the engine: puts a session together and runs it. Reads neither terminal nor home folder nor
/// environment by itself; what commands get is given with [#environment].
///
/// ```java
/// Outcome outcome = Autoresearch.in(project)
///         .configuration(configuration)
///         .proposer((brief, desk, stop) -> Proposal.edited(change(desk)))
///         .run(folder -> Map.of("score", score(folder)))
///         .start();
/// ```
///
/// Not thread-safe; one instance, one session.
public final class Autoresearch {
    private final Path folder;
    private @Nullable Configuration configuration;
    private String configurationText = "";
    private Map<String, String> environment = Map.of();
    private @Nullable Function<Workshop, Proposer> proposer;
    private @Nullable Runner runner;
    private @Nullable Strategy strategy;
    private Observer observer = Observer.NONE;
    private JournalClock clock = JournalClock.SYSTEM;
    private Stop stop = new Stop();
    private String tag = "";
    private @Nullable Long seed;
    private boolean gitignore;
    private boolean ownProcess;
    private String machine = Machine.describe();
    private WarmStart warm = WarmStart.COLD;
    private Function<Support, Jury> jury = _ -> Jury.NONE;
    private volatile @Nullable Open current;

    private Autoresearch(Path folder) {
        this.folder = folder;
    }

    /// A session on the project in this folder, which must be in a git repository with at least one commit.
    public static Autoresearch in(Path folder) {
        return new Autoresearch(folder);
    }

    /// What to optimise.
    public Autoresearch configuration(Configuration value) {
        this.configuration = value;
        return this;
    }

    /// The text that the configuration was read from, kept in the journal.
    public Autoresearch configurationText(String value) {
        this.configurationText = value;
        return this;
    }

    /// The user's environment, of which commands get what does not look like a key or token; empty by default.
    public Autoresearch environment(Map<String, String> value) {
        this.environment = Map.copyOf(value);
        return this;
    }

    /// Who makes the changes. In a session with stages it is closed after each of them.
    public Autoresearch proposer(Proposer value) {
        this.proposer = _ -> value;
        return this;
    }

    /// Who makes the changes, made once the session is open and again for each stage.
    public Autoresearch proposer(Function<Workshop, Proposer> value) {
        this.proposer = value;
        return this;
    }

    /// Measures a candidate with the caller's own code instead of the configured command. The code may throw: that is a
    /// crash.
    public Autoresearch run(FolderRun run) {
        this.runner = (request, _) -> measured(run, request.folder());
        return this;
    }

    /// How runs are carried out, in place of the configured command.
    public Autoresearch runner(Runner value) {
        this.runner = value;
        return this;
    }

    /// Decides where to try from; as the configuration says by default.
    public Autoresearch strategy(Strategy value) {
        this.strategy = value;
        return this;
    }

    /// Who watches.
    public Autoresearch observer(Observer value) {
        this.observer = value;
        return this;
    }

    /// Wall clock and monotonic clock.
    public Autoresearch clock(JournalClock value) {
        this.clock = value;
        return this;
    }

    /// Ends the work at once when requested; the experiment under way is finished on resume.
    public Autoresearch stop(Stop value) {
        this.stop = value;
        return this;
    }

    /// The session's name; today's date by default.
    public Autoresearch tag(String value) {
        this.tag = value;
        return this;
    }

    /// The root of all randomness; drawn at random by default.
    public Autoresearch seed(long value) {
        this.seed = value;
        return this;
    }

    /// Whether `.gitignore` is used in place of `.git/info/exclude`.
    public Autoresearch gitignore(boolean value) {
        this.gitignore = value;
        return this;
    }

    /// Whether this process is the program's own, so that it may adopt the orphans of runs where no control group can be
    /// had; false in a process that other code shares.
    public Autoresearch ownProcess(boolean value) {
        this.ownProcess = value;
        return this;
    }

    /// What the numbers are measured on, in one line: a session that goes on where it is another one measures its noise
    /// anew. By default host, processors and limits of this machine.
    public Autoresearch machine(String description) {
        this.machine = description;
        return this;
    }

    /// What a new session starts with besides the project; nothing by default.
    public Autoresearch warm(WarmStart value) {
        this.warm = value;
        return this;
    }

    /// Who judges by rubrics; nobody by default. It is given what it may spend, and whom to tell
    /// that it waits.
    public Autoresearch jury(Function<Support, Jury> value) {
        this.jury = value;
        return this;
    }

    /// Starts a new session and works until there is a reason to end.
    ///
    /// @throws dev.autoresearch.config.Refusal if something the user can mend stands in the way
    public Outcome start() {
        try (Open open = Opening.start(plan())) {
            current = open;
            return open.work();
        }
    }

    /// Goes on with the session of this tag.
    ///
    /// @throws dev.autoresearch.config.Refusal if something the user can mend stands in the way
    public Outcome resume() {
        try (Open open = Opening.resume(plan())) {
            current = open;
            return open.work();
        }
    }

    /// Compares the start of the session of this tag with its incumbent afresh, and makes no experiment.
    ///
    /// @throws dev.autoresearch.config.Refusal if something the user can mend stands in the way
    public Outcome confirm() {
        EndReason ended = JournalFile.read(new SessionFolder(Project.discover(folder, environment).folder(), tag))
                .ended();
        try (Open open = Opening.resume(plan())) {
            current = open;
            return open.confirm(ended == null ? EndReason.INTERRUPTED : ended);
        }
    }

    /// Ends every process the session runs, at once, and nothing else: for a program that is about to end without waiting
    /// for the session. Thread-safe.
    public void abandon() {
        Open open = current;
        if (open != null) {
            open.abandon();
        }
    }

    private Plan plan() {
        return new Plan(folder.toAbsolutePath().normalize(),
                Objects.requireNonNull(configuration, "a configuration is needed"), configurationText, environment,
                Objects.requireNonNull(proposer, "a proposer is needed"), runner, strategy, observer, clock, stop, tag,
                seed, gitignore, ownProcess, machine, warm, jury);
    }

    private static RunRecord measured(FolderRun run, Path folder) {
        long began = System.nanoTime();
        try {
            Map<String, Double> metrics = run.measure(folder);
            return record(new Ending.Exited(0), began, metrics, "");
        } catch (Exception failure) {
            return record(new Ending.Exited(1), began, Map.of(), failure.toString());
        }
    }

    private static RunRecord record(Ending ending, long began, Map<String, Double> metrics, String failure) {
        return new RunRecord(ending, Duration.ofNanos(System.nanoTime() - began), Duration.ZERO, RunRecord.UNKNOWN,
                metrics, failure, "", 0, 0, Surroundings.UNKNOWN, "library");
    }

    /// Measures the project in a folder.
    @FunctionalInterface
    public interface FolderRun {

        /// The value of each metric by name.
        ///
        /// @throws Exception if there is no measurement: a crash
        Map<String, Double> measure(Path folder) throws Exception;
    }

    /// What a proposer can be made with, once the session is open.
    ///
    /// @param configuration what to optimise
    /// @param executor      runs commands
    /// @param environment   what commands get
    /// @param secrets       the caller's whole environment, keys included: for a proposer that needs one of its own
    /// @param files         the folder of an experiment's files, by its number
    public record Workshop(Configuration configuration, Executor executor, Map<String, String> environment,
            Map<String, String> secrets, Function<Integer, Path> files) {}
}
