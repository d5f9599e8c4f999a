package dev.autoresearch.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Reads `decide` and `repeats`, and finds what contradicts itself or the metrics.
final class DecideReader {
    private static final String WEIGHTS = "weights above 0 by metric such as {accuracy: 0.5, latency_ms: 0.3}";
    private static final String SCORE = "a formula such as 0.5 * accuracy + 0.3 / latency_ms";

    private final YamlSection section;
    private final List<InForce> inForce;

    /// A reader of this section.
    ///
    /// @param inForce where the decisions are made, which tells the metrics that can be named
    DecideReader(YamlSection section, List<InForce> inForce) {
        this.section = section;
        this.inForce = inForce;
    }

    /// What the section says.
    Decide read() {
        Decide usual = Decide.DEFAULT;
        RaceLimit race = section.get("race-limit").flatMap(value -> value.section(YamlKeys.RACE_LIMIT))
                .map(DecideReader::raceLimit).orElse(usual.raceLimit());
        var checks = new Checks(
                section.get("canary").flatMap(value -> value.countOrOff(1)).orElse(usual.checks().canary()),
                section.get("recheck").flatMap(value -> value.countOrOff(1)).orElse(usual.checks().recheck()),
                section.get("unkeep").flatMap(YamlValue::flag).orElse(usual.checks().unkeep()));
        var decide = new Decide(
                section.get("rule").flatMap(value -> value.choice(YamlValue.words(Decide.Rule.values())))
                        .orElse(usual.rule()),
                section.get("mode").flatMap(value -> value.choice(modes())).orElse(usual.mode()),
                section.get("on-tie").flatMap(value -> value.choice(YamlValue.words(Decide.OnTie.values())))
                        .orElse(usual.onTie()),
                section.get("min-effect").flatMap(YamlValue::share).orElse(usual.minEffect()),
                section.get("tolerance").flatMap(YamlValue::share).orElse(usual.tolerance()),
                section.get("min-gain-per-line").flatMap(YamlValue::share).orElse(usual.minGainPerLine()),
                section.get("scale").flatMap(value -> value.choice(YamlValue.words(ScaleChoice.values())))
                        .orElse(usual.scale()),
                race,
                section.get("rebuild").flatMap(value -> value.choice(YamlValue.words(Rebuild.values())))
                        .orElse(usual.rebuild()),
                checks, composite());
        unkeep(checks);
        rule(decide);
        return decide;
    }

    private static RaceLimit raceLimit(YamlSection limit) {
        // One look and three pairs: with less nothing could ever be kept.
        long runs = limit.get("runs")
                .flatMap(value -> value.count("a whole number, at least 7: one look and three pairs", 7,
                        Budget.UNLIMITED))
                .orElse(RaceLimit.DEFAULT.runs());
        Duration wall = limit.get("wall").flatMap(YamlValue::duration).orElse(RaceLimit.DEFAULT.wall());
        return new RaceLimit(runs, wall);
    }

    private void unkeep(Checks checks) {
        if (checks.unkeep() && checks.recheck() == Checks.OFF) {
            section.get("unkeep").ifPresent(value -> value.wrong("unkeep without recheck",
                    "recheck: so many experiments from one check to the next", "add recheck: 50"));
        }
    }

    private Composite composite() {
        Map<String, Double> weights = section.get("weights").map(this::weights).orElse(Map.of());
        Optional<Formula> score = section.get("score").flatMap(this::score);
        boolean normalise = section.get("normalise").flatMap(YamlValue::flag).orElse(Composite.NONE.normalise());
        Direction direction = section.get("direction").flatMap(MetricReader::direction)
                .orElse(Composite.NONE.direction());
        if (section.get("weights").isPresent() && section.get("score").isPresent()) {
            section.wrong("both weights and score", "one of the two", "delete one of the two");
            return Composite.NONE;
        }
        if (section.get("weights").isPresent()) {
            section.get("direction").ifPresent(value -> value.wrong("direction beside weights",
                    "direction only beside score: a sum of weights is always better higher", "delete it"));
        }
        return new Composite(weights, score, normalise, direction);
    }

    private Map<String, Double> weights(YamlValue value) {
        var weights = new LinkedHashMap<String, Double>();
        Map<String, YamlValue> members = value.members(WEIGHTS);
        if (value.isMap() && members.isEmpty()) {
            value.wrong("an empty map", WEIGHTS, "");
        }
        members.forEach((metric, weight) -> {
            boolean known = InForce.known(weight, metric, inForce);
            weight.positive().filter(_ -> known).ifPresent(number -> weights.put(metric, number));
        });
        return weights;
    }

