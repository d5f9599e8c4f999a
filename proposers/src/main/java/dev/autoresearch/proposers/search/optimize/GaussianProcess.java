package dev.autoresearch.proposers.search.optimize;

import java.util.Arrays;
import java.util.List;

/// Regression over mixed dimensions, fitted to a few dozen trials: Matérn 5/2 with one length scale for each ordered
/// dimension, times `exp(−Σ wⱼ [xⱼ ≠ x′ⱼ])` over the choices (Snoek et al. 2012, Hutter et al. 2011), with fitted noise and
/// log-normal priors; the posterior mode is found by coordinate search. Immutable after [#fit].
///
/// Scores are standardised inside, with the bad tail clipped, so that a few terrible trials do not flatten the rest.
final class GaussianProcess {
    private static final int FIT_LIMIT = 64;
    private static final double NOISE_FLOOR = 1e-5;
    private static final double JITTER = 1e-9;
    private static final double[] STEPS = {0.8, 0.4};
    private static final double TAIL = 3;
    private static final double OTHER_NOISE = 0.02;

    private final double[][] inputs;
    private final boolean[] ordered;
    private final double[] logs;
    private final double[] rates;
    private final double[][] factor;
    private final double[] weights;
    private final double variance;
    private final double mean;
    private final double scale;
    private final double bestMean;

    private GaussianProcess(double[][] inputs, boolean[] ordered, double[] logs, double[] scores) {
        this.inputs = inputs;
        this.ordered = ordered;
        this.logs = logs;
        double[] clipped = clip(scores);
        this.mean = Arrays.stream(clipped).average().orElse(0);
        double spread = Math.sqrt(Arrays.stream(clipped).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        this.scale = spread > 0 ? spread : 1;
        double[] standard = Arrays.stream(clipped).map(v -> (v - mean) / scale).toArray();
        this.rates = new double[ordered.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = ordered[i] ? Math.exp(-logs[i]) : Math.exp(logs[i]);
        }
        this.factor = factor(inputs, ordered, rates, noise(logs));
        this.weights = backward(factor, forward(factor, standard));
        double fit = 0;
        for (int i = 0; i < standard.length; i++) {
            fit += standard[i] * weights[i];
        }
        this.variance = Math.max(fit / standard.length, 1e-6);
        // At a trial the posterior mean is what was seen less the noise's part of it.
        double noise = noise(logs);
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < standard.length; i++) {
            lowest = Math.min(lowest, standard[i] - noise * weights[i]);
        }
        this.bestMean = lowest;
    }

