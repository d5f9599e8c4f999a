package dev.autoresearch.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/// Reads `llm-judge` extractors, and remembers where their rubrics are named: what a rubric says must not be up to those
/// who are judged by it.
final class JudgeReader {
    private static final String RANGE = "the least and the greatest score such as 0..10";

    private final List<Rubric> rubrics = new ArrayList<>();

    private record Rubric(YamlValue place, String file) {}

    private record Scores(double low, double high) {}

    /// One judge.
    Optional<Extractor> read(YamlValue value) {
        return value.section(YamlKeys.JUDGE).flatMap(section -> {
            Optional<YamlValue> named = section.require("rubric", "the file that says what is good",
                    "rubric: eval/rubric.md");
            Optional<String> rubric = named.flatMap(RelativePath::read).map(GlobPattern::normal);
            rubric.ifPresent(file -> rubrics.add(new Rubric(named.get(), file)));
            Globs of = section.get("of").map(JudgeReader::of).orElse(Globs.NONE);
            int repeats = section.get("repeats").flatMap(count -> count.whole(1, JudgeSettings.MOST_REPEATS))
                    .orElse(JudgeSettings.DEFAULT_REPEATS);
            OptionalLong seed = section.get("seed").flatMap(number -> number.whole(0, Integer.MAX_VALUE))
                    .map(OptionalLong::of).orElse(OptionalLong.empty());
            Optional<Scores> range = section.get("range").map(JudgeReader::range)
                    .orElse(Optional.of(new Scores(JudgeSettings.LOW, JudgeSettings.HIGH)));
            return ModelReader.model(section, 1).flatMap(model -> rubric.flatMap(file -> range.map(
                    scores -> new Extractor.Judged(
                            new JudgeSettings(file, of, model, repeats, seed, scores.low, scores.high)))));
        });
    }

    /// Notes rubrics that a candidate could rewrite.
    ///
    /// @param mayChange tells which files may change, in any stage
    void apart(Predicate<String> mayChange) {
        rubrics.stream().filter(rubric -> mayChange.test(rubric.file)).forEach(rubric -> rubric.place.wrong(
                Findings.shown(rubric.file) + ", which a candidate may change", "a rubric outside scope.modify",
                "move it, or make scope.modify narrower"));
    }

    private static Globs of(YamlValue value) {
        boolean output = value.isScalar() && value.text("").filter("output"::equals).isPresent();
        return output ? Globs.NONE : ScopeReader.globs(RelativePath.globs(value));
    }

    private static Optional<Scores> range(YamlValue value) {
        return value.text(RANGE).flatMap(text -> {
            Matcher ends = KnobReader.RANGE.matcher(text.strip());
            if (ends.matches() && ends.group(3).isEmpty()) {
                Optional<Double> low = YamlValue.number(ends.group(1));
                Optional<Double> high = YamlValue.number(ends.group(2));
                if (low.isPresent() && high.isPresent() && low.get() < high.get()) {
                    return Optional.of(new Scores(low.get(), high.get()));
                }
            }
            value.wrong(Findings.shown(text), RANGE + ", the smaller number first", "");
            return Optional.empty();
        });
    }
}
