package dev.autoresearch.config;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// One checked configuration: what to optimise, where, how, and within which limits. Immutable.
///
/// @param goal              what to improve, in one line; empty when not given
/// @param hints             what usually helps, for proposers that read; one line each
/// @param scope             what may change
/// @param run               how an experiment is executed
/// @param metrics           numbers read out of each run, the first decides and all are recorded; at least one
/// @param demands           what a result must hold besides being better
/// @param guard             what must pass before a win is kept
/// @param decide            how a candidate is judged
/// @param repeats           runs of one measurement
/// @param crashRetries      how often a crash goes back to the proposer within one experiment
/// @param budget            when the session ends by itself
/// @param strategy          how the session leaves the straight climb
/// @param proposer          who makes the changes
/// @param knobs             declared knobs for the built-in optimiser
/// @param workspace         where candidates are made and run
/// @param results           layout of `results.tsv`
/// @param reportEvery       a summary every so many experiments; at least 1
/// @param noNewDependencies whether changing a dependency manifest is a violation
/// @param stages            stages that follow each other, what one keeps is frozen for the next; empty for a session in
///                          one piece
public record Configuration(String goal, List<String> hints, Scope scope, RunSettings run, List<Metric> metrics,
        Demands demands,
        Guard guard, Decide decide, Repeats repeats, int crashRetries, Budget budget, StrategySettings strategy,
        ProposerChoice proposer, List<Knob> knobs, WorkspaceSettings workspace, ResultsProfile results, int reportEvery,
        boolean noNewDependencies, List<Stage> stages) {

    private static final int USUAL_SEED_RUNS = 3;

    /// Copies the lists and checks that something decides.
    public Configuration {
        hints = List.copyOf(hints);
        metrics = List.copyOf(metrics);
        knobs = List.copyOf(knobs);
        stages = List.copyOf(stages);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("at least one metric is needed");
        }
    }

    /// Starts a configuration in code; see [ConfigurationBuilder] for what is needed and what the defaults are.
    public static ConfigurationBuilder builder() {
        return new ConfigurationBuilder();
    }

    /// Starts a configuration that differs in little from this one.
    public ConfigurationBuilder toBuilder() {
        return new ConfigurationBuilder(this);
    }

    /// The same configuration with another budget.
    public Configuration withBudget(Budget other) {
        return toBuilder().budget(other).build();
    }

    /// The metric that decides.
    public Metric primary() {
        return metrics.getFirst();
    }

    /// What metrics must hold.
    public List<Constraint> constraints() {
        return demands.constraints();
    }

    /// The value of the deciding metric that ends the session.
    public OptionalDouble target() {
        return demands.target();
    }

    /// A second measurement that decides nothing.
    public Holdout holdout() {
        return demands.holdout();
    }

    /// What a proposer must not see: what is hidden, and with a holdout also the file that says how it is measured.
    public Globs unseen() {
        return holdout().present()
                ? Globs.of(Stream.concat(scope.hidden().patterns().stream(), ConfigurationReader.FILE_NAMES.stream())
                        .toList())
                : scope.hidden();
    }

    /// The deciding metric as it is read out of the holdout command.
    public Metric holdoutMetric() {
        return holdout().extract().map(primary()::readBy).orElse(primary());
    }

    /// How runs become a verdict: what `decide` says, else what a number of repeats means.
    public Mode mode() {
        if (decide.mode() != Mode.AUTO || repeats.automatic()) {
            return decide.mode();
        }
        return repeats.count() == 1 ? Mode.SINGLE : Mode.SEED_K;
    }

    /// Runs of a candidate in [Mode#SEED_K], at least 2.
    public int seedRuns() {
        return repeats.automatic() || repeats.count() == 1 ? USUAL_SEED_RUNS : repeats.count();
    }
}
