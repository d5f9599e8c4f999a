package dev.autoresearch.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts a [Configuration] together; what is not set has the default, and the defaults stand here and nowhere else.
/// For callers of the library, and for the reader of `autoresearch.yaml`. Not thread-safe.
public final class ConfigurationBuilder {
    private String goal = "";
    private Globs modify = Globs.NONE;
    private Globs read = Globs.NONE;
    private Globs protect = Globs.NONE;
    private Globs hidden = Globs.NONE;
    private String check = "";
    private String prepare = "";
    private String command = "";
    private TimeLimit timeout = new TimeLimit.FromBaseline();
    private Duration prepareTimeout = Duration.ofMinutes(30);
    private Duration idleTimeout = Duration.ZERO;
    private String directory = ".";
    private final Map<String, String> environment = new LinkedHashMap<>();
    private List<String> passEnvironment = List.of();
    private Globs purge = Globs.NONE;
    private long logLimit = 16_000_000;
    private final List<Metric> metrics = new ArrayList<>();
    private Guard guard = Guard.NONE;
    private Decide decide = new Decide(Decide.Rule.PRIMARY, Decide.OnTie.SIMPLER, 0);
    private Repeats repeats = Repeats.AUTO;
    private int crashRetries = 2;
    private Budget budget = Budget.NONE;
    private ProposerChoice proposer = ProposerChoice.SEARCH;
    private final List<Knob> knobs = new ArrayList<>();
    private WorkspaceSettings workspace = WorkspaceSettings.DEFAULT;
    private ResultsProfile results = ResultsProfile.KARPATHY;
    private int reportEvery = 10;
    private boolean noNewDependencies = true;

    ConfigurationBuilder() {}

    /// What the session is for, one line.
    public ConfigurationBuilder goal(String line) {
        goal = line;
        return this;
    }

    /// Globs of what a candidate may change; needed.
    public ConfigurationBuilder modify(String... globs) {
        return modify(Globs.of(globs));
    }

    /// What a candidate may change; needed.
    public ConfigurationBuilder modify(Globs globs) {
        modify = globs;
        return this;
    }

    /// What the proposer is given to read.
    public ConfigurationBuilder read(Globs globs) {
        read = globs;
        return this;
    }

    /// What must stay bit-identical.
    public ConfigurationBuilder protect(Globs globs) {
        protect = globs;
        return this;
    }

    /// What the proposer must not see.
    public ConfigurationBuilder hidden(Globs globs) {
        hidden = globs;
        return this;
    }

    /// The command run once before the session.
    public ConfigurationBuilder check(String shell) {
        check = shell;
        return this;
    }

    /// The command run once per candidate, not measured.
    public ConfigurationBuilder prepare(String shell) {
        prepare = shell;
        return this;
    }

    /// The experiment; may stay empty for a caller that runs experiments with its own code.
    public ConfigurationBuilder command(String shell) {
        command = shell;
        return this;
    }

    /// Wall clock limit of one run; without it the limit follows the baseline.
    public ConfigurationBuilder timeout(Duration limit) {
        timeout = new TimeLimit.Fixed(limit);
        return this;
    }

    /// Wall clock limit of `check` and `prepare`.
    public ConfigurationBuilder prepareTimeout(Duration limit) {
        prepareTimeout = limit;
        return this;
    }

    /// Longest silence of a run; [Duration#ZERO] for no limit.
    public ConfigurationBuilder idleTimeout(Duration limit) {
        idleTimeout = limit;
        return this;
    }

    /// Where commands run, relative to the project folder.
    public ConfigurationBuilder directory(String relative) {
        directory = relative;
        return this;
    }

    /// One more variable for every command.
    public ConfigurationBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// Names of the user's variables that are passed on although they look like keys or tokens.
    public ConfigurationBuilder passEnvironment(List<String> names) {
        passEnvironment = List.copyOf(names);
        return this;
    }

    /// Outputs deleted before each run.
    public ConfigurationBuilder purge(Globs globs) {
        purge = globs;
        return this;
    }

    /// Bytes kept of one run's output.
    public ConfigurationBuilder logLimit(long bytes) {
        logLimit = bytes;
        return this;
    }

    /// One more metric, read from `METRIC name=number` lines; the first one decides. One is needed.
    public ConfigurationBuilder metric(String name, Direction direction) {
        return metric(name, direction, new Extractor.MetricLines(Take.ONLY));
    }

    /// One more metric; the first one decides.
    public ConfigurationBuilder metric(String name, Direction direction, Extractor extractor) {
        return metric(new Metric(name, direction, false, "", extractor));
    }

    /// One more metric; the first one decides.
    public ConfigurationBuilder metric(Metric metric) {
        metrics.add(metric);
        return this;
    }

    /// The command that must pass before a win is kept.
    public ConfigurationBuilder guard(String shell) {
        return guard(new Guard(shell, guard.timeout()));
    }

    /// What must pass before a win is kept.
    public ConfigurationBuilder guard(Guard mustPass) {
        guard = mustPass;
        return this;
    }

    /// How a candidate is judged.
    public ConfigurationBuilder decide(Decide how) {
        decide = how;
        return this;
    }

    /// Runs of one measurement, at least 1.
    public ConfigurationBuilder repeats(int count) {
        repeats = new Repeats(count, false);
        return this;
    }

    /// How often a crash goes back to the proposer within one experiment.
    public ConfigurationBuilder crashRetries(int count) {
        crashRetries = count;
        return this;
    }

    /// When the session ends by itself.
    public ConfigurationBuilder budget(Budget caps) {
        budget = caps;
        return this;
    }

    /// A cap on experiments.
    public ConfigurationBuilder experiments(long cap) {
        return budget(budget.withExperiments(cap));
    }

    /// Who makes the changes.
    public ConfigurationBuilder proposer(ProposerChoice choice) {
        proposer = choice;
        return this;
    }

    /// One more declared knob for the built-in optimiser.
    public ConfigurationBuilder knob(Knob knob) {
        knobs.add(knob);
        return this;
    }

    /// Where candidates are made and run.
    public ConfigurationBuilder workspace(WorkspaceSettings settings) {
        workspace = settings;
        return this;
    }

    /// Layout of `results.tsv`.
    public ConfigurationBuilder results(ResultsProfile profile) {
        results = profile;
        return this;
    }

    /// A summary every so many experiments, at least 1.
    public ConfigurationBuilder reportEvery(int experiments) {
        reportEvery = experiments;
        return this;
    }

    /// Whether changing a dependency manifest is a violation.
    public ConfigurationBuilder noNewDependencies(boolean forbidden) {
        noNewDependencies = forbidden;
        return this;
    }

    Globs modify() {
        return modify;
    }

    Decide decide() {
        return decide;
    }

    Budget budget() {
        return budget;
    }

    WorkspaceSettings workspace() {
        return workspace;
    }

    /// The configuration.
    ///
    /// @throws IllegalArgumentException if nothing may be modified or there is no metric
    public Configuration build() {
        if (modify.isEmpty()) {
            throw new IllegalArgumentException("at least one glob of what may be modified is needed");
        }
        return new Configuration(goal, new Scope(modify, read, protect, hidden),
                new RunSettings(check, prepare, command, timeout, prepareTimeout, idleTimeout, directory, environment,
                        passEnvironment, purge, logLimit),
                metrics, guard, decide, repeats, crashRetries, budget, proposer, knobs, workspace, results, reportEvery,
                noNewDependencies);
    }
}
