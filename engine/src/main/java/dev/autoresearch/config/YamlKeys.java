package dev.autoresearch.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The keys that each section of `autoresearch.yaml` knows. A key that is not here is a finding; a test holds that the
/// published schema has the same ones.
enum YamlKeys {
    /// The file itself.
    ROOT("goal", "scope", "run", "metrics", "constraints", "target", "guard", "holdout", "decide", "repeats", "crash",
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
    EXTRACT(Stream.concat(Stream.of("regex", "line", "shell", "json", "file-size", "take"),
            Arrays.stream(ReportFormat.values()).map(ReportFormat::word))),
    /// `metrics[].extract.json`
    JSON("file", "pointer"),
    /// `metrics[].extract` with a report
    REPORT_FILE("file", "select"),
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
    /// `proposer`
    PROPOSER(Stream.concat(Stream.of("kind", "timeout"),
            ProposerChoice.KINDS.stream().filter(kind -> !kind.equals("search")))),
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

    /// Keys of other sections that are easily put here, with where they belong: `run.timeout` for `timeout`.
    static String homeOf(String key) {
        return Stream.of(SCOPE, RUN, BUDGET, DECIDE, WORKSPACE).filter(s -> s.keys.contains(key))
                .findFirst().map(s -> "it belongs under " + s.name().toLowerCase(Locale.ROOT)).orElse("");
    }
}
