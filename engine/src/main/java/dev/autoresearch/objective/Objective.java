package dev.autoresearch.objective;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Constraint;
import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Demands;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Proxy;
import dev.autoresearch.config.Scale;
import dev.autoresearch.config.ScaleChoice;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Way;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What counts of a run and what a candidate must show: the metrics that decide, their values, the constraints, and the
/// ways to win. Pure and immutable; how sure one must be is decided elsewhere.
public final class Objective {
    private final Configuration configuration;
    private final Limits limits;
    private final Score score;
    private final List<Axis> axes;

    /// The objective of a configuration.
    ///
    /// @param baseline values of the unchanged project; empty while they are being measured: then nothing is divided by
    ///                 them, and constraints that refer to them hold nothing
    public Objective(Configuration configuration, Map<String, Double> baseline) {
        this.configuration = configuration;
        Map<String, Double> known = Map.copyOf(baseline);
        limits = new Limits(configuration.constraints(), known);
        score = new Score(configuration.decide().composite(), configuration.metrics(), known);
        axes = deciding();
    }

    /// The metrics that decide, the deciding one first, on the scale that was wished for: by default logarithms, which a
    /// calibration gives up for values that are not above 0. Under `primary` the first metric and those with a tolerance
    /// of their own; under `weighted` the score alone; under `pareto` and `lexicographic` all; under `threshold` the first
    /// and those with a hard constraint.
    public List<Axis> axes() {
        return axes;
    }

    /// The names of the metrics that decide.
    public List<String> names() {
        return axes.stream().map(Axis::metric).toList();
    }

    private List<Axis> deciding() {
        List<Metric> metrics = configuration.metrics();
        Metric first = configuration.primary();
        return switch (configuration.decide().rule()) {
            case PRIMARY -> Stream.concat(Stream.of(first),
                    metrics.stream().skip(1).filter(metric -> metric.tolerance().isPresent())).map(this::axis).toList();
            case WEIGHTED -> List.of(new Axis(Score.NAME, score.direction(), wished(), false));
            case PARETO, LEXICOGRAPHIC -> metrics.stream().map(this::axis).toList();
            case THRESHOLD -> metrics.stream().filter(metric -> metric.equals(first)
                    || limits.hard().stream().anyMatch(gate -> gate.metric().equals(metric.name())))
                    .map(this::axis).toList();
        };
    }

    private Axis axis(Metric metric) {
        return new Axis(metric.name(), metric.direction(), wished(), false);
    }

    private Scale wished() {
        return configuration.decide().scale() == ScaleChoice.ADDITIVE ? Scale.ADDITIVE : Scale.LOG;
    }

    /// The values by which a run is judged, with broken soft constraints priced in: in the deciding metric, under `pareto`
    /// and `lexicographic` in all of them. A metric without a value is left out; [#missing] says why.
    ///
    /// @param metrics all metrics of the run, or of several runs in the middle
    public Map<String, Double> values(Map<String, Double> metrics) {
        var values = new LinkedHashMap<String, Double>();
        for (Axis axis : axes) {
            if (raw(axis, metrics) instanceof Reading.Value(double value)) {
                values.put(axis.metric(),
                        priced(axis) ? limits.priced(value, axis.direction(), metrics) : value);
            }
        }
        return values;
    }

    /// These metrics with the score beside them, where a score decides and they have one.
    public Map<String, Double> withScore(Map<String, Double> metrics) {
        if (configuration.decide().rule() != Decide.Rule.WEIGHTED || metrics.isEmpty()) {
            return metrics;
        }
        var all = new LinkedHashMap<>(metrics);
        all.putAll(values(metrics));
        return all;
    }

    /// Why a run has no value by which it could be judged, as a sentence; empty when it has all.
    public Optional<String> missing(Map<String, Double> metrics) {
        for (Axis axis : axes) {
            if (raw(axis, metrics) instanceof Reading.Unusable(String why)) {
                return Optional.of(axis.metric() + " " + why);
            }
        }
        return Optional.empty();
    }

    private Reading raw(Axis axis, Map<String, Double> metrics) {
        if (configuration.decide().rule() == Decide.Rule.WEIGHTED) {
            return score.of(metrics);
        }
        Double value = metrics.get(axis.metric());
        return value == null
                ? new Reading.Unusable("has no value, and it decides")
                : new Reading.Value(value);
    }

    private boolean priced(Axis axis) {
        return switch (configuration.decide().rule()) {
            case PRIMARY, THRESHOLD -> axis.metric().equals(configuration.primary().name());
            case WEIGHTED, PARETO, LEXICOGRAPHIC -> true;
        };
    }

    /// The sentence about a hard constraint that a run of the unchanged project breaks. Under `threshold` it may break any.
    public Optional<String> broken(Map<String, Double> metrics) {
        return configuration.decide().rule() == Decide.Rule.THRESHOLD ? Optional.empty() : firstBroken(hard(), metrics);
    }

