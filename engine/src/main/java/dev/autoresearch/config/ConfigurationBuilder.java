package dev.autoresearch.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Puts a [Configuration] together; what is not set has the default, and the defaults stand here and nowhere else.
/// For callers of the library, and for the reader of `autoresearch.yaml`. Not thread-safe.
public final class ConfigurationBuilder extends ConfigurationDraft {
    ConfigurationBuilder() {}

    ConfigurationBuilder(Configuration configuration) {
        super(configuration);
    }

    /// What the session is for, one line.
    public ConfigurationBuilder goal(String line) {
        goal = line;
        return this;
    }

    /// What usually helps, one line each.
    public ConfigurationBuilder hints(List<String> lines) {
        hints = List.copyOf(lines);
        return this;
    }

    /// Globs of what a candidate may change; needed.
    public ConfigurationBuilder modify(String... globs) {
        return modify(Globs.of(globs));
    }

    /// What a candidate may change; needed.
    public ConfigurationBuilder modify(Globs globs) {
        scope = new Scope(globs, scope.read(), scope.protect(), scope.hidden());
        return this;
    }

    /// What the proposer is given to read.
    public ConfigurationBuilder read(Globs globs) {
        scope = new Scope(scope.modify(), globs, scope.protect(), scope.hidden());
        return this;
    }

    /// What must stay bit-identical.
    public ConfigurationBuilder protect(Globs globs) {
        scope = new Scope(scope.modify(), scope.read(), globs, scope.hidden());
        return this;
    }

    /// What the proposer must not see.
    public ConfigurationBuilder hidden(Globs globs) {
        scope = new Scope(scope.modify(), scope.read(), scope.protect(), globs);
        return this;
    }

    /// The command run once before the session.
    public ConfigurationBuilder check(String shell) {
        run.check = shell;
        return this;
    }

    /// The cheap check of a candidate before anything is measured.
    public ConfigurationBuilder smoke(String shell) {
        run.smoke = shell;
        return this;
    }

    /// The cheap stand-in that sorts out clearly worse candidates.
    public ConfigurationBuilder proxy(Proxy standIn) {
        run.proxy = Optional.of(standIn);
        return this;
    }

    /// The command run once per candidate, not measured.
    public ConfigurationBuilder prepare(String shell) {
        run.prepare = shell;
        return this;
    }

    /// The experiment; may stay empty for a caller that runs experiments with its own code.
    public ConfigurationBuilder command(String shell) {
        run.command = shell;
        return this;
    }

    /// Wall clock limit of one run; without it the limit follows the baseline.
    public ConfigurationBuilder timeout(Duration limit) {
        run.timeout = new TimeLimit.Fixed(limit);
        return this;
    }

    /// Wall clock limit of `check`, `prepare` and `smoke`.
    public ConfigurationBuilder prepareTimeout(Duration limit) {
        run.prepareTimeout = limit;
        return this;
    }

    /// Longest silence of a run; [Duration#ZERO] for no limit.
    public ConfigurationBuilder idleTimeout(Duration limit) {
        run.idleTimeout = limit;
        return this;
    }

    /// Where commands run, relative to the project folder.
    public ConfigurationBuilder directory(String relative) {
        run.directory = relative;
        return this;
    }

    /// One more variable for every command.
    public ConfigurationBuilder environment(String name, String value) {
        run.environment.put(name, value);
        return this;
    }

    /// Names of the user's variables that are passed on although they look like keys or tokens.
    public ConfigurationBuilder passEnvironment(List<String> names) {
        run.passEnvironment = List.copyOf(names);
        return this;
    }

    /// Outputs deleted before each run.
    public ConfigurationBuilder purge(Globs globs) {
        run.purge = globs;
        return this;
    }

    /// Bytes kept of one run's output.
    public ConfigurationBuilder logLimit(long bytes) {
        run.logLimit = bytes;
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

    /// These metrics and no others.
    public ConfigurationBuilder metrics(List<Metric> all) {
        metrics.clear();
        metrics.addAll(all);
        return this;
    }

    /// One more constraint.
    public ConfigurationBuilder constraint(Constraint one) {
        return demands(demands.with(Stream.concat(demands.constraints().stream(), Stream.of(one)).toList()));
    }

    /// The value of the deciding metric that ends the session.
    public ConfigurationBuilder target(double value) {
        return demands(demands.with(OptionalDouble.of(value)));
    }

    /// What a result must hold besides being better.
    public ConfigurationBuilder demands(Demands all) {
        demands = all;
        return this;
    }

    /// The command that must pass before a win is kept.
    public ConfigurationBuilder guard(String shell) {
        return guard(new Guard(shell, guard.timeout(), guard.when(), guard.rework()));
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

    /// How the session leaves the straight climb.
    public ConfigurationBuilder strategy(StrategySettings settings) {
        strategy = settings;
        return this;
    }

    /// Who makes the changes.
    public ConfigurationBuilder proposer(ProposerChoice choice) {
        proposer = choice;
        return this;
    }

    /// These knobs and no others.
    public ConfigurationBuilder knobs(List<Knob> all) {
        knobs.clear();
        knobs.addAll(all);
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

    /// Stages that follow each other; none for a session in one piece.
    public ConfigurationBuilder stages(List<Stage> all) {
        stages = List.copyOf(all);
        return this;
    }

    /// The configuration.
    ///
    /// @throws IllegalArgumentException if nothing may be modified or there is no metric
    public Configuration build() {
        if (scope.modify().isEmpty()) {
            throw new IllegalArgumentException("at least one glob of what may be modified is needed");
        }
        return configuration();
    }
}
