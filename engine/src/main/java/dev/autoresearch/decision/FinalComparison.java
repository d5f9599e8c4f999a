package dev.autoresearch.decision;

import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Comparison;
import dev.autoresearch.journal.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares the session's start with its end in fresh interleaved pairs, ordered as those of a race: the incumbent's side
/// is the start, the candidate's the end. What it asks is a function of what it was told. Not thread-safe.
public final class FinalComparison implements Enquiry {
    private final List<Axis> axes;
    private final int pairs;
    private final long before;
    private final PairOrder order;
    private final Purpose purpose;
    private final long family;
    private final List<double[]> starts = new ArrayList<>();
    private final List<double[]> ends = new ArrayList<>();

    /// A comparison that has not begun.
    ///
    /// @param axes    the metrics compared, the deciding one first
    /// @param pairs   how many pairs, at least 1
    /// @param seed    root of the order of pairs
    /// @param before  measured runs of the session so far
    /// @param purpose [Purpose#FINAL] or [Purpose#HOLDOUT]
    /// @param family  so many comparisons may be made until one shows a win; all together hold at 95 %
    public FinalComparison(List<Axis> axes, int pairs, long seed, long before, Purpose purpose, long family) {
        this.axes = List.copyOf(axes);
        this.pairs = pairs;
        this.before = before;
        this.order = new PairOrder(seed);
        this.purpose = purpose;
        this.family = family;
        if (pairs < 1 || family < 1 || axes.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare");
        }
    }

    /// The next run; empty when there are enough.
    @Override
    public Optional<Ask.Run> ask() {
        if (ends.size() >= pairs && starts.size() >= pairs) {
            return Optional.empty();
        }
        int done = Math.min(starts.size(), ends.size());
        Arm arm = starts.size() == ends.size() ? order.first(done + 1) : order.second(done + 1);
        return Optional.of(new Ask.Run(arm, purpose, before + 2L * done + 1, Double.NaN));
    }

    /// How many pairs are complete.
    public int pairs() {
        return Math.min(starts.size(), ends.size());
    }

    /// Answers a run.
    ///
    /// @throws IllegalStateException    if no run was asked for
    /// @throws IllegalArgumentException if a metric is missing, or its axis does not take the value; nothing is changed
    ///                                  then
    @Override
    public void tell(Sample sample) {
        Ask.Run asked = ask().orElseThrow(() -> new IllegalStateException("no run was asked for"));
        double[] placed = new double[axes.size()];
        for (int i = 0; i < placed.length; i++) {
            String metric = axes.get(i).metric();
            Double value = sample.values().get(metric);
            if (value == null) {
                throw new IllegalArgumentException("no value of " + metric);
            }
            placed[i] = axes.get(i).y(value);
        }
        switch (asked.arm()) {
            case INCUMBENT -> starts.add(placed);
            case CANDIDATE -> ends.add(placed);
        }
    }

    /// The estimate from the pairs that are complete, so that a comparison may be ended early by a limit.
    ///
    /// @throws IllegalStateException if there is no pair
    public Comparison result() {
        if (pairs() == 0) {
            throw new IllegalStateException("no pair is complete");
        }
        var estimates = new ArrayList<Comparison.Estimate>();
        for (int axis = 0; axis < axes.size(); axis++) {
            double[] gains = new double[pairs()];
            for (int pair = 0; pair < gains.length; pair++) {
                gains[pair] = starts.get(pair)[axis] - ends.get(pair)[axis];
            }
            TrimmedMean estimate = TrimmedMean.ofOne(gains, family);
            estimates.add(new Comparison.Estimate(axes.get(axis), gains.length, estimate.mean(), estimate.low(),
                    estimate.high()));
        }
        return new Comparison(estimates);
    }

    /// What is claimed when nothing was kept: exactly nothing, from no run.
    public static Comparison nothingKept(List<Axis> axes) {
        return new Comparison(axes.stream().map(axis -> new Comparison.Estimate(axis, 0, 0, 0, 0)).toList());
    }
}