    /// The sentence about a hard constraint that a run of a candidate breaks, which decides against it at once, for example
    /// `p99_ms 240 is not < 200`. Under `threshold` only the gates count that the incumbent holds.
    ///
    /// @param standing all metrics of the incumbent
    public Optional<String> broken(Map<String, Double> metrics, Map<String, Double> standing) {
        boolean gates = configuration.decide().rule() == Decide.Rule.THRESHOLD;
        return firstBroken(hard().stream().filter(one -> !gates || !limits.breaks(one, standing)).toList(), metrics);
    }

    /// By how much hard constraints are broken: the sum of their shares over the limit, 0 when all hold. For optimisers,
    /// which want to know how far off they are; verdicts go by [#broken].
    public double overshoot(Map<String, Double> metrics) {
        return hard().stream().mapToDouble(one -> limits.overshoot(one, metrics)).sum();
    }

    private List<Constraint> hard() {
        return limits.hard();
    }

    private Optional<String> firstBroken(List<Constraint> constraints, Map<String, Double> metrics) {
        return constraints.stream().flatMap(one -> limits.sentence(one, metrics).stream()).findFirst();
    }

    /// The ways to win for a candidate.
    ///
    /// @param diff     its size
    /// @param axes     the metrics that decide, as calibrated
    /// @param standing all metrics of the incumbent
    public List<Way> ways(DiffStat diff, List<Axis> axes, Map<String, Double> standing) {
        List<String> open = hard().stream().filter(gate -> limits.breaks(gate, standing)).map(Constraint::metric)
                .distinct().toList();
        return new Ways(configuration, new Margins(axes, values(standing)), names(), diff, open).ways();
    }

    /// Whether the incumbent has reached the target. Under `weighted` it is the score that must.
    ///
    /// @param standing all metrics of the incumbent
    public boolean reached(Map<String, Double> standing) {
        if (configuration.target().isEmpty()) {
            return false;
        }
        Axis first = first();
        double target = configuration.target().getAsDouble();
        return raw(first, standing) instanceof Reading.Value(double value)
                && (value == target || first.direction().better(value, target));
    }

    private Axis first() {
        return axes.stream().filter(axis -> axis.metric().equals(configuration.primary().name())).findFirst()
                .orElse(axes.getFirst());
    }

    /// Why a candidate's value of the stand-in is so much worse than the incumbent's that the experiment is not worth it;
    /// empty when it is not, or when the incumbent has no such value.
    ///
    /// @param seen     what the candidate's run of the stand-in gave
    /// @param standing what the incumbent's gave
    public Optional<String> sortedOut(Proxy proxy, Map<String, Double> seen, Map<String, Double> standing) {
        Metric metric = proxy.metric();
        Double value = seen.get(metric.name());
        Double usual = standing.get(metric.name());
        if (value == null || usual == null) {
            return Optional.empty();
        }
        double allowed = proxy.allow() * Math.abs(usual);
        double limit = metric.direction() == Direction.LOWER ? usual + allowed : usual - allowed;
        if (!metric.direction().better(limit, value)) {
            return Optional.empty();
        }
        Numbers.Pair shown = Numbers.forPeople(value, usual);
        String percent = Numbers.percent(usual, value);
        return Optional.of("the stand-in's " + metric.name() + " " + shown.one() + " is worse than " + shown.other()
                + (percent.isEmpty() ? "" : " (" + percent + ")") + " by more than the allowed "
                + Numbers.forPeople(proxy.allow() * 100) + " %");
    }

    /// When a run may be cut because its wall time is the deciding metric and can only get worse than this value;
    /// [Duration#ZERO] when it may not be.
    ///
    /// @param worst a value of the deciding metric; NaN when there is none
    public Duration cutoff(double worst) {
        Metric metric = configuration.primary();
        boolean timed = metric.extractor() instanceof Extractor.WallTime && metric.direction() == Direction.LOWER
                && axes.getFirst().metric().equals(metric.name());
        if (!timed || !(worst > 0) || !Double.isFinite(worst)) {
            return Duration.ZERO;
        }
        double seconds = worst / Units.time(metric, 1);
        return seconds < Integer.MAX_VALUE ? Duration.ofNanos((long) Math.ceil(seconds * 1e9)) : Duration.ZERO;
    }

    /// The deciding metric as the holdout measures it.
    public Axis holdoutAxis() {
        return axis(configuration.holdoutMetric());
    }

    /// The objective of the holdout: its one metric, without constraints.
    public Objective ofHoldout() {
        Configuration held = configuration.toBuilder().metrics(List.of(configuration.holdoutMetric()))
                .decide(Decide.DEFAULT.with(configuration.decide().scale())).demands(Demands.NONE).build();
        return new Objective(held, Map.of());
    }
}