    /// Fits to trials, best first.
    ///
    /// @param inputs unit coordinates
    /// @param scores as many, smaller is better
    static GaussianProcess fit(List<Dimension> dimensions, double[][] inputs, double[] scores) {
        boolean[] ordered = new boolean[dimensions.size()];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = dimensions.get(i).ordered();
        }
        int few = Math.min(FIT_LIMIT, inputs.length);
        double[][] some = Arrays.copyOf(inputs, few);
        double[] theirs = Arrays.copyOf(scores, few);
        double[] logs = new double[ordered.length + 1];
        for (int i = 0; i < ordered.length; i++) {
            logs[i] = prior(ordered, i);
        }
        logs[ordered.length] = prior(ordered, ordered.length);
        double best = new GaussianProcess(some, ordered, logs, theirs).evidence();
        for (double step : STEPS) {
            for (int i = 0; i < logs.length; i++) {
                for (double sign : new double[]{1, -1}) {
                    double[] changed = logs.clone();
                    changed[i] += sign * step;
                    double evidence = new GaussianProcess(some, ordered, changed, theirs).evidence();
                    if (evidence > best) {
                        best = evidence;
                        logs = changed;
                        break;
                    }
                }
            }
        }
        return new GaussianProcess(inputs, ordered, logs, scores);
    }

    /// How much a point promises to be better than the best posterior mean, in standard units; never negative.
    double expectedImprovement(double[] input) {
        double[] covariance = new double[inputs.length];
        double expected = 0;
        for (int i = 0; i < inputs.length; i++) {
            covariance[i] = kernel(input, inputs[i], ordered, rates);
            expected += covariance[i] * weights[i];
        }
        double explained = 0;
        for (double part : forward(factor, covariance)) {
            explained += part * part;
        }
        double deviation = Math.sqrt(Math.max(variance * (1 - explained), 1e-12));
        double z = (bestMean - expected) / deviation;
        return Math.max(0, deviation * (z * below(z) + Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI)));
    }

    /// The same scales over other trials, for what else was seen of them.
    GaussianProcess over(double[][] others, double[] values) {
        double[] changed = logs.clone();
        changed[ordered.length] = Math.log(OTHER_NOISE);
        return new GaussianProcess(others, ordered, changed, values);
    }

    /// What is expected at a point, in the units of the scores.
    double expected(double[] input) {
        return mean + scale * mean(input);
    }

    private double mean(double[] input) {
        double expected = 0;
        for (int i = 0; i < inputs.length; i++) {
            expected += kernel(input, inputs[i], ordered, rates) * weights[i];
        }
        return expected;
    }

    private double evidence() {
        double determinant = 0;
        for (int i = 0; i < factor.length; i++) {
            determinant += Math.log(factor[i][i]);
        }
        double evidence = -0.5 * inputs.length * Math.log(variance) - determinant;
        for (int i = 0; i < logs.length; i++) {
            double width = i == ordered.length ? 1.5 : 0.8;
            double away = (logs[i] - prior(ordered, i)) / width;
            evidence -= away * away / 2;
        }
        return evidence;
    }

    private static double prior(boolean[] ordered, int parameter) {
        if (parameter == ordered.length) {
            return Math.log(1e-3);
        }
        return ordered[parameter] ? Math.log(0.4 * Math.sqrt(Math.max(1, ordered.length / 4.0))) : Math.log(0.5);
    }

    private static double noise(double[] logs) {
        return Math.exp(logs[logs.length - 1]) + NOISE_FLOOR + JITTER;
    }

    private static double kernel(double[] one, double[] other, boolean[] ordered, double[] rates) {
        double square = 0;
        double differing = 0;
        for (int i = 0; i < ordered.length; i++) {
            if (ordered[i]) {
                double away = (one[i] - other[i]) * rates[i];
                square += away * away;
            } else if (one[i] != other[i]) {
                differing += rates[i];
            }
        }
        double distance = Math.sqrt(5 * square);
        return (1 + distance + distance * distance / 3) * Math.exp(-distance - differing);
    }

    private static double[][] factor(double[][] inputs, boolean[] ordered, double[] rates, double noise) {
        int count = inputs.length;
        double[][] lower = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = kernel(inputs[i], inputs[j], ordered, rates) + (i == j ? noise : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, JITTER)) : sum / lower[j][j];
            }
        }
        return lower;
    }

    private static double[] forward(double[][] lower, double[] right) {
        double[] solved = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * solved[k];
            }
            solved[i] = sum / lower[i][i];
        }
        return solved;
    }

    private static double[] backward(double[][] lower, double[] right) {
        double[] solved = new double[right.length];
        for (int i = right.length - 1; i >= 0; i--) {
            double sum = right[i];
            for (int k = i + 1; k < right.length; k++) {
                sum -= lower[k][i] * solved[k];
            }
            solved[i] = sum / lower[i][i];
        }
        return solved;
    }

    private static double[] clip(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double span = sorted[sorted.length / 2] - sorted[0];
        double cap = span > 0 ? sorted[0] + TAIL * span : sorted[sorted.length - 1];
        return Arrays.stream(scores).map(score -> Math.min(score, cap)).toArray();
    }

    // Abramowitz and Stegun 26.2.17, the normal distribution function to 7.5e-8.
    private static double below(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * t * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }
}
