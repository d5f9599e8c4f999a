package dev.autoresearch.setup.source;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Quantity;
import dev.autoresearch.setup.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What one source says, put down setting by setting while it is read; complete or not. Not thread-safe.
final class Reading {
    private final String name;
    private final Path file;
    private final Map<String, String> words;
    private final Notes notes = new Notes();
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<String> hints = new ArrayList<>();
    private String tag = "";

    /// @param name  how the user calls the source
    /// @param file  what is read first
    /// @param words what the source calls the keys that are needed
    Reading(String name, Path file, Map<String, String> words) {
        this.name = name;
        this.file = file;
        this.words = words;
    }

    String name() {
        return name;
    }

    Path file() {
        return file;
    }

    /// What the source calls a key of ours.
    String word(String key) {
        return words.getOrDefault(key, key);
    }

    Notes notes() {
        return notes;
    }

    Map<String, Setting> settings() {
        return settings;
    }

    List<String> hints() {
        return hints;
    }

    String tag() {
        return tag;
    }

    /// What stands written.
    <T> void read(String key, Value from, T value, String said, BiConsumer<Draft, T> apply) {
        settings.put(key, new Setting(Origin.read(key, from.place()), said, draft -> apply.accept(draft, value)));
    }

    /// What is concluded, unless something stands written.
    ///
    /// @param reason why, as an origin names it
    void conclude(String key, String reason, String said, Consumer<Draft> apply) {
        settings.putIfAbsent(key, new Setting(Origin.inferred(key, reason), said, apply));
    }

    /// Whether a key was read.
    boolean has(String key) {
        return settings.containsKey(key);
    }

    /// What was said for a key; empty when nothing was.
    String said(String key) {
        Setting setting = settings.get(key);
        return setting == null ? "" : setting.said();
    }

    void goal(Value from) {
        from.text("one line").ifPresent(text -> {
            String line = text.replaceAll("\\s+", " ");
            read("goal", from, line, line, (draft, value) -> draft.builder.goal(value));
        });
    }

    void command(Value from) {
        from.text("the shell command that runs one experiment").ifPresent(
                text -> read("run.command", from, text, text, (draft, value) -> draft.builder.command(value)));
    }

    void prepare(Value from) {
        from.text("a shell command").ifPresent(
                text -> read("run.prepare", from, text, text, (draft, value) -> draft.builder.prepare(value)));
    }

    void check(Value from) {
        from.text("a shell command").ifPresent(
                text -> read("run.check", from, text, text, (draft, value) -> draft.builder.check(value)));
    }

    void guard(Value from) {
        from.text("a shell command").ifPresent(
                text -> read("guard", from, text, text, (draft, value) -> draft.builder.guard(value)));
    }

    void modify(Value from) {
        globs("scope.modify", from, (draft, globs) -> draft.builder.modify(globs));
    }

    void context(Value from) {
        globs("scope.read", from, (draft, globs) -> draft.builder.read(globs));
    }

    void protect(Value from) {
        globs("scope.protect", from, (draft, globs) -> draft.builder.protect(globs));
    }

    void hidden(Value from) {
        globs("scope.hidden", from, (draft, globs) -> draft.builder.hidden(globs));
    }

    private void globs(String key, Value from, BiConsumer<Draft, Globs> apply) {
        from.globs().ifPresent(globs -> read(key, from, globs,
                globs.patterns().stream().sorted().collect(Collectors.joining(", ")), apply));
    }

    /// @param perSecond how many of the file's unit make a second
    void timeout(Value from, int perSecond) {
        from.time(perSecond).ifPresent(limit -> timeout(from, limit));
    }

    void timeout(Value from, Duration limit) {
        read("run.timeout", from, limit, Quantity.text(limit), (draft, value) -> draft.builder.timeout(value));
    }

    void metric(Value from) {
        from.name().ifPresent(name -> read("metrics.name", from, name, name, (draft, value) -> draft.metric = value));
    }

    void direction(Value from) {
        from.direction().ifPresent(direction -> direction(from, direction));
    }

    void direction(Value from, Direction direction) {
        read("metrics.direction", from, direction, direction.word(), (draft, value) -> draft.direction = value);
    }

    void unit(Value from, String unit) {
        read("metrics.unit", from, unit, unit, (draft, value) -> draft.unit = value);
    }

    void extract(Value from, Extractor extractor) {
        read("metrics.extract", from, extractor, extractor.toString(), (draft, value) -> draft.extractor = value);
    }

    /// A metric that is recorded beside the one that decides.
    void also(Value from, Metric metric) {
        read("metrics." + metric.name(), from, metric, metric.toString(), (draft, value) -> draft.others.add(value));
    }

    void experiments(Value from) {
        from.count(1).ifPresent(count -> read("budget.experiments", from, count, count.toString(),
                (draft, value) -> draft.budget = draft.budget.withExperiments(value)));
    }

    void crashes(Value from) {
        from.count(1).ifPresent(count -> read("budget.consecutive-crashes", from, count, count.toString(),
                (draft, value) -> draft.budget(budget -> new Budget(budget.experiments(), budget.runs(), budget.wall(),
                        budget.cost(), budget.tokens(), value, budget.experimentCost(), budget.experimentTokens()))));
    }

    void cost(Value from) {
        from.positive().ifPresent(dollars -> read("budget.cost", from, dollars, dollars.toString(),
                (draft, value) -> draft.budget(budget -> new Budget(budget.experiments(), budget.runs(), budget.wall(),
                        value, budget.tokens(), budget.consecutiveCrashes(), budget.experimentCost(),
                        budget.experimentTokens()))));
    }

    void experimentCost(Value from) {
        from.positive().ifPresent(dollars -> read("budget.per-experiment", from, dollars, dollars.toString(),
                (draft, value) -> draft.budget(budget -> new Budget(budget.experiments(), budget.runs(), budget.wall(),
                        budget.cost(), budget.tokens(), budget.consecutiveCrashes(), value,
                        budget.experimentTokens()))));
    }

    void noNewDependencies(Value from, boolean forbidden) {
        read("no-new-dependencies", from, forbidden, Boolean.toString(forbidden),
                (draft, value) -> draft.builder.noNewDependencies(value));
    }

    /// The session's name.
    void tag(Value from) {
        from.text("the session's name").ifPresent(text -> tag = text);
    }

    /// What the proposer may find useful.
    void hint(String line) {
        hints.add(line);
    }

    /// The value of a text of this source, for places that are not keys.
    Value value(int line, String key, String text) {
        return new Value(Optional.ofNullable(file.getFileName()).map(Path::toString).orElse(name), line, key,
                new Value.Node.Text(text), notes);
    }
}
