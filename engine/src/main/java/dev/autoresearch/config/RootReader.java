package dev.autoresearch.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the whole file into a builder. What other settings refer to, the metrics, is read before them.
final class RootReader {
    private final YamlSection root;
    private final Findings findings;
    private final ConfigurationBuilder builder;
    private final JudgeReader judges = new JudgeReader();

    RootReader(YamlSection root, Findings findings, ConfigurationBuilder builder) {
        this.root = root;
        this.findings = findings;
        this.builder = builder;
    }

    void read() {
        boolean staged = root.get("stages").isPresent();
        root.get("goal").flatMap(value -> value.text("one line"))
                .map(RootReader::line).ifPresent(builder::goal);
        root.get("hints").map(RootReader::hints).ifPresent(builder::hints);
        Optional<ScopeReader> scope = needed("scope", "what may change", "scope: {modify: [src/**]}", staged)
                .flatMap(value -> value.section(YamlKeys.SCOPE)).map(ScopeReader::new);
        scope.ifPresent(reader -> reader.read(!staged, builder));
        needed("run", "the experiment", "run: {command: ./bench.sh}", staged)
                .flatMap(value -> value.section(YamlKeys.RUN))
                .ifPresent(run -> RunReader.read(run, !staged, builder, judges));
        var metrics = new MetricReader(judges);
        needed("metrics", "at least one metric", "metrics: [{name: score, direction: higher}]", staged)
                .map(metrics::read).ifPresent(builder::metrics);
        var stages = new StageReader(root.get("stages"), judges);
        var file = new InForce("", metrics.names(), List.copyOf(builder.metrics), List.of());
        Optional<YamlValue> constraints = root.get("constraints");
        List<InForce> inForce = staged
                ? stages.inForce(file, constraints)
                : List.of(file.with(
                        constraints.map(value -> ConstraintReader.read(value, List.of(file))).orElse(List.of())));
        inForce.stream().findFirst()
                .ifPresent(first -> builder.demands(builder.demands.with(first.constraints())));
        standIn(inForce);
        root.get("target").flatMap(YamlValue::number).ifPresent(builder::target);
        root.get("guard").flatMap(DemandsReader::guard).ifPresent(builder::guard);
        root.get("holdout").flatMap(value -> DemandsReader.holdout(value, metrics.names().stream().findFirst()
                .orElse(""), judges)).ifPresent(holdout -> builder.demands(builder.demands.with(holdout)));
        section("decide", YamlKeys.DECIDE).map(decide -> new DecideReader(decide, inForce).read())
                .ifPresent(builder::decide);
        root.get("repeats").ifPresent(value -> DecideReader.repeats(value, builder));
        judges.apart(path -> builder.scope.modify().matches(path) || stages.mayChange(path));
        rest(stages);
        List<Stage> read = stages.read(builder, inForce, scope, findings);
        if (!read.isEmpty()) {
            builder.stages(read);
            first(read.getFirst().configuration());
        }
    }

    /// What the stand-in measures is recorded beside the metrics and must not be taken for one.
    private void standIn(List<InForce> inForce) {
        String name = builder.run.proxy.map(proxy -> proxy.metric().name()).orElse("");
        if (inForce.stream().anyMatch(one -> one.names().contains(name))) {
            root.get("run")
                    .ifPresent(run -> run.wrong("the metric " + name + " of the proxy, which is one of metrics too",
                            "a name of its own in run.proxy.metric", "for example short_" + name));
        }
    }

    private void rest(StageReader stages) {
        section("crash", YamlKeys.CRASH).flatMap(crash -> crash.get("retries")).flatMap(value -> value.whole(0, 100))
                .ifPresent(builder::crashRetries);
        section("budget", YamlKeys.BUDGET).map(BudgetReader::session).ifPresent(builder::budget);
        section("strategy", YamlKeys.STRATEGY).map(RootReader::strategy).ifPresent(builder::strategy);
        root.get("proposer").ifPresent(value -> ProposerReader.read(value, builder));
        root.get("knobs").ifPresent(value -> new KnobReader(builder).read(value, stages::mayChange));
        root.get("workspace").ifPresent(value -> WorkspaceReader.read(value, builder));
        section("results", YamlKeys.RESULTS).flatMap(results -> results.get("profile"))
                .flatMap(value -> value.choice(profiles())).ifPresent(builder::results);
        section("report", YamlKeys.REPORT).flatMap(report -> report.get("every"))
                .flatMap(value -> value.whole(1, Integer.MAX_VALUE)).ifPresent(builder::reportEvery);
        root.get("no-new-dependencies").flatMap(YamlValue::flag).ifPresent(builder::noNewDependencies);
    }

    /// What the file leaves to its stages it has from the first one: that is what a session begins with.
    private void first(Configuration stage) {
        if (builder.scope.modify().isEmpty()) {
            builder.modify(stage.scope().modify());
        }
        if (builder.run.command.isEmpty()) {
            builder.command(stage.run().command());
        }
        if (builder.metrics.isEmpty()) {
            builder.metrics(stage.metrics());
        }
    }

    private static List<String> hints(YamlValue value) {
        return value.texts("what usually helps, one line each").stream()
                .flatMap(hint -> hint.text("one line").stream()).map(RootReader::line).toList();
    }

    private static String line(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }

    private static StrategySettings strategy(YamlSection section) {
        StrategySettings usual = StrategySettings.CLIMB;
        return new StrategySettings(
                section.get("explore-every").flatMap(value -> value.countOrOff(2)).orElse(usual.exploreEvery()),
                section.get("explore-patience").flatMap(value -> value.whole(1, Integer.MAX_VALUE))
                        .map(Integer::longValue).orElse(usual.explorePatience()),
                section.get("restart-after").flatMap(value -> value.countOrOff(1)).orElse(usual.restartAfter()),
                section.get("ladder").flatMap(value -> value.choice(YamlValue.words(StrategySettings.Ladder.values())))
                        .orElse(usual.ladder()));
    }

    private Optional<YamlValue> needed(String key, String expected, String example, boolean staged) {
        return staged ? root.get(key) : root.require(key, expected, example);
    }

    private Optional<YamlSection> section(String key, YamlKeys keys) {
        return root.get(key).flatMap(value -> value.section(keys));
    }

    private static Map<String, ResultsProfile> profiles() {
        var profiles = new LinkedHashMap<String, ResultsProfile>();
        for (ResultsProfile profile : ResultsProfile.values()) {
            profiles.put(profile.word(), profile);
        }
        return profiles;
    }
}
