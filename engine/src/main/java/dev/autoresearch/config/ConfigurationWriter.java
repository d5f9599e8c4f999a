package dev.autoresearch.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Writes a configuration as a commented `autoresearch.yaml` for people to go on with: what differs from the defaults
/// stands there, the rest as comments that show how it is written. [ConfigurationReader] reads back the same
/// configuration. Thread-safe.
public final class ConfigurationWriter {
    // The first metric of any configuration is needed; this one never shows.
    private static final Configuration USUAL = Configuration.builder().modify("**").metric("score", Direction.HIGHER)
            .build();

    private final Dump plain = dump(ScalarStyle.PLAIN);
    private final Dump quoted = dump(ScalarStyle.DOUBLE_QUOTED);
    private final StringBuilder yaml = new StringBuilder();

    private ConfigurationWriter() {}

    /// The text of `autoresearch.yaml` for a configuration that has a command, ending in a line break.
    public static String yaml(Configuration configuration) {
        var writer = new ConfigurationWriter();
        writer.everything(configuration);
        return writer.yaml.toString();
    }

    private void everything(Configuration c) {
        line("# What autoresearch optimises here. Only scope.modify, run.command and one metric are needed.");
        either(!c.goal().isEmpty(), "goal", c.goal(), "goal: Make it faster without changing its output", "");
        scope(c.scope());
        run(c.run());
        line("");
        line("metrics:   # the first one decides, all are recorded");
        c.metrics().forEach(metric -> line("  - " + value(metric(metric))));
        line("");
        either(c.guard().present(), "guard", guard(c.guard()), "guard: {command: make test, timeout: 5m}",
                "must pass before a win is kept");
        either(!c.decide().equals(USUAL.decide()), "decide", decide(c.decide()), "decide: {on-tie: simpler}",
                "an equal metric is kept only if the change is simpler; or keep, discard");
        either(!c.repeats().automatic(), "repeats", (Object) c.repeats().count(), "repeats: auto",
                "runs of one measurement");
        either(c.crashRetries() != USUAL.crashRetries(), "crash", Map.of("retries", c.crashRetries()),
                "crash: {retries: 2}", "how often a crash goes back to the proposer");
        either(!c.budget().equals(USUAL.budget()), "budget", budget(c.budget()),
                "budget: {experiments: 100, wall: 8h, cost: 10 USD, tokens: 5M, consecutive-crashes: 3}",
                "without one it runs until stopped");
        entry("proposer", proposer(c.proposer()), "search, a coding agent, or {command: ./propose.sh}");
        if (!c.knobs().isEmpty()) {
            line("knobs:");
            c.knobs().forEach(knob -> line("  - " + value(knob(knob))));
        }
        either(!c.workspace().equals(USUAL.workspace()), "workspace", workspace(c.workspace()),
                "workspace: {kind: worktree, share: [node_modules, .venv], copy: [data/cache]}",
                "ignored folders that the run needs");
        either(c.results() != USUAL.results(), "results", Map.of("profile", c.results().word()),
                "results: {profile: karpathy}", "layout of results.tsv");
        either(c.reportEvery() != USUAL.reportEvery(), "report", Map.of("every", c.reportEvery()),
                "report: {every: 10}",
                "a summary every so many experiments");
        either(c.noNewDependencies() != USUAL.noNewDependencies(), "no-new-dependencies",
                (Object) c.noNewDependencies(),
                "no-new-dependencies: true", "changing a dependency manifest is a violation");
    }

    private void scope(Scope scope) {
        line("");
        line("scope:");
        entry("  modify", scope.modify().patterns(), "globs of what may change; nothing else may");
        either(!scope.read().isEmpty(), "  read", scope.read().patterns(), "  read: [README.md]",
                "given to the proposer as context");
        either(!scope.protect().isEmpty(), "  protect", scope.protect().patterns(), "  protect: [data/**]",
                "checked bit for bit");
        either(!scope.hidden().isEmpty(), "  hidden", scope.hidden().patterns(), "  hidden: [eval/holdout/**]",
                "never shown to the proposer");
        line("");
    }

