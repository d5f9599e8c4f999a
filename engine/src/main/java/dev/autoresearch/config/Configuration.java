package dev.autoresearch.config;

import java.util.List;

/// One checked configuration: what to optimise, where, how, and within which limits. Immutable.
///
/// @param goal              what to improve, in one line; empty when not given
/// @param scope             what may change
/// @param run               how an experiment is executed
/// @param metrics           numbers read out of each run, the first decides and all are recorded; at least one
/// @param guard             what must pass before a win is kept
/// @param decide            how a candidate is judged
/// @param repeats           runs of one measurement
/// @param crashRetries      how often a crash goes back to the proposer within one experiment
/// @param budget            when the session ends by itself
/// @param proposer          who makes the changes
/// @param knobs             declared knobs for the built-in optimiser
/// @param workspace         where candidates are made and run
/// @param results           layout of `results.tsv`
/// @param reportEvery       a summary every so many experiments; at least 1
/// @param noNewDependencies whether changing a dependency manifest is a violation
public record Configuration(String goal, Scope scope, RunSettings run, List<Metric> metrics, Guard guard, Decide decide,
        Repeats repeats, int crashRetries, Budget budget, ProposerChoice proposer, List<Knob> knobs,
        WorkspaceSettings workspace, ResultsProfile results, int reportEvery, boolean noNewDependencies) {

    /// Copies the lists and checks that something decides.
    public Configuration {
        metrics = List.copyOf(metrics);
        knobs = List.copyOf(knobs);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("at least one metric is needed");
        }
    }

    /// Starts a configuration in code; see [ConfigurationBuilder] for what is needed and what the defaults are.
    public static ConfigurationBuilder builder() {
        return new ConfigurationBuilder();
    }

    /// The same configuration with another budget.
    public Configuration withBudget(Budget other) {
        return new Configuration(goal, scope, run, metrics, guard, decide, repeats, crashRetries, other, proposer,
                knobs,
                workspace, results, reportEvery, noNewDependencies);
    }

    /// The metric that decides.
    public Metric primary() {
        return metrics.getFirst();
    }
}
