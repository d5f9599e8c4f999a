package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published schema, the records and the reader say the same. When the records change on purpose, write the schema
/// anew with `mvn -pl engine test -Dtest=ConfigurationSchemaTest -Dschema.write=true`.
class ConfigurationSchemaTest {
    private static final Path PUBLISHED = Path.of("src/main/resources/dev/autoresearch/autoresearch.schema.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode GENERATED = SchemaOfRecords.generate();

    /// Where each section's keys stand in the schema.
    private static final Map<YamlKeys, String> PLACES = Map.ofEntries(Map.entry(YamlKeys.ROOT, "/properties"),
            Map.entry(YamlKeys.SCOPE, "/properties/scope/properties"),
            Map.entry(YamlKeys.RUN, "/properties/run/properties"),
            Map.entry(YamlKeys.METRIC, "/properties/metrics/items/properties"),
            Map.entry(YamlKeys.EXTRACT, "/properties/metrics/items/properties/extract/anyOf/1/properties"),
            Map.entry(YamlKeys.JSON,
                    "/properties/metrics/items/properties/extract/anyOf/1/properties/json/anyOf/1/properties"),
            Map.entry(YamlKeys.REPORT_FILE,
                    "/properties/metrics/items/properties/extract/anyOf/1/properties/jmh/anyOf/1/properties"),
            Map.entry(YamlKeys.GUARD, "/properties/guard/anyOf/1/properties"),
            Map.entry(YamlKeys.DECIDE, "/properties/decide/properties"),
            Map.entry(YamlKeys.CRASH, "/properties/crash/properties"),
            Map.entry(YamlKeys.BUDGET, "/properties/budget/properties"),
            Map.entry(YamlKeys.PER_EXPERIMENT, "/properties/budget/properties/per-experiment/properties"),
            Map.entry(YamlKeys.JUDGE,
                    "/properties/metrics/items/properties/extract/anyOf/1/properties/llm-judge/properties"),
            Map.entry(YamlKeys.AUTO, "/properties/proposer/anyOf/1/properties/auto/properties"),
            Map.entry(YamlKeys.PROGRAM, "/properties/proposer/anyOf/1/properties/claude/properties"),
            Map.entry(YamlKeys.AGENT, "/properties/proposer/anyOf/1/properties/agent/anyOf/1/properties"),
            Map.entry(YamlKeys.ACP, "/properties/proposer/anyOf/1/properties/acp/anyOf/1/properties"),
            Map.entry(YamlKeys.LLM, "/properties/proposer/anyOf/1/properties/llm/properties"),
            Map.entry(YamlKeys.MODEL,
                    "/properties/proposer/anyOf/1/properties/llm/properties/models/items/properties"),
            Map.entry(YamlKeys.PRICE, "/properties/proposer/anyOf/1/properties/llm/properties/price/properties"),
            Map.entry(YamlKeys.PROPOSER, "/properties/proposer/anyOf/1/properties"),
            Map.entry(YamlKeys.KNOB, "/properties/knobs/items/properties"),
            Map.entry(YamlKeys.WORKSPACE, "/properties/workspace/anyOf/1/properties"),
            Map.entry(YamlKeys.RESULTS, "/properties/results/properties"),
            Map.entry(YamlKeys.REPORT, "/properties/report/properties"),
            Map.entry(YamlKeys.PROXY, "/properties/run/properties/proxy/properties"),
            Map.entry(YamlKeys.CONSTRAINT, "/properties/constraints/anyOf/1/items/anyOf/1/properties"),
            Map.entry(YamlKeys.HOLDOUT, "/properties/holdout/anyOf/1/properties"),
            Map.entry(YamlKeys.RACE_LIMIT, "/properties/decide/properties/race-limit/properties"),
            Map.entry(YamlKeys.STRATEGY, "/properties/strategy/properties"),
            Map.entry(YamlKeys.STAGE, "/properties/stages/items/properties"),
            Map.entry(YamlKeys.STAGE_BUDGET, "/properties/stages/items/properties/budget/properties"));

    /// A file in which the section's keys can be replaced by one wrong value.
    private static final Map<YamlKeys, String> FRAMES = Map.ofEntries(Map.entry(YamlKeys.ROOT, "%s"),
            Map.entry(YamlKeys.SCOPE, "scope: {%s}"), Map.entry(YamlKeys.RUN, "run: {%s}"),
            Map.entry(YamlKeys.METRIC, "metrics: [{%s}]"),
            Map.entry(YamlKeys.EXTRACT, "metrics: [{name: score, extract: {%s}}]"),
            Map.entry(YamlKeys.JSON, "metrics: [{name: score, extract: {json: {%s}}}]"),
            Map.entry(YamlKeys.REPORT_FILE, "metrics: [{name: score, extract: {jmh: {%s}}}]"),
            Map.entry(YamlKeys.GUARD, "guard: {%s}"), Map.entry(YamlKeys.DECIDE, "decide: {%s}"),
            Map.entry(YamlKeys.CRASH, "crash: {%s}"), Map.entry(YamlKeys.BUDGET, "budget: {%s}"),
            Map.entry(YamlKeys.JUDGE, "metrics: [{name: score, extract: {llm-judge: {%s}}}]"),
            Map.entry(YamlKeys.AUTO, "proposer: {auto: {%s}}"),
            Map.entry(YamlKeys.PROGRAM, "proposer: {claude: {%s}}"),
            Map.entry(YamlKeys.AGENT, "proposer: {agent: {%s}}"), Map.entry(YamlKeys.ACP, "proposer: {acp: {%s}}"),
            Map.entry(YamlKeys.LLM, "proposer: {llm: {%s}}"),
            Map.entry(YamlKeys.MODEL, "proposer: {llm: {models: [{%s}]}}"),
            Map.entry(YamlKeys.PRICE, "proposer: {llm: {price: {%s}}}"),
            Map.entry(YamlKeys.PER_EXPERIMENT, "budget: {per-experiment: {%s}}"),
            Map.entry(YamlKeys.KNOB, "knobs: [{%s}]"), Map.entry(YamlKeys.WORKSPACE, "workspace: {%s}"),
            Map.entry(YamlKeys.RESULTS, "results: {%s}"), Map.entry(YamlKeys.REPORT, "report: {%s}"),
            Map.entry(YamlKeys.PROXY, "run: {proxy: {%s}}"), Map.entry(YamlKeys.CONSTRAINT, "constraints: [{%s}]"),
            Map.entry(YamlKeys.HOLDOUT, "holdout: {%s}"),
            Map.entry(YamlKeys.RACE_LIMIT, "decide: {race-limit: {%s}}"),
            Map.entry(YamlKeys.STRATEGY, "strategy: {%s}"), Map.entry(YamlKeys.STAGE, "stages: [{%s}]"),
            Map.entry(YamlKeys.STAGE_BUDGET, "stages: [{budget: {%s}}]"));

    @Test
    void thePublishedSchemaIsTheOneOfTheRecords() throws IOException {
        String generated = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(GENERATED)
                .replace("\r\n", "\n") + "\n";
        if (Boolean.getBoolean("schema.write")) {
            Files.createDirectories(PUBLISHED.getParent());
            Files.writeString(PUBLISHED, generated);
        }
        assertThat(Files.readString(PUBLISHED))
                .as("write it anew with: mvn -pl engine test -Dtest=ConfigurationSchemaTest -Dschema.write=true")
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @EnumSource(YamlKeys.class)
    void theReaderAndTheSchemaKnowTheSameKeys(YamlKeys section) {
        JsonNode properties = GENERATED.at(PLACES.get(section));
        assertThat(properties.propertyNames()).containsExactlyInAnyOrderElementsOf(section.keys());
        assertThat(section.keys()).as("have a description").allMatch(key -> section == YamlKeys.JSON
                || section == YamlKeys.REPORT_FILE || properties.path(key).has("description"));
    }

    @ParameterizedTest
    @EnumSource(value = YamlKeys.class, mode = EnumSource.Mode.EXCLUDE, names = "PROPOSER")
    void theReaderReadsEveryKeyItKnows(YamlKeys section) {
        for (String key : section.keys()) {
            boolean needsRange = section == YamlKeys.KNOB && List.of("log", "integer").contains(key);
            String yaml = String.format(FRAMES.get(section), key + ": [[{}]]" + (needsRange ? ", range: 1..2" : ""));
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> ConfigurationReader.parse(yaml, "y"));
            assertThat(refusal.details()).as(yaml).anyMatch(line -> line.matches("y:1: (.*\\.)?" + key + "[\\[:].*")
                    && !line.contains("unknown key") && !line.contains("missing"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"design.yaml", "everything.yaml", "short.yaml", "agents.yaml", "rules.yaml", "stages.yaml"})
    void whatTheReaderTakesTheSchemaTakes(String fixture) throws IOException {
        String yaml = ConfigurationReaderTest.fixture(fixture);
        assertThat(ConfigurationReader.parse(yaml, fixture)).isNotNull();
        assertThat(errors(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaol: x", "run: {command: x, tiemout: 5m}", "repeats: often", "repeats: 0",
            "budget: {wall: forever}", "budget: {cost: 10 EUR}", "decide: {on-tie: never}", "workspace: inplace",
            "proposer: serch", "proposer: command", "guard: {timeout: 5m}", "results: {profile: x}",
            "report: {every: 0}",
            "knobs: [{file: a, key: b}]", "metrics: []", "metrics: [{name: a b}]", "scope: {read: [a]}",
            "metrics: [{name: a, extract: regex}]", "metrics: [{name: a, extract: {json: a.b}}]",
            "no-new-dependencies: 5", "constraints: [val_bpb]", "constraints: [{limit: val_bpb < 5, price: 0}]",
            "target: soon", "decide: {rule: best}", "decide: {canary: never}", "decide: {weights: {val_bpb: -1}}",
            "holdout: {every: 5}", "strategy: {explore-every: rarely}", "stages: []", "stages: [{modify: a}]",
            "stages: [{name: a, plateau: soon}]", "proposer: llm", "proposer: acp",
            "proposer: {claude: {turns: 0}}", "proposer: {claude: {mode: x}}", "proposer: {effort: high, kind: claude}",
            "proposer: {llm: {provider: openai}}", "proposer: {llm: {models: []}}",
            "proposer: {llm: {provider: openai, model: a, key: sk-abc}}",
            "proposer: {llm: {provider: openai, model: a, base-url: 'ftp://x'}}",
            "proposer: {llm: {models: [{provider: openai, model: a, weight: 0}]}}", "guard: {command: x, rework: -1}",
            "budget: {per-experiment: {cost: 5 EUR}}", "strategy: {ladder: 'yes'}",
            "metrics: [{name: score, extract: {llm-judge: {provider: openai, model: a}}}]",
            "metrics: [{name: score, extract: {llm-judge: {rubric: a, provider: openai, model: a, range: 5}}}]"})
    void whatIsWrongInAnEditorIsWrongForTheReader(String wrong) throws IOException {
        String key = wrong.substring(0, wrong.indexOf(':'));
        String yaml = ConfigurationReaderTest.fixture("short.yaml").replaceAll("(?m)^" + key + ":.*\n", "") + wrong;
        assertThat(errors(yaml)).isNotEmpty();
        assertThat(catchThrowableOfType(Refusal.class, () -> ConfigurationReader.parse(yaml, "y"))).isNotNull();
    }

    /// What an editor says of a file.
    static List<String> errors(String yaml) {
        Object data = new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(GENERATED.toString(), InputFormat.JSON);
        return new ArrayList<>(schema.validate(JSON.valueToTree(data))).stream().map(Object::toString)
                .collect(Collectors.toList());
    }
}
