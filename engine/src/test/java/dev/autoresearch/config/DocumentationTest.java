package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The documentation says what the program knows.
class DocumentationTest {
    private static final Path ROOT = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent());
    private static final Path CONFIGURATION = ROOT.resolve("docs/configuration.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern KEYS_OF_A_TABLE = Pattern.compile("(?m)^\\| `([a-z\\[\\].-]+)` \\|");

    /// How a section's keys are written in the table of keys.
    private static final Map<YamlKeys, String> PREFIXES = Map.ofEntries(Map.entry(YamlKeys.SCOPE, "scope."),
            Map.entry(YamlKeys.RUN, "run."), Map.entry(YamlKeys.METRIC, "metrics[]."),
            Map.entry(YamlKeys.GUARD, "guard."), Map.entry(YamlKeys.DECIDE, "decide."),
            Map.entry(YamlKeys.CRASH, "crash."), Map.entry(YamlKeys.BUDGET, "budget."),
            Map.entry(YamlKeys.PER_EXPERIMENT, "budget.per-experiment."),
            Map.entry(YamlKeys.AUTO, "proposer."), Map.entry(YamlKeys.PROGRAM, "proposer."),
            Map.entry(YamlKeys.AGENT, "proposer."), Map.entry(YamlKeys.ACP, "proposer."),
            Map.entry(YamlKeys.LLM, "proposer.llm."), Map.entry(YamlKeys.PRICE, "proposer.llm.price."),
            Map.entry(YamlKeys.KNOB, "knobs[]."), Map.entry(YamlKeys.WORKSPACE, "workspace."),
            Map.entry(YamlKeys.RESULTS, "results."), Map.entry(YamlKeys.REPORT, "report."),
            Map.entry(YamlKeys.PROXY, "run.proxy."), Map.entry(YamlKeys.CONSTRAINT, "constraints[]."),
            Map.entry(YamlKeys.HOLDOUT, "holdout."), Map.entry(YamlKeys.RACE_LIMIT, "decide.race-limit."),
            Map.entry(YamlKeys.STRATEGY, "strategy."), Map.entry(YamlKeys.STAGE, "stages[]."),
            Map.entry(YamlKeys.STAGE_BUDGET, "stages[].budget."));

    @ParameterizedTest
    @EnumSource(YamlKeys.class)
    void everyKeyOfTheConfigurationIsDocumented(YamlKeys section) throws IOException {
        String text = Files.readString(CONFIGURATION);
        String prefix = PREFIXES.get(section);
        for (String key : section.keys()) {
            assertThat(text).as("%s in docs/configuration.md", key).containsPattern(prefix == null
                    ? "[`{. ]" + Pattern.quote(key) + "[`:.\\[]"
                    : Pattern.quote("| `" + prefix + key + "` |"));
        }
    }

    @Test
    void noKeyIsDocumentedThatDoesNotExist() throws IOException {
        String table = Files.readString(CONFIGURATION).split("## ", -1)[1];
        List<String> known = Stream.concat(Stream.concat(YamlKeys.ROOT.keys().stream(),
                Stream.of("proposer.kind", "proposer.timeout", "proposer.brief-tokens",
                        "proposer.llm.models[].weight")),
                PREFIXES.entrySet().stream()
                        .flatMap(section -> section.getKey().keys().stream().map(key -> section.getValue() + key)))
                .toList();
        List<String> documented = KEYS_OF_A_TABLE.matcher(table).results().map(key -> key.group(1)).toList();
        assertThat(documented).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFile(Path document) throws IOException {
        Path folder = Objects.requireNonNull(document.getParent());
        List<String> links = LINK.matcher(Files.readString(document)).results().map((MatchResult link) -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:")).toList();
        assertThat(links).allSatisfy(link -> assertThat(folder.resolve(link)).exists());
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT);
                Stream<Path> examples = Files.find(ROOT.resolve("examples"), 2, (_, file) -> file.isRegularFile())) {
            return Stream.of(docs, top, examples).flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }
}