    private void run(RunSettings run) {
        RunSettings usual = USUAL.run();
        line("run:");
        either(!run.check().isEmpty(), "  check", run.check(), "  check: ./have-everything.sh",
                "once, before the session; failure halts");
        either(!run.prepare().isEmpty(), "  prepare", run.prepare(), "  prepare: make",
                "once per candidate, not measured");
        entry("  command", run.command(), "the experiment");
        switch (run.timeout()) {
            case TimeLimit.Fixed(Duration limit) -> entry("  timeout", Quantity.text(limit), "wall clock of one run");
            case TimeLimit.FromBaseline() -> line("  # timeout: 10m   # by default twice the baseline's wall time");
        }
        some("  prepare-timeout", Quantity.text(run.prepareTimeout()),
                run.prepareTimeout().equals(usual.prepareTimeout()));
        some("  idle-timeout", Quantity.text(run.idleTimeout()), run.idleTimeout().isZero());
        some("  directory", run.directory(), run.directory().equals(usual.directory()));
        some("  environment", run.environment(), run.environment().isEmpty());
        some("  pass-environment", run.passEnvironment(), run.passEnvironment().isEmpty());
        some("  purge", run.purge().patterns(), run.purge().isEmpty());
        some("  log-limit", (Object) run.logLimit(), run.logLimit() == usual.logLimit());
    }

    private static Map<String, Object> metric(Metric metric) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", metric.name());
        if (!metric.directionInferred()) {
            map.put("direction", metric.direction().word());
        }
        if (!metric.unit().isEmpty()) {
            map.put("unit", metric.unit());
        }
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
        };
    }

    private static Map<String, Object> taking(String channel, String what, Take take) {
        return take == Take.ONLY ? Map.of(channel, what) : ordered(channel, what, "take", word(take));
    }

    private static Object guard(Guard guard) {
        return guard.timeout().equals(Guard.NONE.timeout())
                ? guard.command()
                : ordered("command", guard.command(), "timeout", Quantity.text(guard.timeout()));
    }

    private static Map<String, Object> decide(Decide decide) {
        Map<String, Object> map = ordered("rule", word(decide.rule()), "on-tie", word(decide.onTie()));
        if (decide.minEffect() != 0) {
            map.put("min-effect", decide.minEffect());
        }
        return map;
    }

    private static Map<String, Object> budget(Budget budget) {
        var map = new LinkedHashMap<String, Object>();
        if (budget.experiments() != Budget.UNLIMITED) {
            map.put("experiments", budget.experiments());
        }
        if (!budget.wall().isZero()) {
            map.put("wall", Quantity.text(budget.wall()));
        }
        if (budget.cost() > 0) {
            map.put("cost", BigDecimal.valueOf(budget.cost()).stripTrailingZeros().toPlainString() + " USD");
        }
        if (budget.tokens() != Budget.UNLIMITED) {
            map.put("tokens", budget.tokens());
        }
        if (budget.consecutiveCrashes() != Budget.NONE.consecutiveCrashes()) {
            map.put("consecutive-crashes", budget.consecutiveCrashes());
        }
        return map;
    }

    private static Object proposer(ProposerChoice choice) {
        boolean usualTime = choice.timeout().equals(ProposerChoice.DEFAULT_TIMEOUT);
        if (choice.command().isEmpty() && usualTime) {
            return choice.kind();
        }
        var map = new LinkedHashMap<String, Object>();
        if (!choice.kind().equals("command")) {
            map.put("kind", choice.kind());
        }
        if (!choice.command().isEmpty()) {
            map.put("command", choice.command());
        }
        if (!usualTime) {
            map.put("timeout", Quantity.text(choice.timeout()));
        }
        return map;
    }

    private static Map<String, Object> knob(Knob knob) {
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

    private static Map<String, Object> workspace(WorkspaceSettings settings) {
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

    private static Map<String, Object> ordered(String key, Object value, String nextKey, Object nextValue) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        map.put(nextKey, nextValue);
        return map;
    }

    /// A key with its value, or a comment that shows how it is written.
    private void either(boolean given, String key, Object value, String example, String comment) {
        String note = comment.isEmpty() ? "" : "   # " + comment;
        int indent = example.length() - example.stripLeading().length();
        line(given ? key + ": " + value(value) + note : " ".repeat(indent) + "# " + example.strip() + note);
    }

    private void entry(String key, Object value, String comment) {
        either(true, key, value, key, comment);
    }

    private void some(String key, Object value, boolean usual) {
        if (!usual) {
            entry(key, value, "");
        }
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }

    /// A value on one line, quoted where YAML needs it: dumped as the only entry of a list, whose brackets are cut off.
    private String value(Object value) {
        String list = (oneLine(value) ? plain : quoted).dumpToString(new ArrayList<>(List.of(value))).strip();
        return list.substring(1, list.length() - 1).strip();
    }

    private static boolean oneLine(Object value) {
        return value.toString().chars().noneMatch(c -> c < ' ' || c == 0x85 || c == 0x2028 || c == 0x2029);
    }

    private static Dump dump(ScalarStyle style) {
        return new Dump(DumpSettings.builder().setSchema(new CoreSchema()).setDefaultFlowStyle(FlowStyle.FLOW)
                .setDefaultScalarStyle(style).setSplitLines(false).setWidth(Integer.MAX_VALUE).setMultiLineFlow(false)
                .build());
    }
}
