package dev.autoresearch.decision;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.TrialPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The axes of a plan by position, each with its noise scale.
final class Yardstick {
    /// What counts as the same value, as a share of it.
    static final double SAME = 1e-9;

    private final List<Axis> axes;
    private final double[] scales;

    /// @param noise where it knows nothing of an axis the scale is NaN
    Yardstick(TrialPlan plan, Noise noise) {
        axes = plan.axes();
        scales = new double[axes.size()];
        for (int i = 0; i < scales.length; i++) {
            List<Double> seen = noise.deviations().getOrDefault(axes.get(i).metric(), List.of());
            scales[i] = axes.get(i).deterministic() ? 0 : seen.isEmpty() ? Double.NaN : NoiseScale.of(seen);
        }
    }

    int count() {
        return scales.length;
    }

    Axis axis(int at) {
        return axes.get(at);
    }

    /// The standard deviation of a paired difference of equals; 0 on a deterministic axis, NaN when unknown.
    double scale(int at) {
        return scales[at];
    }

    int at(Claim claim) {
        for (int i = 0; i < scales.length; i++) {
            if (axes.get(i).metric().equals(claim.metric())) {
                return i;
            }
        }
        throw new IllegalArgumentException("no axis " + claim.metric());
    }

    /// Values on their axes.
    ///
    /// @throws IllegalArgumentException if one is missing or has no place on its axis
    double[] place(Map<String, Double> values) {
        double[] placed = new double[scales.length];
        for (int i = 0; i < placed.length; i++) {
            Axis axis = axes.get(i);
            Double value = values.get(axis.metric());
            if (value == null) {
                throw new IllegalArgumentException("no value of " + axis.metric());
            }
            placed[i] = axis.y(value);
        }
        return placed;
    }

    /// The metric's own value at a place on its axis.
    double value(int at, double y) {
        Axis axis = axes.get(at);
        double signed = axis.direction() == Direction.HIGHER ? -y : y;
        return axis.scale() == Scale.LOG ? Math.exp(signed) : signed;
    }

    /// A difference too small to be one, beside this place on the axis.
    double tiny(int at, double y) {
        return axes.get(at).scale() == Scale.LOG ? SAME : SAME * Math.abs(y);
    }

    /// Whether a claim holds when nothing but the numbers themselves counts.
    ///
    /// @param gain by how much the candidate is better on the claim's axis
    /// @param beside where the incumbent stands
    /// @param bar  what a gain must exceed besides
    boolean holds(Claim claim, double gain, double beside, double bar) {
        return claim.better()
                ? gain > Math.max(Math.max(tiny(at(claim), beside), bar), -claim.margin())
                : gain >= -claim.margin();
    }

    /// Whether a race of the usual length can show a claim: the absence of a loss far smaller than the noise it cannot.
    boolean certifiable(Claim claim) {
        return claim.better() || scales[at(claim)] <= 2 * claim.margin();
    }

    Map<String, Double> spread() {
        var spread = new HashMap<String, Double>();
        for (int i = 0; i < scales.length; i++) {
            if (!Double.isNaN(scales[i])) {
                spread.put(axes.get(i).metric(), scales[i]);
            }
        }
        return spread;
    }

    /// One number an axis, by metric.
    Map<String, Double> byMetric(double[] numbers) {
        var named = new HashMap<String, Double>();
        for (int i = 0; i < scales.length; i++) {
            named.put(axes.get(i).metric(), numbers[i]);
        }
        return named;
    }
}
