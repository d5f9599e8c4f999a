package dev.autoresearch.proposers.brief;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Idea;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.Timing;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Counsel;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Briefs with a history for tests.
final class Briefs {
    private Briefs() {}

    /// A configuration for a proposer of this kind, with prompts of this size.
    static Configuration configuration(String kind, int tokens) {
        return Samples.configuration(List.of(), "src/**").toBuilder()
                .proposer(new ProposerChoice(kind, "", Duration.ofMinutes(1), AgentSettings.USUAL, LlmSettings.NONE,
                        tokens))
                .build();
    }

    /// The brief after `count` experiments, with what a session keeps of them.
    static Brief after(int count, Configuration configuration, @Nullable Setback setback, List<String> messages) {
        List<Experiment> all = IntStream.rangeClosed(Math.max(1, count - 199), count).mapToObj(Briefs::row).toList();
        List<Experiment> best = all.stream().filter(row -> row.metrics().containsKey("ms"))
                .sorted(Comparator.comparing(row -> row.metrics().getOrDefault("ms", 0.0))).limit(10).toList();
        List<Experiment> recent = all.subList(Math.max(0, all.size() - 50), all.size());
        Experiment baseline = row(0);
        var knowledge = new Knowledge(
                IntStream.rangeClosed(1, 40).mapToObj(id -> new Idea(id, "idea text " + id, 100)).toList(),
                IntStream.rangeClosed(1, 30).mapToObj(i -> new Lesson("lesson text " + i + ";", List.of(100))).toList(),
                40);
        List<Experiment> near = recent.stream().filter(row -> row.status() == Status.DISCARD).limit(5).toList();
        return new Brief(count + 1, setback == null ? 1 : 2, "refine", 42, "mar26", configuration, baseline,
                best.getFirst(), recent, best, messages, setback,
                new Brief.Left(100L, Duration.ofMinutes(192), 4.2, 1_200_000L, new Spending(5.8, 900_000)), noise(),
                knowledge, new Counsel("Refine the best near-miss.", near, recent.subList(0, 3)),
                support(Briefs::diff));
    }

    static Noise noise() {
        return new Noise("", List.of(new Axis("ms", Direction.LOWER, Scale.LOG, false)), List.of(), Map.of(),
                Map.of("ms", List.of(0.008, 0.01, 0.012)), 0, 0, 0, 0,
                new Timing(Duration.ofMillis(1200), Duration.ZERO));
    }

    /// A row whose length does not depend on its number, apart from the number's digits.
    static Experiment row(int number) {
        Status status = number == 0
                ? Status.KEEP
                : switch (number % 5) {
                    case 0 -> Status.KEEP;
                    case 1 -> Status.CRASH;
                    default -> Status.DISCARD;
                };
        Map<String, Double> metrics = status == Status.CRASH
                ? Map.of()
                : Map.of("ms", 10 + (number * 7919L % 1000) / 1000.0 + 0.0001);
        return row(number, status, metrics, "change the buffer, way %05d".formatted(number), "not shown to be better");
    }

    static Experiment row(int number, Status status, Map<String, Double> metrics, String description, String reason) {
        return new Experiment(number, status, reason, description, "c".repeat(40), "p".repeat(40), metrics,
                RunRecord.UNKNOWN, Duration.ofMillis(1500), Duration.ofSeconds(1), 1, new DiffStat(1, 1, 1, 0),
                Spending.NONE, 1, "claude", "", Instant.EPOCH);
    }

    static String diff(int number) {
        var diff = new ArrayList<String>(List.of("diff --git a/src/A.java b/src/A.java", "@@ -1,60 +1,60 @@"));
        for (int i = 0; i < 60; i++) {
            diff.add("-    int before%02d = 6;".formatted(i));
            diff.add("+    int after%02d = %05d;".formatted(i, number));
        }
        return String.join("\n", diff);
    }

    static Support support(IntFunction<String> diff) {
        return new Support() {
            @Override
            public Purse purse() {
                return Purse.ENDLESS;
            }

            @Override
            public Archive archive() {
                return new Archive() {
                    @Override
                    public Optional<Experiment> experiment(int number) {
                        return Optional.empty();
                    }

                    @Override
                    public String diff(int number) {
                        return diff.apply(number);
                    }

                    @Override
                    public String log(int number) {
                        return "log " + diff.apply(number).replace("after", "was");
                    }
                };
            }

            @Override
            public void doing(String what) {
                // Nobody watches.
            }

            @Override
            public void waiting(String why, Instant until) {
                // Nobody watches.
            }
        };
    }
}
