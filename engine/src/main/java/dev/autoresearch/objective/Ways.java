package dev.autoresearch.objective;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Metric;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The ways in which a candidate may win, by the rule. Where equal is enough, the way of being equal takes the place of
/// every way that it contains, so that no more is tested than must be.
final class Ways {
    private final Configuration configuration;
    private final Decide decide;
    private final Margins margins;
    private final List<String> names;
    private final DiffStat diff;
    private final List<String> open;

    /// @param names the metrics that decide
    /// @param open  metrics whose gates the incumbent breaks
    Ways(Configuration configuration, Margins margins, List<String> names, DiffStat diff, List<String> open) {
        this.configuration = configuration;
        this.decide = configuration.decide();
        this.margins = margins;
        this.names = names;
        this.diff = diff;
        this.open = open;
    }

    List<Way> ways() {
        String first = names.getFirst();
        return switch (decide.rule()) {
            case PRIMARY -> equal(names).map(List::of).orElseGet(() -> List.of(better(first, others(first, names))));
            case WEIGHTED -> equal(names).map(List::of).orElseGet(() -> List.of(better(first, List.of())));
            case PARETO -> equal(names).map(List::of)
                    .orElseGet(() -> names.stream().map(name -> better(name, others(name, names))).toList());
            case LEXICOGRAPHIC -> {
                var ways = new ArrayList<Way>();
                for (int i = 0; i < names.size(); i++) {
                    ways.add(better(names.get(i), names.subList(0, i)));
                }
                equal(names).ifPresent(ways::add);
                yield ways;
            }
            case THRESHOLD -> threshold();
        };
    }

    private List<Way> threshold() {
        String first = configuration.primary().name();
        if (open.isEmpty()) {
            return equal(List.of(first)).map(List::of).orElseGet(() -> List.of(better(first, List.of())));
        }
        var ways = new ArrayList<Way>();
        for (String metric : open) {
            Way way = better(metric, others(metric, open));
            ways.add(new Way(way.name() + ", whose gate is not reached", way.claims()));
        }
        equal(Stream.concat(open.stream(), Stream.of(first)).distinct().toList()).ifPresent(ways::add);
        return ways;
    }

    /// The way of being better on one metric while some others are not worse.
    private Way better(String metric, List<String> notWorse) {
        var claims = new ArrayList<Claim>();
        claims.add(margins.better(metric, decide.minEffect() + priceOfLines()));
        notWorse.forEach(other -> claims.add(margins.notWorse(other, tolerance(other))));
        String beside = notWorse.isEmpty() ? "" : " and " + String.join(", ", notWorse) + " not worse";
        return new Way("better " + metric + beside, claims);
    }

    /// The way of being equal, where that is enough for this change.
    private Optional<Way> equal(List<String> metrics) {
        List<Claim> claims = metrics.stream().map(name -> margins.notWorse(name, tolerance(name))).toList();
        return switch (decide.onTie()) {
            case DISCARD -> Optional.empty();
            case SIMPLER -> diff.simpler()
                    ? Optional.of(new Way("equal but simpler", claims))
                    : Optional.empty();
            // Where lines must pay, equal is not enough for more of them.
            case KEEP -> priceOfLines() > 0
                    ? Optional.empty()
                    : Optional.of(new Way("equal or better", claims));
        };
    }

    private double priceOfLines() {
        return decide.minGainPerLine() * Math.max(0, diff.netLines());
    }

    private double tolerance(String name) {
        return configuration.metrics().stream().filter(metric -> metric.name().equals(name)
                && decide.rule() != Decide.Rule.WEIGHTED).findFirst().map(Metric::tolerance)
                .orElse(OptionalDouble.empty()).orElse(decide.tolerance());
    }

    private static List<String> others(String one, List<String> names) {
        return names.stream().filter(name -> !name.equals(one)).toList();
    }
}
