package dev.autoresearch.proposers.llm;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.proposer.Support;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A support that remembers what it was told.
public final class Watched implements Support {
    private final List<Wait> waits = new CopyOnWriteArrayList<>();
    private final List<String> doings = new CopyOnWriteArrayList<>();
    private final List<Spending> spendings = new CopyOnWriteArrayList<>();
    private final double dollars;
    private final long tokens;

    /// One wait.
    public record Wait(String why, Duration length) {}

    /// Without caps.
    public Watched() {
        this(Double.POSITIVE_INFINITY, Long.MAX_VALUE);
    }

    public Watched(double dollars, long tokens) {
        this.dollars = dollars;
        this.tokens = tokens;
    }

    public double dollarsCap() {
        return dollars;
    }

    public long tokensCap() {
        return tokens;
    }

    public List<Wait> waits() {
        return waits;
    }

    public List<String> doings() {
        return doings;
    }

    public List<Spending> spendings() {
        return spendings;
    }

    public Spending spent() {
        return spendings.stream().reduce(Spending.NONE, Spending::plus);
    }

    @Override
    public Purse purse() {
        return new Purse() {
            @Override
            public void spend(Spending spending) {
                spendings.add(spending);
            }

            @Override
            public double dollarsLeft() {
                return Math.max(0, dollars - spent().dollars());
            }

            @Override
            public long tokensLeft() {
                return tokens == Long.MAX_VALUE ? tokens : Math.max(0, tokens - spent().tokens());
            }
        };
    }

    @Override
    public Archive archive() {
        return new Archive() {
            @Override
            public Optional<Experiment> experiment(int number) {
                return number == 3
                        ? Optional.of(dev.autoresearch.proposers.Samples.experiment(3,
                                dev.autoresearch.journal.Status.DISCARD, java.util.Map.of("ms", 11.0), ""))
                        : Optional.empty();
            }

            @Override
            public String diff(int number) {
                return "-old\n+new";
            }

            @Override
            public String log(int number) {
                return "the log of " + number;
            }
        };
    }

    @Override
    public void doing(String what) {
        doings.add(what);
    }

    @Override
    public void waiting(String why, Instant until) {
        waits.add(new Wait(why, Duration.between(Instant.now(), until)));
    }
}
