package dev.autoresearch.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static final int NOTE = 200;

    private final Dump plain = dump(ScalarStyle.PLAIN);
    private final Dump quoted = dump(ScalarStyle.DOUBLE_QUOTED);
    private final StringBuilder yaml = new StringBuilder();
    private final Map<String, String> notes;
    private String section = "";

    private ConfigurationWriter(Map<String, String> notes) {
        this.notes = notes;
    }

    /// The text of `autoresearch.yaml` for a configuration that has a command, ending in a line break.
    public static String yaml(Configuration configuration) {
        return yaml(configuration, Map.of(), List.of());
    }

    /// The same with a comment of the caller's beside each value that has one: where it came from. Such a value is written
    /// even if it is the default. The comments may hold any text; they come out on one line without control characters.
    ///
    /// @param notes  by key, for example `run.command`; `metrics` stands for all of them
    /// @param advice comments at the top, one line each
    public static String yaml(Configuration configuration, Map<String, String> notes, List<String> advice) {
        var writer = new ConfigurationWriter(notes);
        writer.everything(configuration, advice);
        return writer.yaml.toString();
    }

    private void everything(Configuration c, List<String> advice) {
        line("# What autoresearch optimises here. Only scope.modify, run.command and one metric are needed.");
        advice.forEach(text -> line("# " + comment(text)));
        either(!c.goal().isEmpty(), "goal", c.goal(), "goal: Make it faster without changing its output", "");
        if (!c.hints().isEmpty()) {
            line("hints:   # what usually helps; told to a proposer that reads");
            c.hints().forEach(hint -> line("  - " + value(hint)));
        }
        scope(c.scope());
        run(c.run());
        line("");
        line("metrics:   # the first one decides, all are recorded");
        if (notes.containsKey("metrics")) {
            line("  # " + comment(notes.get("metrics")));
        }
        c.metrics().forEach(metric -> line("  - " + value(WrittenValues.metric(metric))));
        line("");
        either(!c.constraints().isEmpty(), "constraints", WrittenValues.constraints(c.constraints()),
                "constraints: [" + c.primary().name()
                        + (c.primary().direction() == Direction.LOWER ? " <= 1.1" : " >= 0.9") + " × baseline]",
                "a run that breaks one is discarded");
        c.target().ifPresent(target -> entry("target", target, "reaching it ends the session"));
        either(c.guard().present(), "guard", WrittenValues.guard(c.guard()), "guard: {command: make test, timeout: 5m}",
                "must pass before a win is kept");
        either(!c.decide().equals(USUAL.decide()), "decide", WrittenValues.decide(c.decide()),
                "decide: {on-tie: simpler}",
                "an equal metric is kept only if the change is simpler; or keep, discard");
        either(c.holdout().present(), "holdout", WrittenValues.holdout(c.holdout()),
                "holdout: {command: ./eval.sh, every: 10}", "measured every so many keeps, decides nothing");
        either(!c.repeats().automatic(), "repeats", (Object) c.repeats().count(), "repeats: auto",
                "runs of one measurement");
        either(c.crashRetries() != USUAL.crashRetries(), "crash", Map.of("retries", c.crashRetries()),
                "crash: {retries: 2}", "how often a crash goes back to the proposer");
        either(!c.budget().equals(USUAL.budget()), "budget", WrittenValues.budget(c.budget()),
                "budget: {experiments: 100, wall: 8h, cost: 10 USD, tokens: 5M, consecutive-crashes: 3}",
                "without one it runs until stopped");
        either(!c.strategy().equals(USUAL.strategy()), "strategy", WrittenValues.strategy(c.strategy()),
                "strategy: {explore-every: off, restart-after: off}", "how it leaves the straight climb");
        entry("proposer", WrittenModels.proposer(c.proposer()), "search, a coding agent, or {command: ./propose.sh}");
        if (!c.knobs().isEmpty()) {
            line("knobs:");
            c.knobs().forEach(knob -> line("  - " + value(WrittenValues.knob(knob))));
        }
        either(!c.workspace().equals(USUAL.workspace()), "workspace", WrittenValues.workspace(c.workspace()),
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
        if (!c.stages().isEmpty()) {
            line("stages:   # what one keeps is frozen for the next");
            c.stages().forEach(stage -> line("  - " + value(WrittenValues.stage(stage, c))));
        }
    }

    private void scope(Scope scope) {
        line("");
        line("scope:");
        section = "scope.";
        entry("  modify", scope.modify().patterns(), "globs of what may change; nothing else may");
        either(!scope.read().isEmpty(), "  read", scope.read().patterns(), "  read: [README.md]",
                "given to the proposer as context");
        either(!scope.protect().isEmpty(), "  protect", scope.protect().patterns(), "  protect: [data/**]",
                "checked bit for bit");
        either(!scope.hidden().isEmpty(), "  hidden", scope.hidden().patterns(), "  hidden: [eval/holdout/**]",
                "never shown to the proposer");
        section = "";
        line("");
    }

    private void run(RunSettings run) {
        RunSettings usual = USUAL.run();
        line("run:");
        section = "run.";
        either(!run.check().isEmpty(), "  check", run.check(), "  check: ./have-everything.sh",
                "once, before the session; failure halts");
        some("  smoke", run.smoke(), run.smoke().isEmpty());
        run.proxy().ifPresent(proxy -> entry("  proxy", WrittenValues.proxy(proxy), "sorts out the clearly worse"));
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
        section = "";
    }

    /// A key with its value, or a comment that shows how it is written.
    private void either(boolean given, String key, Object value, String example, String comment) {
        String told = notes.getOrDefault(section + key.strip(), "");
        boolean empty = value.equals("") || value.equals(List.of()) || value.equals(Map.of());
        boolean written = given || (!told.isEmpty() && !empty);
        String text = written && !told.isEmpty() ? comment(told) : comment;
        String note = text.isEmpty() ? "" : "   # " + text;
        int indent = example.length() - example.stripLeading().length();
        line(written ? key + ": " + value(value) + note : " ".repeat(indent) + "# " + example.strip() + note);
    }

    /// Any text as it may stand behind a `#`: a line break in it would end the comment.
    private static String comment(String text) {
        var safe = new StringBuilder();
        text.codePoints().map(c -> Findings.control(c) || Character.isWhitespace(c) ? ' ' : c).limit(NOTE)
                .forEach(safe::appendCodePoint);
        return safe.toString().strip() + (text.codePointCount(0, text.length()) > NOTE ? "…" : "");
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
