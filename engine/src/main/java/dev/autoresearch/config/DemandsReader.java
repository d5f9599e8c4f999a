package dev.autoresearch.config;

import java.time.Duration;
import java.util.Optional;

/// Reads what a result must hold besides being better, and the guard.
final class DemandsReader {
    private DemandsReader() {}

    /// A guard: a command, or a map.
    static Optional<Guard> guard(YamlValue value) {
        String expected = "a command such as mvn -q test, or a map with command, timeout, when and rework";
        if (!value.isMap()) {
            return value.text(expected).map(command -> new Guard(command, Guard.NONE.timeout()));
        }
        return value.section(YamlKeys.GUARD).flatMap(guard -> {
            Duration timeout = guard.get("timeout").flatMap(YamlValue::duration).orElse(Guard.NONE.timeout());
            Guard.When when = guard.get("when").flatMap(word -> word.choice(YamlValue.words(Guard.When.values())))
                    .orElse(Guard.NONE.when());
            int rework = guard.get("rework").flatMap(count -> count.whole(0, 100)).orElse(Guard.DEFAULT_REWORK);
            return guard.require("command", "the command that must pass", "command: mvn -q test")
                    .flatMap(command -> command.text("a command"))
                    .map(command -> new Guard(command, timeout, when, rework));
        });
    }

    /// A holdout: a command, or a map.
    ///
    /// @param metric the deciding metric's name
    /// @param judges reads `llm-judge`
    static Optional<Holdout> holdout(YamlValue value, String metric, JudgeReader judges) {
        String expected = "a command such as ./eval.sh, or a map with command, timeout, every and extract";
        Holdout usual = Holdout.NONE;
        if (!value.isMap()) {
            return value.text(expected)
                    .map(command -> new Holdout(command, usual.timeout(), usual.every(), usual.extract()));
        }
        return value.section(YamlKeys.HOLDOUT).flatMap(holdout -> {
            Duration timeout = holdout.get("timeout").flatMap(YamlValue::duration).orElse(usual.timeout());
            long every = holdout.get("every")
                    .flatMap(count -> count.count("a number of keeps, at least 1", 1, Budget.UNLIMITED))
                    .orElse(usual.every());
            Optional<Extractor> extract = holdout.get("extract")
                    .flatMap(how -> MetricReader.extractor(how, metric, judges));
            return holdout.require("command", "the command that measures it", "command: ./eval.sh --holdout")
                    .flatMap(command -> command.text("a command"))
                    .map(command -> new Holdout(command, timeout, every, extract));
        });
    }
}
