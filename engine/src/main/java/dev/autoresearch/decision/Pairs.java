package dev.autoresearch.decision;

import dev.autoresearch.journal.Claim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The paired differences of a race on one axis: the incumbent's y less the candidate's.
final class Pairs {
    private static final int FIRST = 16;
    /// From here on the pairs' own spread counts beside the noise known before.
    private static final int ENOUGH = 3;

    private final double scale;
    private final List<Double> deviations = new ArrayList<>();
    private double[] differences = new double[FIRST];
    private int count;

    /// @param scale the noise known when the race starts
    Pairs(double scale) {
        this.scale = scale;
    }

    void add(double difference) {
        if (count == differences.length) {
            differences = Arrays.copyOf(differences, 2 * count);
        }
        differences[count++] = difference;
        if (count > 1) {
            deviations.add(Math.abs(difference - differences[count - 2]) / Math.sqrt(2));
        }
    }

    int count() {
        return count;
    }

    /// What a pair is measured in: the noise scale, or more where the pairs themselves scatter more.
    double unit() {
        return count < ENOUGH ? scale : Math.max(scale, Summary.deviation(differences, count));
    }

    /// The sum of the scaled and clipped pairs in favour of a claim.
    double sum(Claim claim) {
        double unit = unit();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += EValue.clip((differences[i] + claim.margin()) / unit);
        }
        return sum;
    }

    /// The least difference of all.
    double least() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, differences[i]);
        }
        return least;
    }

    /// The gain as estimated from these pairs.
    double estimate() {
        return TrimmedMean.of(differences, count);
    }

    /// The noise seen: differences of neighbouring pairs, with the spread of one.
    List<Double> deviations() {
        return deviations;
    }
}
