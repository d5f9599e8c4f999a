package dev.autoresearch.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The configuration's records as the file writes them: texts, lists and maps in the shortest form that is read back.
final class WrittenValues {
    private WrittenValues() {}

    static Map<String, Object> metric(Metric metric) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", metric.name());
        if (!metric.directionInferred()) {
            map.put("direction", metric.direction().word());
        }
        if (!metric.unit().isEmpty()) {
            map.put("unit", metric.unit());
        }
        metric.tolerance().ifPresent(tolerance -> map.put("tolerance", tolerance));
        if (!metric.extractor().equals(new Extractor.MetricLines(Take.ONLY))) {
            map.put("extract", extractor(metric.extractor()));
        }
        return map;
    }

    private static Object extractor(Extractor extractor) {
        return switch (extractor) {
            case Extractor.MetricLines(Take take) ->
                take == Take.ONLY ? "metric-lines" : Map.of("take", word(take));
            case Extractor.Line(String label, Take take) -> taking("line", label, take);
            case Extractor.Regex(String pattern, Take take) -> taking("regex", pattern, take);
            case Extractor.LastLine() -> "last-line";
            case Extractor.Shell(String command) -> Map.of("shell", command);
            case Extractor.Json(String file, String pointer) -> Map.of("json",
                    file.isEmpty() ? pointer : ordered("file", file, "pointer", pointer));
            case Extractor.WallTime() -> "wall-time";
            case Extractor.CpuTime() -> "cpu-time";
            case Extractor.PeakMemory() -> "peak-memory";
            case Extractor.ExitCode() -> "exit-code";
            case Extractor.FileSize(String path) -> Map.of("file-size", path);
            case Extractor.Report(ReportFormat format, String file, String select) when select.isEmpty() ->
                file.isEmpty() ? format.word() : Map.of(format.word(), file);
            case Extractor.Report(ReportFormat format, String file, String select) -> Map.of(format.word(),
                    file.isEmpty() ? Map.of("select", select) : ordered("file", file, "select", select));
            case Extractor.Judged(JudgeSettings judge) -> Map.of("llm-judge", WrittenModels.judge(judge));
        };
    }

    private static Map<String, Object> taking(String channel, String what, Take take) {
        return take == Take.ONLY ? Map.of(channel, what) : ordered(channel, what, "take", word(take));
    }

    static Object guard(Guard guard) {
        if (guard.equals(new Guard(guard.command(), Guard.NONE.timeout()))) {
            return guard.command();
        }
        Map<String, Object> map = ordered("command", guard.command(), "timeout", Quantity.text(guard.timeout()));
        given(map, "when", word(guard.when()), guard.when() == Guard.NONE.when());
        given(map, "rework", guard.rework(), guard.rework() == Guard.DEFAULT_REWORK);
        return map;
    }

    static Map<String, Object> holdout(Holdout holdout) {
        Map<String, Object> map = ordered("command", holdout.command(), "every", holdout.every());
        given(map, "timeout", Quantity.text(holdout.timeout()), holdout.timeout().equals(Holdout.NONE.timeout()));
        holdout.extract().ifPresent(extract -> map.put("extract", extractor(extract)));
        return map;
    }

    static Map<String, Object> proxy(Proxy proxy) {
        Map<String, Object> map = ordered("command", proxy.command(), "metric", metric(proxy.metric()));
        given(map, "timeout", Quantity.text(proxy.timeout()), proxy.timeout().equals(Proxy.DEFAULT_TIMEOUT));
        given(map, "allow", proxy.allow(), proxy.allow() == Proxy.DEFAULT_ALLOW);
        return map;
    }

    static List<Object> constraints(List<Constraint> constraints) {
        return constraints.stream().map(one -> one.hard()
                ? one.text()
                : (Object) ordered("limit", one.text(), "price", one.price())).toList();
    }

    static Map<String, Object> decide(Decide decide) {
        Decide usual = Decide.DEFAULT;
        Checks checks = decide.checks();
        Map<String, Object> map = ordered("rule", word(decide.rule()), "on-tie", word(decide.onTie()));
        given(map, "mode", decide.mode().word(), decide.mode() == usual.mode());
        given(map, "min-effect", decide.minEffect(), decide.minEffect() == usual.minEffect());
        given(map, "tolerance", decide.tolerance(), decide.tolerance() == usual.tolerance());
        given(map, "min-gain-per-line", decide.minGainPerLine(), decide.minGainPerLine() == usual.minGainPerLine());
        given(map, "scale", word(decide.scale()), decide.scale() == usual.scale());
        given(map, "race-limit", ordered("runs", decide.raceLimit().runs(), "wall",
                Quantity.text(decide.raceLimit().wall())), decide.raceLimit().equals(usual.raceLimit()));
        given(map, "rebuild", word(decide.rebuild()), decide.rebuild() == usual.rebuild());
        given(map, "canary", orOff(checks.canary()), checks.canary() == usual.checks().canary());
        given(map, "recheck", orOff(checks.recheck()), checks.recheck() == usual.checks().recheck());
        given(map, "unkeep", checks.unkeep(), checks.unkeep() == usual.checks().unkeep());
        Composite composite = decide.composite();
        given(map, "weights", composite.weights(), composite.weights().isEmpty());
        composite.score().ifPresent(score -> map.put("score", score.text()));
        given(map, "normalise", composite.normalise(), composite.normalise());
        given(map, "direction", composite.direction().word(), composite.direction() == Direction.HIGHER);
        return map;
    }

    static Map<String, Object> strategy(StrategySettings strategy) {
        Map<String, Object> map = ordered("explore-every", orOff(strategy.exploreEvery()), "restart-after",
                orOff(strategy.restartAfter()));
        map.put("explore-patience", strategy.explorePatience());
        given(map, "ladder", strategy.ladder().word(), strategy.ladder() == StrategySettings.CLIMB.ladder());
        return map;
    }

    /// A stage with what differs from the file's own keys.
    static Map<String, Object> stage(Stage stage, Configuration file) {
        Configuration own = stage.configuration();
        var map = new LinkedHashMap<String, Object>();
        map.put("name", stage.name());
        given(map, "modify", own.scope().modify().patterns(), own.scope().modify().equals(file.scope().modify()));
        given(map, "prepare", own.run().prepare(), own.run().prepare().equals(file.run().prepare()));
        given(map, "command", own.run().command(), own.run().command().equals(file.run().command()));
        map.put("metrics", own.metrics().stream().map(WrittenValues::metric).toList());
        given(map, "constraints", constraints(own.constraints()), own.constraints().equals(file.constraints()));
        given(map, "guard", guard(own.guard()), own.guard().equals(file.guard()));
        Map<String, Object> caps = budget(own.budget());
        caps.remove("consecutive-crashes");
        given(map, "budget", caps, caps.isEmpty());
        given(map, "plateau", stage.plateau(), stage.plateau() == Checks.OFF);
        own.target().ifPresent(target -> map.put("target", target));
        return map;
    }

    private static Object orOff(long count) {
        return count == Checks.OFF ? "off" : (Object) count;
    }

    static void given(Map<String, Object> map, String key, Object value, boolean usual) {
        if (!usual) {
            map.put(key, value);
        }
    }

    static Map<String, Object> budget(Budget budget) {
        var map = new LinkedHashMap<String, Object>();
        if (budget.experiments() != Budget.UNLIMITED) {
            map.put("experiments", budget.experiments());
        }
        given(map, "runs", budget.runs(), budget.runs() == Budget.UNLIMITED);
        if (!budget.wall().isZero()) {
            map.put("wall", Quantity.text(budget.wall()));
        }
        map.putAll(spending(budget.cost(), budget.tokens()));
        if (budget.consecutiveCrashes() != Budget.NONE.consecutiveCrashes()) {
            map.put("consecutive-crashes", budget.consecutiveCrashes());
        }
        Map<String, Object> single = spending(budget.experimentCost(), budget.experimentTokens());
        given(map, "per-experiment", single, single.isEmpty());
        return map;
    }

    private static Map<String, Object> spending(double cost, long tokens) {
        var map = new LinkedHashMap<String, Object>();
        given(map, "cost", BigDecimal.valueOf(cost).stripTrailingZeros().toPlainString() + " USD", cost == 0);
        given(map, "tokens", tokens, tokens == Budget.UNLIMITED);
        return map;
    }

    static Map<String, Object> knob(Knob knob) {
        Map<String, Object> map = ordered("file", knob.file(), "key", knob.key());
        switch (knob.range()) {
            case Knob.Range.Choices(List<String> values) -> map.put("choices", values);
            case Knob.Range.Numbers(double low, double high, boolean integer, boolean log) -> {
                map.put("range", integer ? (long) low + ".." + (long) high : low + ".." + high);
                if (log) {
                    map.put("log", true);
                }
            }
        }
        return map;
    }

    static Map<String, Object> workspace(WorkspaceSettings settings) {
        var map = new LinkedHashMap<String, Object>();
        map.put("kind", word(settings.kind()));
        var lists = ordered("share", settings.share(), "copy", settings.copy());
        lists.put("keep", settings.keep());
        lists.forEach((key, list) -> {
            if (!list.equals(List.of())) {
                map.put(key, list);
            }
        });
        if (!settings.branchPrefix().equals(WorkspaceSettings.DEFAULT.branchPrefix())) {
            map.put("branch-prefix", settings.branchPrefix());
        }
        return map;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Map<String, Object> ordered(String key, Object value, String nextKey, Object nextValue) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        map.put(nextKey, nextValue);
        return map;
    }
}
