package dev.autoresearch.trial;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Guard;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import dev.autoresearch.config.TimeLimit;
import java.time.Duration;
import java.util.List;

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
        var builder = Configuration.builder().modify("**").prepare(prepare).command(command)
                .prepareTimeout(Duration.ofSeconds(30)).directory(directory).environment("FROM_YAML", "yes")
                .purge(Globs.of(purge)).logLimit(1 << 20).metrics(metrics).guard(guard).repeats(repeats).crashRetries(0)
                .noNewDependencies(false);
        switch (timeout) {
            case TimeLimit.Fixed(Duration limit) -> builder.timeout(limit);
            case TimeLimit.FromBaseline() -> {
                // The default.
            }
        }
        return builder.build();
    }
}
