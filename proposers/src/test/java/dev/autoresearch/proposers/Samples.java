package dev.autoresearch.proposers;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Knob;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Counsel;
import dev.autoresearch.proposer.Support;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Records for tests.
public final class Samples {

    private Samples() {}

    /// A configuration that minimises `ms` over these files.
    public static Configuration configuration(List<Knob> knobs, String... modify) {
        return Configuration.builder().goal("Make it faster").modify(modify).read(Globs.of("README.md"))
                .protect(Globs.of("data/**")).hidden(Globs.of("holdout/**")).prepare("make").command("make bench")
                .environment("API_TOKEN", "s3cret-value")
                .metric(new Metric("ms", Direction.LOWER, false, "ms", new Extractor.MetricLines(Take.ONLY)))
                .knobs(knobs).build();
    }

    /// A finished experiment.
    public static Experiment experiment(int number, Status status, Map<String, Double> metrics, String detail) {
        return new Experiment(number, status, "because", "level 6 -> " + number, "c".repeat(40), "p".repeat(40),
                metrics,
                RunRecord.UNKNOWN, Duration.ofMillis(1500), Duration.ofSeconds(1), 1, new DiffStat(1, 1, 1, 0),
                Spending.NONE, 1, "search", detail, Instant.EPOCH);
    }

    /// A brief without a history.
    public static Brief brief(Configuration configuration, int number, int attempt, long seed, String trouble) {
        Experiment baseline = experiment(0, Status.KEEP, Map.of("ms", 10.0), "");
        return new Brief(number, attempt, "climb", seed, "mar26", configuration, baseline, baseline, List.of(baseline),
                List.of(baseline), List.of(),
                trouble.isEmpty() ? null : new Setback(Setback.Kind.CRASH, trouble, ""),
                new Brief.Left(100L, null, null, null, Spending.NONE), Noise.UNKNOWN, Knowledge.NONE, Counsel.NONE,
                Support.NONE);
    }
}
