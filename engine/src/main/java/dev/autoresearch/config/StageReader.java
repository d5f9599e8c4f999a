package dev.autoresearch.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Reads `stages`. What a stage does not say it has from the file's own keys.
final class StageReader {
    private static final String STAGES = "a list of stages such as - {name: build, metrics: [{name: seconds}]}";
    private static final String NAME = "a name of letters, digits and _ . -";

    private final List<Draft> drafts = new ArrayList<>();

    /// A stage whose metrics are read.
    private record Draft(YamlSection section, String name, Optional<List<Metric>> metrics, Set<String> names) {}

    /// Opens the stages and reads their names and metrics, which other settings refer to.
    ///
    /// @param judges reads what a model judges
    StageReader(Optional<YamlValue> stages, JudgeReader judges) {
        stages.filter(YamlValue::isEmptyList)
                .ifPresent(value -> value.wrong("an empty list", "at least one stage", "delete the key"));
        var names = new HashSet<String>();
        for (YamlValue entry : stages.map(value -> value.entries(STAGES)).orElse(List.of())) {
            entry.section(YamlKeys.STAGE).ifPresent(section -> {
                var metrics = new MetricReader(judges);
                drafts.add(new Draft(section, name(section, names).orElse("?"),
                        section.get("metrics").map(metrics::read), metrics.names()));
            });
        }
    }

    private static Optional<String> name(YamlSection section, Set<String> names) {
        return section.require("name", "the stage's name", "name: build").flatMap(value -> value.text(NAME)
                .filter(name -> {
                    if (!MetricReader.NAME.matcher(name).matches()) {
                        value.wrong(Findings.shown(name), NAME, "");
                        return false;
                    }
                    if (!names.add(name)) {
                        value.wrong("the stage " + name + " a second time", "each stage once",
                                "rename one of the two");
                    }
                    return true;
                }));
    }

    /// Where settings hold that name metrics: in each stage, with its own constraints or the file's.
    ///
    /// @param file        the file's own metrics
    /// @param constraints the file's constraints, which hold in every stage that has none of its own
    List<InForce> inForce(InForce file, Optional<YamlValue> constraints) {
        List<InForce> all = drafts.stream().map(draft -> inForce(draft, file)).toList();
        List<InForce> without = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (drafts.get(i).section().get("constraints").isEmpty()) {
                without.add(all.get(i));
            }
        }
        List<Constraint> shared = constraints.map(value -> ConstraintReader.read(value, without)).orElse(List.of());
        List<InForce> complete = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            InForce one = all.get(i);
            complete.add(one.with(drafts.get(i).section().get("constraints")
                    .map(value -> ConstraintReader.read(value, List.of(one))).orElse(shared)));
        }
        return complete;
    }

    private static InForce inForce(Draft draft, InForce file) {
        return draft.metrics().isPresent()
                ? new InForce(draft.name(), draft.names(), draft.metrics().get(), List.of())
                : new InForce(draft.name(), file.names(), file.metrics(), List.of());
    }

    /// Reads the rest of the stages on top of what the file says. What neither says is a finding.
    ///
    /// @param file    the file's own keys, complete but for what its stages must say
    /// @param inForce the stages' metrics and constraints, in their order
    /// @param scope   the file's scope
    /// @param findings tells whether anything is wrong, so that the stages cannot be made
    List<Stage> read(ConfigurationBuilder file, List<InForce> inForce, Optional<ScopeReader> scope, Findings findings) {
        var stages = new ArrayList<Stage>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            ConfigurationBuilder stage = file.copy();
            stage(draft, stage, inForce.get(i), scope);
            long plateau = draft.section().get("plateau").flatMap(value -> value.countOrOff(1)).orElse(Checks.OFF);
            if (findings.isEmpty()) {
                stages.add(new Stage(draft.name(), stage.build(), plateau));
            }
        }
        return stages;
    }

    private static void stage(Draft draft, ConfigurationBuilder stage, InForce inForce, Optional<ScopeReader> scope) {
        YamlSection section = draft.section();
        Optional<YamlValue> modify = stage.scope.modify().isEmpty()
                ? section.require("modify", "what may change, here or under scope", "modify: [src/**]")
                : section.get("modify");
        modify.map(value -> scope.map(reader -> reader.modify(value))
                .orElseGet(() -> ScopeReader.globs(RelativePath.globs(value)))).ifPresent(stage::modify);
        Optional<YamlValue> command = stage.run.command.isEmpty()
                ? section.require("command", "the experiment, here or under run", "command: ./bench.sh")
                : section.get("command");
        command.flatMap(value -> value.text("a shell command")).ifPresent(stage::command);
        section.get("prepare").flatMap(value -> value.text("a shell command")).ifPresent(stage::prepare);
        if (inForce.names().isEmpty()) {
            section.require("metrics", "at least one metric, here or in the file's metrics",
                    "metrics: [{name: score, direction: higher}]");
        }
        stage.metrics(inForce.metrics());
        // A number for the file's first metric says nothing of another one.
        OptionalDouble inherited = draft.metrics().isPresent() ? OptionalDouble.empty() : stage.demands.target();
        OptionalDouble target = section.get("target").flatMap(YamlValue::number).map(OptionalDouble::of)
                .orElse(inherited);
        stage.demands(stage.demands.with(inForce.constraints()).with(target));
        section.get("guard").flatMap(DemandsReader::guard).ifPresent(stage::guard);
        // The file's budget caps the whole session and is counted there; crashes in a row end any stage.
        Budget none = new Budget(Budget.UNLIMITED, Budget.UNLIMITED, Budget.NONE.wall(), 0, Budget.UNLIMITED,
                stage.budget.consecutiveCrashes());
        stage.budget(section.get("budget").flatMap(value -> value.section(YamlKeys.STAGE_BUDGET))
                .map(budget -> BudgetReader.stage(budget, none)).orElse(none));
        stage.knobs(stage.knobs.stream().filter(knob -> stage.scope.modify().matches(knob.file())).toList());
    }

    /// Whether any stage lets a file change.
    boolean mayChange(String file) {
        return drafts.stream().flatMap(draft -> draft.section().get("modify").stream()).anyMatch(
                value -> ScopeReader.globs(value.texts("").stream().filter(YamlValue::isScalar).toList())
                        .matches(file));
    }
}
