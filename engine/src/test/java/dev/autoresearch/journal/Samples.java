package dev.autoresearch.journal;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Guard;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.config.Take;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Events, rows and configurations for tests; everything random comes from a given generator.
public final class Samples {
    public static final Instant START = Instant.parse("2026-03-08T02:14:00Z");

    private Samples() {}

    public static Event.SessionStarted start(String tag) {
        return new Event.SessionStarted(Journal.SCHEMA, "0.1.0", tag, "autoresearch/" + tag, "b".repeat(40),
                "lower the loss", List.of(new MetricLabel("val_bpb", Direction.LOWER, "bits")),
                "goal: lower the loss\n",
                42, "test machine");
    }

    public static <T> T any(T[] values, Random random) {
        return List.of(values).get(random.nextInt(values.length));
    }

    public static String commit(int number) {
        return "%07x".formatted(0xa1b2c3d + number) + "0".repeat(33);
    }

    public static Experiment row(int number, Status status, Map<String, Double> metrics, String description) {
        return new Experiment(number, status, "because", description, commit(number), commit(0), metrics,
                metrics.isEmpty() ? RunRecord.UNKNOWN : 44L << 30, Duration.ofMillis(120_500), Duration.ofSeconds(100),
                1, new DiffStat(1, 1, 1, 0), new Spending(0.25, 1420), 1, "search", "",
                START.plusSeconds(330L * number));
    }

    public static Experiment row(int number, Status status, double value, String description) {
        return row(number, status, Map.of("val_bpb", value), description);
    }

    /// All events of one experiment, in an order that the loop writes them in.
    public static List<Event> experiment(int number, Status status, Random random) {
        var events = new ArrayList<Event>();
        events.add(new Event.ExperimentStarted(number, commit(Math.max(0, number - 1)), "climb"));
        if (number > 0) {
            events.add(new Event.Proposed(number, 1, "search", "set \"x\" to " + random.nextInt(), new Spending(
                    random.nextInt(100) / 64.0, random.nextInt(5000)),
                    Duration.ofNanos(random.nextLong(10_000_000_000L)),
                    "{\"x\":" + random.nextInt() + "}"));
        }
        boolean measured = status != Status.NO_CHANGE && status != Status.VIOLATION;
        double value = 1 + random.nextGaussian() / 100;
        boolean failed = status.failed();
        Map<String, Double> metrics = measured && !failed ? Map.of("val_bpb", value) : Map.of();
        if (measured) {
            events.add(new Event.CandidateMade(number, 1, commit(number), new DiffStat(1, 3, 1, 7)));
            Ending ending = status == Status.TIMEOUT
                    ? new Ending.TimedOut(Duration.ofSeconds(10))
                    : new Ending.Exited(failed ? 1 : 0);
            events.add(new Event.RunFinished(number, 1, Purpose.MEASURE, 1, commit(number),
                    new RunRecord(ending, Duration.ofNanos(random.nextLong(1_000_000_000L)), Duration.ofMillis(7),
                            random.nextLong(1L << 30), metrics, failed ? ending.phrase() : "",
                            "runs/" + number + "/run-1.log", 0, 0, Surroundings.UNKNOWN, "cgroup2")));
        }
        events.add(new Event.Judged(row(number, status, metrics, "idea " + number)));
        return events;
    }

    public static Configuration configuration(ResultsProfile profile) {
        var metric = new Metric("val_bpb", Direction.LOWER, false, "bits", new Extractor.Line("val_bpb", Take.ONLY));
        return Configuration.builder().goal("lower the loss").modify("train.py").read(Globs.of("README.md"))
                .protect(Globs.of("data/**")).hidden(Globs.of("eval/**")).prepare("make").command("python train.py")
                .metric(metric).guard(new Guard("pytest -q", Duration.ofMinutes(5))).results(profile).build();
    }
}
