package dev.autoresearch.decision;

import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A race in interleaved pairs: it ends as soon as the pairs show one of the ways, or show that none will be.
final class Race {
    private final List<Way> ways;
    private final RaceRules rules;
    private final FutilityLine line;
    private final Yardstick yardstick;
    private final Screen screen;
    private final double level;
    private final List<Pairs> axes = new ArrayList<>();

    /// @param ways  those that may still be won
    /// @param level the whole race's
    Race(List<Way> ways, RaceRules rules, Yardstick yardstick, Screen screen, double level) {
        this.ways = ways;
        this.rules = rules;
        this.line = FutilityLine.of(rules);
        this.yardstick = yardstick;
        this.screen = screen;
        this.level = level;
        for (int i = 0; i < yardstick.count(); i++) {
            axes.add(new Pairs(yardstick.scale(i)));
        }
    }

    void add(double[] incumbent, double[] candidate) {
        for (int i = 0; i < axes.size(); i++) {
            axes.get(i).add(incumbent[i] - candidate[i]);
        }
    }

    int pairs() {
        return axes.getFirst().count();
    }

    boolean over() {
        return pairs() >= rules.maxPairs();
    }

    /// The e-value that each claim of a way must reach: the level is shared by the ways.
    double needed() {
        return ways.size() / level;
    }

    /// The way that is shown.
    Optional<Way> won() {
        return pairs() < rules.minPairs()
                ? Optional.empty()
                : ways.stream().filter(way -> way.claims().stream().allMatch(this::shown)).findFirst();
    }

    private boolean shown(Claim claim) {
        return direct(claim) ? holds(claim) : evidence(claim) >= needed();
    }

    /// Whether no way can be shown any more, or is worth trying.
    boolean lost() {
        return ways.stream().allMatch(way -> way.claims().stream().anyMatch(this::hopeless));
    }

    private boolean hopeless(Claim claim) {
        return direct(claim) ? !holds(claim) : line.reached(sum(claim), pairs());
    }

    private boolean direct(Claim claim) {
        return yardstick.axis(yardstick.at(claim)).deterministic();
    }

    /// Whether a claim on a deterministic axis holds in the screen and in every pair.
    boolean holds(Claim claim) {
        int at = yardstick.at(claim);
        return screen.holds(claim) && yardstick.holds(claim, axes.get(at).least(), screen.centre(at), 0);
    }

    double sum(Claim claim) {
        return direct(claim) ? 0 : axes.get(yardstick.at(claim)).sum(claim);
    }

    /// The claim's e-value; on a deterministic axis 1 when it holds and 0 when not.
    double evidence(Claim claim) {
        return direct(claim) ? (holds(claim) ? 1 : 0) : EValue.of(sum(claim), pairs());
    }

    /// The way that came farthest: whose weakest claim is the strongest.
    Way farthest() {
        Way best = ways.getFirst();
        for (Way way : ways) {
            if (weakest(way) > weakest(best)) {
                best = way;
            }
        }
        return best;
    }

    /// The least e-value of a way's claims that have noise; infinite when none has.
    double weakest(Way way) {
        return way.claims().stream().mapToDouble(claim -> direct(claim)
                ? (holds(claim) ? Double.POSITIVE_INFINITY : 0)
                : evidence(claim)).min().orElse(0);
    }

    boolean races(Way way) {
        return ways.contains(way);
    }

    double gain(int at) {
        return axes.get(at).estimate();
    }

    Map<String, List<Double>> deviations() {
        var seen = new HashMap<String, List<Double>>();
        for (int i = 0; i < axes.size(); i++) {
            if (!yardstick.axis(i).deterministic() && pairs() > 1) {
                seen.put(yardstick.axis(i).metric(), List.copyOf(axes.get(i).deviations()));
            }
        }
        return seen;
    }
}
