package dev.autoresearch.config;

import java.util.ArrayList;
import java.util.List;

/// A [Configuration] in the making: what is not set yet has the default, and the defaults stand here, in [RunDraft] and
/// in the records' own constants. [ConfigurationBuilder] sets it.
abstract sealed class ConfigurationDraft permits ConfigurationBuilder {
    String goal = "";
    List<String> hints = List.of();
    Scope scope = new Scope(Globs.NONE, Globs.NONE, Globs.NONE, Globs.NONE);
    final RunDraft run;
    final List<Metric> metrics = new ArrayList<>();
    Demands demands = Demands.NONE;
    Guard guard = Guard.NONE;
    Decide decide = Decide.DEFAULT;
    Repeats repeats = Repeats.AUTO;
    int crashRetries = 2;
    Budget budget = Budget.NONE;
    StrategySettings strategy = StrategySettings.CLIMB;
    ProposerChoice proposer = ProposerChoice.SEARCH;
    final List<Knob> knobs = new ArrayList<>();
    WorkspaceSettings workspace = WorkspaceSettings.DEFAULT;
    ResultsProfile results = ResultsProfile.KARPATHY;
    int reportEvery = 10;
    boolean noNewDependencies = true;
    List<Stage> stages = List.of();

    ConfigurationDraft() {
        run = new RunDraft();
    }

    ConfigurationDraft(Configuration c) {
        goal = c.goal();
        hints = c.hints();
        scope = c.scope();
        run = new RunDraft(c.run());
        metrics.addAll(c.metrics());
        demands = c.demands();
        guard = c.guard();
        decide = c.decide();
        repeats = c.repeats();
        crashRetries = c.crashRetries();
        budget = c.budget();
        strategy = c.strategy();
        proposer = c.proposer();
        knobs.addAll(c.knobs());
        workspace = c.workspace();
        results = c.results();
        reportEvery = c.reportEvery();
        noNewDependencies = c.noNewDependencies();
        stages = c.stages();
    }

    /// A copy that goes its own way.
    ConfigurationBuilder copy() {
        // A draft may be without a metric, a configuration may not.
        boolean bare = metrics.isEmpty();
        if (bare) {
            metrics.add(new Metric("", Direction.LOWER, false, "", new Extractor.LastLine()));
        }
        var copy = new ConfigurationBuilder(configuration());
        if (bare) {
            metrics.clear();
            copy.metrics.clear();
        }
        return copy;
    }

    Configuration configuration() {
        return new Configuration(goal, hints, scope, run.settings(), metrics, demands, guard, decide, repeats,
                crashRetries,
                budget, strategy, proposer, knobs, workspace, results, reportEvery, noNewDependencies, stages);
    }
}
