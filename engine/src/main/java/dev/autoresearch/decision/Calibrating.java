package dev.autoresearch.decision;

import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Calibration;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.Reference;
import dev.autoresearch.journal.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Learns the noise from runs of the unchanged project: six, fewer where they are long. What it asks is a function of what
/// it was told. Not thread-safe.
public final class Calibrating implements Enquiry {
    private static final int RUNS = 6;
    private static final int OF_LONG = 3;
    private static final int OF_VERY_LONG = 2;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration VERY_LONG = Duration.ofMinutes(5);

    private final List<Axis> wished;
    private final Mode mode;
    private final long before;
    private final long allowed;
    private final List<Sample> samples = new ArrayList<>();

    /// A calibration that has not begun.
    ///
    /// @param wished  the metrics that decide; where the scale is logarithmic a metric that is not above 0 gets a linear
    ///                one; whether they are deterministic is not looked at
    /// @param mode    single runs and records need no noise and get one run
    /// @param before  measured runs of the session so far
    /// @param allowed runs that may be made; one is made in any case
    public Calibrating(List<Axis> wished, Mode mode, long before, long allowed) {
        this.wished = List.copyOf(wished);
        this.mode = mode;
        this.before = before;
        this.allowed = allowed;
    }

    /// The next run; empty when there are enough.
    @Override
    public Optional<Ask.Run> ask() {
        return samples.size() >= needed()
                ? Optional.empty()
                : Optional.of(new Ask.Run(Arm.INCUMBENT, Purpose.CALIBRATE, before + samples.size() + 1, Double.NaN));
    }

    private long needed() {
        if (samples.isEmpty()) {
            return 1;
        }
        return Math.max(1, Math.min(allowed, wanted(samples.getFirst().wall())));
    }

    private int wanted(Duration first) {
        return switch (mode) {
            case SINGLE, RECORD -> 1;
            case AUTO, VERIFIED, FAST, SEED_K, NEAR_THRESHOLD, DETERMINISTIC -> {
                if (first.compareTo(VERY_LONG) > 0) {
                    yield OF_VERY_LONG;
                }
                yield first.compareTo(LONG) > 0 ? OF_LONG : RUNS;
            }
        };
    }

    /// Answers a run.
    ///
    /// @throws IllegalStateException    if no run was asked for
    /// @throws IllegalArgumentException if a metric that decides is missing or not finite; nothing is changed then
    @Override
    public void tell(Sample sample) {
        if (ask().isEmpty()) {
            throw new IllegalStateException("no run was asked for");
        }
        for (Axis axis : wished) {
            Double value = sample.values().get(axis.metric());
            if (value == null || !Double.isFinite(value)) {
                throw new IllegalArgumentException(axis.metric() + " " + value + " cannot be calibrated with");
            }
        }
        samples.add(sample);
    }

    /// What the runs show.
    ///
    /// @param machine what they ran on
    /// @param prepare how long a preparation takes; zero when there is none
    /// @throws IllegalStateException if runs are missing
    public Calibration result(String machine, Duration prepare) {
        if (ask().isPresent()) {
            throw new IllegalStateException("runs are missing");
        }
        var axes = new ArrayList<Axis>();
        var deviations = new HashMap<String, List<Double>>();
        for (Axis axis : wished) {
            double[] values = values(axis.metric());
            Axis found = found(axis, values);
            axes.add(found);
            if (!found.deterministic()) {
                deviations.put(found.metric(), deviations(found, values));
            }
        }
        var reference = new ArrayList<Reference>();
        for (Sample sample : samples) {
            reference.add(new Reference(before + reference.size() + 1, sample.values()));
        }
        double[] walls = samples.stream().mapToDouble(sample -> sample.wall().toNanos()).toArray();
        Duration run = Duration.ofNanos(Math.round(Summary.median(walls)));
        return new Calibration(machine, axes, reference, deviations, new Timing(run, prepare));
    }

    private double[] values(String metric) {
        return samples.stream().mapToDouble(sample -> sample.values().getOrDefault(metric, Double.NaN)).toArray();
    }

    private static Axis found(Axis axis, double[] values) {
        boolean positive = true;
        boolean same = values.length > 1;
        for (double value : values) {
            positive &= value > 0;
            same &= Determinism.same(values[0], value);
        }
        Scale scale = positive ? axis.scale() : Scale.ADDITIVE;
        return new Axis(axis.metric(), axis.direction(), scale, same);
    }

    private static List<Double> deviations(Axis axis, double[] values) {
        var deviations = new ArrayList<Double>();
        for (int i = 1; i < values.length; i++) {
            deviations.add(Math.abs(axis.y(values[i]) - axis.y(values[i - 1])));
        }
        return deviations;
    }

    /// What is known of the noise when a metric leaves its logarithmic axis, as it must when a value is not above 0: to
    /// first order, a deviation as a share becomes the same share of the median value of the reference.
    ///
    /// @throws IllegalArgumentException if the metric has no axis, or no reference value
    public static Noise additive(Noise noise, String metric) {
        Axis axis = noise.axes().stream().filter(each -> each.metric().equals(metric)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no axis " + metric));
        if (axis.scale() == Scale.ADDITIVE) {
            return noise;
        }
        double[] values = noise.reference().stream().map(Reference::values).filter(all -> all.containsKey(metric))
                .mapToDouble(all -> Math.abs(all.getOrDefault(metric, 0.0))).toArray();
        if (values.length == 0) {
            throw new IllegalArgumentException("no run of " + metric + " to learn its size from");
        }
        double size = Summary.median(values);
        List<Axis> axes = noise.axes().stream().map(each -> each.equals(axis)
                ? new Axis(metric, axis.direction(), Scale.ADDITIVE, axis.deterministic())
                : each).toList();
        Map<String, List<Double>> deviations = new HashMap<>(noise.deviations());
        deviations.computeIfPresent(metric, (name, seen) -> seen.stream().map(deviation -> deviation * size).toList());
        return new Noise(noise.machine(), axes, noise.reference(), noise.standing(), deviations, noise.races(),
                noise.keeps(), noise.runs(),
                noise.verifying(), noise.timing());
    }
}