    private Optional<Formula> score(YamlValue value) {
        var names = new TreeSet<String>();
        inForce.forEach(one -> names.addAll(one.names()));
        return value.text(SCORE).flatMap(text -> switch (Formula.parse(text, names)) {
            case Formula.Parsed.Wrong(int position, String what, String expected, String suggestion) -> {
                value.wrong(what + " at character " + position, expected, suggestion);
                yield Optional.empty();
            }
            case Formula.Parsed.Sound(Formula formula) when formula.metrics().isEmpty() -> {
                value.wrong(Findings.shown(text) + ", a formula without a metric", SCORE, "");
                yield Optional.empty();
            }
            case Formula.Parsed.Sound(Formula formula) -> {
                boolean known = formula.metrics().stream().allMatch(name -> InForce.known(value, name, inForce));
                yield known ? Optional.of(formula) : Optional.empty();
            }
        });
    }

    private void rule(Decide decide) {
        if (decide.rule() != Decide.Rule.WEIGHTED) {
            for (String key : List.of("weights", "score", "normalise", "direction")) {
                section.get(key).ifPresent(value -> value.wrong(key + " beside rule " + word(decide.rule()),
                        key + " only beside rule: weighted", "write rule: weighted"));
            }
        }
        switch (decide.rule()) {
            case PRIMARY -> {
                // Any metrics will do.
            }
            case WEIGHTED -> {
                if (section.get("weights").isEmpty() && section.get("score").isEmpty()) {
                    section.wrong("rule weighted without a score", "weights or score",
                            "for example weights: {accuracy: 0.5, latency_ms: 0.3}");
                }
                inForce.stream().flatMap(one -> one.metrics().stream()).filter(one -> one.tolerance().isPresent())
                        .findFirst()
                        .ifPresent(one -> section.wrong(
                                "rule weighted with a tolerance of its own for " + one.name(),
                                "one tolerance for the score, decide.tolerance",
                                "delete the tolerance of " + one.name()));
            }
            case PARETO, LEXICOGRAPHIC -> inForce.stream().filter(one -> one.names().size() == 1).findFirst()
                    .ifPresent(one -> section.wrong(
                            "rule " + word(decide.rule()) + " with one metric" + one.where(), "at least two metrics",
                            "write rule: primary or add a metric"));
            case THRESHOLD -> inForce.forEach(this::gates);
        }
    }

    private void gates(InForce one) {
        List<Constraint> gates = one.constraints().stream().filter(Constraint::hard).toList();
        if (gates.isEmpty()) {
            section.wrong("rule threshold without a gate" + one.where(), "at least one constraint without a price",
                    "for example constraints: [p99_ms < 200]");
        }
        for (Constraint gate : gates) {
            one.metrics().stream().filter(metric -> metric.name().equals(gate.metric())
                    && metric.direction() != gate.comparison().direction()).findFirst()
                    .ifPresent(metric -> section.wrong(
                            "rule threshold with the gate " + gate.text() + ", but " + metric.name() + " is better "
                                    + metric.direction().word() + one.where(),
                            "gates towards what is better", "turn the gate or the metric's direction"));
        }
    }

    /// Reads `repeats`; a number that contradicts the mode is a finding.
    static void repeats(YamlValue value, ConfigurationBuilder builder) {
        String expected = "auto or a number from 1 to 1000";
        if (value.text(expected).filter(text -> !text.equals("auto")).isEmpty()) {
            return;
        }
        value.count(expected, 1, 1000).map(Math::toIntExact).ifPresent(count -> {
            builder.repeats(count);
            Mode mode = builder.decide.mode();
            boolean fits = switch (mode) {
                case AUTO -> true;
                case VERIFIED, FAST -> false;
                case SEED_K -> count > 1;
                case RECORD, NEAR_THRESHOLD, SINGLE, DETERMINISTIC -> count == 1;
            };
            if (!fits) {
                value.wrong(count + " beside decide.mode " + mode.word() + ", "
                        + (mode == Mode.SEED_K
                                ? "which needs several runs"
                                : "which chooses the number of runs itself"),
                        mode == Mode.SEED_K ? "at least 2" : "auto",
                        count > 1 ? "delete repeats or write mode: seed-k" : "delete repeats or write mode: single");
            }
        });
    }

    private static String word(Decide.Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Mode> modes() {
        var modes = new LinkedHashMap<String, Mode>();
        for (Mode mode : Mode.values()) {
            modes.put(mode.word(), mode);
        }
        return modes;
    }
}
