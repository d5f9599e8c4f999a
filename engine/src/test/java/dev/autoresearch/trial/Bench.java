package dev.autoresearch.trial;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Guard;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Repeats;
import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.config.RunSettings;
import dev.autoresearch.config.Scope;
import dev.autoresearch.config.Take;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.config.WorkspaceSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A configuration to vary: what is not set is the plainest.
record Bench(String prepare, String command, TimeLimit timeout, String directory, List<String> purge,
        List<Metric> metrics, Guard guard, int repeats) {

    static Bench of(String command) {
        return new Bench("", command, new TimeLimit.Fixed(Duration.ofSeconds(30)), ".", List.of(),
                List.of(metric("score", new Extractor.MetricLines(Take.ONLY))), Guard.NONE, 1);
    }

    static Metric metric(String name, Extractor extractor) {
        return new Metric(name, Direction.LOWER, false, "", extractor);
    }

    Bench preparing(String line) {
        return new Bench(line, command, timeout, directory, purge, metrics, guard, repeats);
    }

    Bench within(TimeLimit limit) {
        return new Bench(prepare, command, limit, directory, purge, metrics, guard, repeats);
    }

    Bench in(String folder) {
        return new Bench(prepare, command, timeout, folder, purge, metrics, guard, repeats);
    }

    Bench purging(String... globs) {
        return new Bench(prepare, command, timeout, directory, List.of(globs), metrics, guard, repeats);
    }

    Bench reading(Metric... all) {
        return new Bench(prepare, command, timeout, directory, purge, List.of(all), guard, repeats);
    }

    Bench guardedBy(String line) {
        return new Bench(prepare, command, timeout, directory, purge, metrics,
                new Guard(line, Duration.ofSeconds(30)), repeats);
    }

    Bench times(int count) {
        return new Bench(prepare, command, timeout, directory, purge, metrics, guard, count);
    }

    Configuration configuration() {
        var none = Globs.of();
        var run = new RunSettings("", prepare, command, timeout, Duration.ofSeconds(30), Duration.ZERO, directory,
                Map.of("FROM_YAML", "yes"), List.of(), Globs.of(purge), 1 << 20);
        return new Configuration("", new Scope(Globs.of("**"), none, none, none), run, metrics, guard,
                new Decide(Decide.Rule.PRIMARY, Decide.OnTie.SIMPLER, 0), new Repeats(repeats, false), 0, Budget.NONE,
                ProposerChoice.SEARCH, List.of(), WorkspaceSettings.DEFAULT, ResultsProfile.KARPATHY, 10, false);
    }
}
