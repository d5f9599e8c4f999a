package dev.autoresearch.setup.source;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.StrategySettings;
import dev.autoresearch.config.Take;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `.crucible/config.yaml`. Its evaluation command either looks into the log, which is then how the metric is read, or
/// evaluates, which is then part of the experiment; either way it prints `name: number`.
final class CrucibleConfig implements SourceReader {
    private static final Map<String, String> WORDS = Map.of("scope.modify", "files.editable", "run.command",
            "commands.run",
            "metrics.name", "metric.name", "metrics.direction", "metric.direction");
    private static final String FILE = ".crucible/config.yaml";
    private static final Pattern LOOKS = Pattern
            .compile("(?s)(?:(?:e|f)?grep|rg|awk|sed|tail|head|cat|cut)\\s.*\\.log\\b.*");
    private static final Map<String, String> AGENTS = Map.of("claude-code", "claude", "codex", "codex", "gemini",
            "gemini");

    @Override
    public String name() {
        return "crucible";
    }

    @Override
    public Optional<Reading> read(Path folder) {
        Path file = folder.resolve(FILE);
        return SourceReader.text(file).map(text -> {
            var reading = new Reading(name(), file, WORDS);
            YamlText.read(FILE, text, reading.notes()).flatMap(root -> root.section("files", "commands", "metric"))
                    .ifPresent(root -> read(root, reading));
            return reading;
        });
    }

    private static void read(Section root, Reading reading) {
        root.get("description").filter(value -> !value.blank()).or(() -> root.get("name")).ifPresent(reading::goal);
        root.ignore("name");
        root.get("files").flatMap(value -> value.section("editable", "readonly", "hidden")).ifPresent(files -> {
            files.get("editable").ifPresent(reading::modify);
            files.get("readonly").filter(value -> !value.blank()).ifPresent(reading::context);
            files.get("hidden").filter(value -> !value.blank()).ifPresent(reading::hidden);
            files.rest();
        });
        root.get("metric").flatMap(value -> value.section("name", "direction")).ifPresent(metric -> {
            metric.get("name").ifPresent(reading::metric);
            metric.get("direction").ifPresent(reading::direction);
            metric.rest();
        });
        root.get("commands").flatMap(value -> value.section("setup", "run", "eval"))
                .ifPresent(commands -> commands(commands, reading));
        root.get("constraints").flatMap(value -> value.section("timeout_seconds", "max_retries", "allow_install"))
                .ifPresent(constraints -> {
                    constraints.get("timeout_seconds").ifPresent(value -> reading.timeout(value, 1));
                    constraints.get("max_retries").ifPresent(reading::crashes);
                    constraints.get("allow_install").ifPresent(value -> value.flag()
                            .ifPresent(allowed -> reading.noNewDependencies(value, !allowed)));
                    constraints.rest();
                });
        root.get("evaluation").flatMap(value -> value.section("repeat", "aggregation")).ifPresent(evaluation -> {
            evaluation.get("repeat").ifPresent(value -> value.count(1).ifPresent(count -> reading.read("repeats", value,
                    count.intValue(), count.toString(), (draft, runs) -> draft.builder.repeats(runs))));
            evaluation.leftOut("aggregation", "how several runs become a verdict is said by decide.mode");
            evaluation.rest();
        });
        root.get("search").flatMap(value -> value.section("strategy", "budget")).ifPresent(
                search -> search(search, reading));
        root.get("git").flatMap(value -> value.section("branch_prefix")).ifPresent(git -> {
            git.get("branch_prefix").ifPresent(value -> Branches.prefix(value, reading));
            git.leftOut("tag_failed", "every candidate stays reachable under refs/autoresearch/<tag>/<number>");
            git.rest();
        });
        root.get("agent").flatMap(value -> value.section("type")).ifPresent(agent -> agent(agent, reading));
        root.leftOut("sandbox", "runs are not put into containers");
        root.rest();
    }

    private static void commands(Section commands, Reading reading) {
        commands.get("setup").ifPresent(reading::check);
        Optional<Value> run = commands.get("run");
        Optional<Value> eval = commands.get("eval");
        String looks = eval.filter(Value::plain).flatMap(value -> value.text("a shell command")).orElse("");
        if (looks.isEmpty() || LOOKS.matcher(looks).matches()) {
            run.ifPresent(reading::command);
            eval.filter(_ -> !looks.isEmpty())
                    .ifPresent(value -> reading.extract(value, new Extractor.Shell(only(looks, reading))));
        } else {
            run.ifPresent(value -> value.text("a shell command").ifPresent(text -> {
                String both = text + " && " + looks;
                reading.read("run.command", value.at("commands.run and commands.eval"), both, both,
                        (draft, command) -> draft.builder.command(command));
            }));
            String name = reading.said("metrics.name");
            eval.filter(_ -> !name.isEmpty())
                    .ifPresent(value -> reading.extract(value, new Extractor.Line(name, Take.ONLY)));
        }
        commands.rest();
    }

    /// Of several lines `key: value`, the metric's.
    private static String only(String looks, Reading reading) {
        String name = reading.said("metrics.name");
        boolean one = name.isEmpty() || looks.contains(name);
        return one ? looks : looks + " | grep '^" + name + ":'";
    }

    private static void search(Section search, Reading reading) {
        Optional<Value> threshold = search.get("plateau_threshold");
        search.get("strategy").ifPresent(value -> {
            switch (value.text("greedy, restart or beam").orElse("greedy")) {
                case "greedy" -> {
                    // The straight climb, which is the default here too.
                }
                case "restart" -> {
                    long after = threshold.flatMap(number -> number.count(1)).orElse(8L);
                    reading.read("strategy", value, after, "restart after " + after,
                            (draft, experiments) -> draft.builder.strategy(restart(experiments)));
                }
                default -> value.leftOut("only greedy and restart have a counterpart, `strategy:` says how");
            }
        });
        search.leftOut("beam_width", "there is one branch");
        search.get("budget").flatMap(value -> value.section("max_cost_usd", "max_cost_per_iter_usd"))
                .ifPresent(budget -> {
                    budget.get("max_cost_usd").ifPresent(reading::cost);
                    budget.get("max_cost_per_iter_usd").ifPresent(reading::experimentCost);
                    budget.leftOut("warn_at_percent", "the budget ends the session, nothing warns before");
                    budget.rest();
                });
        search.rest();
    }

    private static StrategySettings restart(long after) {
        StrategySettings climb = StrategySettings.CLIMB;
        return new StrategySettings(climb.exploreEvery(), climb.explorePatience(), after, climb.ladder());
    }

    private static void agent(Section agent, Reading reading) {
        agent.get("type").ifPresent(value -> {
            String program = AGENTS.get(value.text("an agent's name").orElse(""));
            if (program == null) {
                value.leftOut("who proposes is said by `proposer:` in autoresearch.yaml");
            } else {
                reading.read("proposer", value, program, program, (draft, kind) -> draft.builder
                        .proposer(new ProposerChoice(kind, "", ProposerChoice.DEFAULT_TIMEOUT)));
            }
        });
        String told = "the proposer is told goal, scope, metric and history by the engine";
        for (String key : new String[]{"instructions", "system_prompt", "context_window"}) {
            agent.leftOut(key, told);
        }
        agent.rest();
    }
}
