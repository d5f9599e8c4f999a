package dev.autoresearch.decision;

import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.TrialPlan;
import java.util.ArrayList;
import java.util.List;

/// A race, pair by pair, as a person follows it.
///
/// @param claim what was to be shown
/// @param rows  one a pair
public record RaceTable(Claim claim, List<Row> rows) {

    /// Copies the list.
    public RaceTable {
        rows = List.copyOf(rows);
    }

    /// One pair.
    ///
    /// @param pair      counted from 1
    /// @param first     which side ran first
    /// @param incumbent the incumbent's value
    /// @param candidate the candidate's
    /// @param gain      the difference on the claim's axis, its margin added
    /// @param unit      the standard deviation that pairs are measured in
    /// @param sum       of the pairs so far, in such units and clipped
    /// @param evidence  the e-value so far
    /// @param hopeless  the sum at which the race would be given up
    public record Row(int pair, Arm first, double incumbent, double candidate, double gain, double unit, double sum,
            double evidence, double hopeless) {}

    /// The race of these runs.
    ///
    /// @param noise what was known before
    /// @param runs  the values of the runs, in their order; an odd last one is left out
    /// @throws IllegalArgumentException if the claim is about a metric without noise, which is not raced
    public static RaceTable of(TrialPlan plan, Noise noise, Claim claim, List<Sample> runs) {
        var yardstick = new Yardstick(plan, noise);
        int at = yardstick.at(claim);
        if (plan.axis(claim.metric()).deterministic()) {
            throw new IllegalArgumentException(claim.metric() + " has no noise");
        }
        var pairs = new Pairs(yardstick.scale(at));
        var order = new PairOrder(plan.seed());
        var line = FutilityLine.of(plan.race());
        var rows = new ArrayList<Row>();
        for (int pair = 1; 2 * pair <= runs.size(); pair++) {
            Arm first = order.first(pair);
            Sample one = runs.get(2 * pair - 2);
            Sample two = runs.get(2 * pair - 1);
            Sample incumbent = first == Arm.INCUMBENT ? one : two;
            Sample candidate = first == Arm.INCUMBENT ? two : one;
            double gain = yardstick.place(incumbent.values())[at] - yardstick.place(candidate.values())[at];
            pairs.add(gain);
            double sum = pairs.sum(claim);
            rows.add(new Row(pair, first, value(incumbent, claim), value(candidate, claim), gain + claim.margin(),
                    pairs.unit(), sum, EValue.of(sum, pair), line.at(pair)));
        }
        return new RaceTable(claim, rows);
    }

    private static double value(Sample sample, Claim claim) {
        return sample.values().getOrDefault(claim.metric(), Double.NaN);
    }
}
