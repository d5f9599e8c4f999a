package dev.autoresearch.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The keys that each section of `autoresearch.yaml` knows. A key that is not here is a finding; a test holds that the
/// published schema has the same ones.
enum YamlKeys {
    /// The file itself.
    ROOT("goal", "hints", "scope", "run", "metrics", "constraints", "target", "guard", "holdout", "decide", "repeats", "crash",
            "budget", "strategy", "proposer", "knobs", "workspace", "results", "report", "no-new-dependencies",
            "stages"),
    /// `scope`
    SCOPE("modify", "read", "protect", "hidden"),
    /// `run`
    RUN("check", "smoke", "proxy", "prepare", "command", "timeout", "prepare-timeout", "idle-timeout", "directory",
            "environment", "pass-environment", "purge", "log-limit"),
    /// `run.proxy`
    PROXY("command", "timeout", "metric", "allow"),
    /// `metrics[]`
    METRIC("name", "direction", "unit", "extract", "tolerance"),
    /// `metrics[].extract`
    EXTRACT(Stream.concat(Stream.of("regex", "line", "shell", "json", "file-size", "llm-judge", "take"),
            Arrays.stream(ReportFormat.values()).map(ReportFormat::word))),
    /// `metrics[].extract.json`
    JSON("file", "pointer"),
    /// `metrics[].extract` with a report
    REPORT_FILE("file", "select"),
    /// `metrics[].extract.llm-judge`
    JUDGE("rubric", "of", "provider", "model", "base-url", "key", "temperature", "max-output", "price", "repeats",
            "seed", "range"),
    /// `constraints[]`
    CONSTRAINT("limit", "price"),
    /// `guard`
    GUARD("command", "timeout", "when", "rework"),
    /// `holdout`
    HOLDOUT("command", "timeout", "every", "extract"),
    /// `decide`
    DECIDE("rule", "mode", "on-tie", "min-effect", "tolerance", "min-gain-per-line", "scale", "race-limit", "rebuild",
            "canary", "recheck", "unkeep", "weights", "score", "normalise", "direction"),
    /// `decide.race-limit`
    RACE_LIMIT("runs", "wall"),
    /// `crash`
    CRASH("retries"),
    /// `budget`
    BUDGET("experiments", "runs", "wall", "cost", "tokens", "consecutive-crashes", "per-experiment"),
    /// `budget.per-experiment`
    PER_EXPERIMENT("cost", "tokens"),
    /// `strategy`
    STRATEGY("explore-every", "explore-patience", "restart-after", "ladder"),
    /// `proposer.auto`
    AUTO("turns", "pass-environment", "confine"),
    /// `proposer.claude` and the other coding agents that are known by name
    PROGRAM("command", "model", "turns", "arguments", "pass-environment", "confine"),
    /// `proposer.agent`
    AGENT("command", "pass-environment", "confine"),
    /// `proposer.acp`
    ACP("command", "model", "turns", "pass-environment", "confine", "mode", "allow-commands"),
    /// `proposer.llm`
    LLM("provider", "model", "base-url", "key", "temperature", "max-output", "price", "models", "turns", "commands"),
    /// `proposer.llm.models[]`
    MODEL("provider", "model", "base-url", "key", "weight", "temperature", "max-output", "price"),
    /// `price` of a model
    PRICE("input", "cached", "output"),
    /// `proposer`: what holds for every kind, the kinds, and their settings, which may stand beside a kind's name
    PROPOSER(Stream.of(Stream.of("kind", "timeout", "brief-tokens"),
            ProposerChoice.KINDS.stream().filter(kind -> !List.of("search", "prune").contains(kind)),
            AUTO.keys.stream(), PROGRAM.keys.stream(), AGENT.keys.stream(), ACP.keys.stream(), LLM.keys.stream())
            .flatMap(keys -> keys).distinct()),
    /// `knobs[]`
    KNOB("file", "key", "range", "log", "integer", "choices"),
    /// `workspace`
    WORKSPACE("kind", "share", "copy", "keep", "branch-prefix"),
    /// `results`
    RESULTS("profile"),
    /// `report`
    REPORT("every"),
    /// `stages[]`
    STAGE("name", "modify", "command", "prepare", "metrics", "constraints", "guard", "budget", "plateau", "target"),
    /// `stages[].budget`
    STAGE_BUDGET("experiments", "runs", "wall");

    // Made by Stream.toList, which cannot be changed; the type does not say so.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> keys;

    YamlKeys(String... keys) {
        this(Arrays.stream(keys));
    }

    YamlKeys(Stream<String> keys) {
        this.keys = keys.toList();
    }

    /// The keys, in the order in which people write them.
    List<String> keys() {
        return keys;
    }

    /// Where a key of another section belongs that is easily put into this one: `run` for `timeout` in the file itself.
    String homeOf(String key) {
        if (List.of(AUTO, PROGRAM, AGENT, ACP, LLM).contains(this) && List.of("timeout", "brief-tokens").contains(key)) {
            return "it belongs under proposer";
        }
        return Stream.of(SCOPE, RUN, BUDGET, DECIDE, WORKSPACE).filter(s -> s.keys.contains(key))
                .findFirst().map(s -> "it belongs under " + s.name().toLowerCase(Locale.ROOT)).orElse("");
    }
}
