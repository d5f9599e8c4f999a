package dev.autoresearch.decision;

import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.Way;
import dev.autoresearch.objective.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/// The runs of a candidate beside the recorded values of what it is to beat, with nothing run anew.
final class Measured {
    private final TrialPlan plan;
    private final Yardstick yardstick;
    private final Reasons reasons;
    private final double[] standing;
    private final List<double[]> runs = new ArrayList<>();

    /// @throws IllegalArgumentException if a recorded value is missing or has no place on its axis
    Measured(TrialPlan plan, Yardstick yardstick) {
        this.plan = plan;
        this.yardstick = yardstick;
        this.reasons = new Reasons(yardstick, plan.ways());
        this.standing = yardstick.place(plan.standing());
    }

    void add(double[] placed) {
        runs.add(placed);
    }

    int count() {
        return runs.size();
    }

    Yardstick yardstick() {
        return yardstick;
    }

    double run(int index, int at) {
        return runs.get(index)[at];
    }

    private double[] all(int at) {
        return runs.stream().mapToDouble(run -> run[at]).toArray();
    }

    /// By how much the candidate's mean is better.
    double gain(int at) {
        return standing[at] - Summary.mean(all(at), runs.size());
    }

    /// The sample standard deviation of the candidate's runs.
    double deviation(int at) {
        return Summary.deviation(all(at), runs.size());
    }

    /// The first way all of whose claims hold.
    ///
    /// @param bar what a gain must exceed, by axis
    Optional<Way> won(IntToDoubleFunction bar) {
        return plan.ways().stream().filter(way -> way.claims().stream().allMatch(claim -> holds(claim, bar)))
                .findFirst();
    }

    boolean holds(Claim claim, IntToDoubleFunction bar) {
        int at = yardstick.at(claim);
        return yardstick.holds(claim, gain(at), standing[at], bar.applyAsDouble(at));
    }

    /// A way that is won, in words.
    String won(Way way) {
        return phrases(way.claims()) + reasons.name(way);
    }

    /// That no way is won, in words: what the first of them lacks.
    String lost(IntToDoubleFunction bar) {
        Way way = plan.ways().getFirst();
        return phrases(way.claims().stream().filter(claim -> !holds(claim, bar)).toList());
    }

    private String phrases(List<Claim> claims) {
        return claims.stream().map(this::phrase).collect(Collectors.joining(" and "));
    }

    private String phrase(Claim claim) {
        int at = yardstick.at(claim);
        Axis axis = yardstick.axis(at);
        double gain = gain(at);
        double before = yardstick.value(at, standing[at]);
        double after = yardstick.value(at, standing[at] - gain);
        String mean = runs.size() > 1 ? axis.metric() + " (mean of " + runs.size() + ") " : axis.metric() + " ";
        String percent = Numbers.percent(before, after);
        String change = percent.isEmpty() || gain == 0 ? "" : " (" + percent + ")";
        String compared = mean + Numbers.forPeople(after)
                + (gain > 0 ? " is better than " : gain < 0 ? " is worse than " : " equals ")
                + Numbers.forPeople(before) + change;
        if (gain > 0 && claim.better() && gain <= -claim.margin()) {
            return compared + " by no more than the " + reasons.size(claim) + " that must be exceeded";
        }
        if (gain < 0 && !claim.better()) {
            return compared + " by " + (gain >= -claim.margin() ? "no more" : "more") + " than the allowed "
                    + reasons.size(claim);
        }
        return compared;
    }
}
