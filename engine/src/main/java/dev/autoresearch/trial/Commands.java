package dev.autoresearch.trial;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Proxy;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Which command a run of each purpose is, how long it may take, and what is read out of it.
///
/// @param configuration what was asked for
/// @param baseline      wall time of one run of the baseline, empty before it is measured
record Commands(Configuration configuration, Supplier<Optional<Duration>> baseline) {

    /// The metrics read out of it, the one that must be there first; none where only success counts.
    List<Metric> metrics(Purpose purpose) {
        return switch (purpose) {
            case PREPARE, GUARD, SMOKE -> List.of();
            case PROXY -> List.of(proxy().metric());
            case MEASURE, CALIBRATE, REFERENCE, SCREEN, RACE, FINAL -> configuration.metrics();
            case HOLDOUT -> List.of(configuration.holdoutMetric());
        };
    }

    /// The command line of a request.
    Task task(Runner.Request request, Path folder, Map<String, String> variables, Path log) {
        var run = configuration.run();
        return switch (request.purpose()) {
            case PREPARE -> task(run.prepare(), folder, variables, run.prepareTimeout(), Duration.ZERO, log);
            case GUARD -> task(configuration.guard().command(), folder, variables, configuration.guard().timeout(),
                    Duration.ZERO, log);
            case SMOKE -> task(run.smoke(), folder, variables, run.prepareTimeout(), Duration.ZERO, log);
            case PROXY ->
                task(proxy().command(), folder, variables, proxy().timeout(), run.idleTimeout(), log);
            case MEASURE, CALIBRATE, REFERENCE, SCREEN, RACE, FINAL ->
                task(run.command(), folder, variables, limit(request.cutoff()), run.idleTimeout(), log);
            case HOLDOUT -> task(configuration.holdout().command(), folder, variables,
                    configuration.holdout().timeout(), Duration.ZERO, log);
        };
    }

    private Task task(String command, Path folder, Map<String, String> variables, Duration timeout, Duration idle,
            Path log) {
        return new Task(command, folder, variables, timeout, idle, log, configuration.run().logLimit(), null, null);
    }

    private Proxy proxy() {
        return configuration.run().proxy().orElseThrow(() -> new IllegalStateException("no proxy is configured"));
    }

    private Duration limit(Duration cutoff) {
        Duration limit = switch (configuration.run().timeout()) {
            case TimeLimit.Fixed(Duration duration) -> duration;
            case TimeLimit.FromBaseline() -> baseline.get().map(wall -> wall.multipliedBy(2))
                    .map(twice -> twice.compareTo(ShellRunner.LEAST) < 0 ? ShellRunner.LEAST : twice)
                    .orElse(ShellRunner.BEFORE_BASELINE);
        };
        return cutoff.isZero() || cutoff.compareTo(limit) >= 0 ? limit : cutoff;
    }
}
