package dev.autoresearch.config;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Generates the schema of `autoresearch.yaml` from the configuration's records; here stands only how the file writes
/// what a record holds (a duration as `10m`, an extractor by its name), and which components are needed.
final class SchemaOfRecords {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> REQUIRED = Set.of("Metric.name", "Guard.command", "Holdout.command",
            "Proxy.command", "Proxy.metric");
    /// Records whose components the file writes beside those of the record they are in.
    private static final Set<String> SPREAD = Set.of("demands", "checks", "composite");
    /// Names that differ from the component's, since the file groups what may grow.
    private static final Map<String, String> NAMES = Map.of("Configuration.crashRetries", "crash",
            "Configuration.reportEvery", "report", "Metric.extractor", "extract");

    private SchemaOfRecords() {}

    static ObjectNode generate() {
        var builder = new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(Option.INLINE_ALL_SCHEMAS, Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        builder.forFields().withPropertyNameOverrideResolver(SchemaOfRecords::key)
                .withIgnoreCheck(field -> name(field).equals("Metric.directionInferred"))
                .withRequiredCheck(field -> REQUIRED.contains(name(field)))
                .withDescriptionResolver(SchemaOfRecords::description)
                .withCustomDefinitionProvider(SchemaOfRecords::property);
        builder.forTypesInGeneral().withPropertySorter((_, _) -> 0).withCustomDefinitionProvider(new ByType());
        ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(Configuration.class);
        schema.put("title", "autoresearch.yaml");
        schema.put("description", "What to optimise, where, how, and within which limits.");
        spread(schema);
        spread(at(schema, "decide"));
        perExperiment(at(schema, "budget"));
        at(schema, "stages").set("items", stage(schema));
        ArrayNode needed = schema.putArray("anyOf");
        ObjectNode whole = needed.addObject();
        whole.putArray("required").add("scope").add("run").add("metrics");
        whole.putObject("properties").putObject("scope").putArray("required").add("modify");
        whole.withObject("properties").putObject("run").putArray("required").add("command");
        needed.addObject().putArray("required").add("stages");
        return schema;
    }

    private static ObjectNode at(ObjectNode schema, String property) {
        return schema.withObject("properties").withObject(property);
    }

    private static void spread(ObjectNode schema) {
        ObjectNode spread = JSON.createObjectNode();
        for (Map.Entry<String, JsonNode> property : schema.withObject("properties").properties()) {
            if (SPREAD.contains(property.getKey())) {
                property.getValue().path("properties").properties()
                        .forEach(inner -> spread.set(inner.getKey(), inner.getValue()));
            } else {
                spread.set(property.getKey(), property.getValue());
            }
        }
        schema.set("properties", spread);
    }

    /// The caps on one experiment stand in a map of their own.
    private static void perExperiment(ObjectNode budget) {
        ObjectNode caps = section("cost", (ObjectNode) budget.withObject("properties").remove("experiment-cost"));
        caps.withObject("properties").set("tokens", budget.withObject("properties").remove("experiment-tokens"));
        at(budget, "per-experiment").setAll(caps.put("description", "What the proposer of one experiment may cost."));
    }

    /// A stage has some of the file's own keys, written as there.
    private static ObjectNode stage(ObjectNode schema) {
        ObjectNode stage = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = stage.putObject("properties");
        properties.set("name", amount(MetricReader.NAME).put("description", SourceDocs.component(Stage.class, "name")));
        properties.set("modify", at(at(schema, "scope"), "modify").deepCopy());
        for (String key : List.of("prepare", "command")) {
            properties.set(key, at(at(schema, "run"), key).deepCopy());
        }
        for (String key : List.of("metrics", "constraints", "guard", "target")) {
            properties.set(key, at(schema, key).deepCopy());
        }
        ObjectNode budget = JSON.createObjectNode().put("type", "object").put("additionalProperties", false)
                .put("description", "When the stage ends by itself.");
        for (String key : YamlKeys.STAGE_BUDGET.keys()) {
            budget.withObject("properties").set(key, at(at(schema, "budget"), key).deepCopy());
        }
        properties.set("budget", budget);
        properties.set("plateau", orOff().put("description", SourceDocs.component(Stage.class, "plateau")));
        stage.putArray("required").add("name");
        return stage;
    }

    private static String name(FieldScope field) {
        return field.getDeclaringType().getErasedType().getSimpleName() + "." + field.getDeclaredName();
    }

    private static String key(FieldScope field) {
        return NAMES.getOrDefault(name(field), kebab(field.getDeclaredName()));
    }

    private static @Nullable String description(FieldScope field) {
        Class<?> owner = field.getDeclaringType().getErasedType();
        return owner.isRecord() && !field.isFakeContainerItemScope()
                ? SourceDocs.component(owner, field.getDeclaredName())
                : null;
    }

    private static @Nullable CustomPropertyDefinition property(FieldScope field, SchemaGenerationContext context) {
        if (field.isFakeContainerItemScope()) {
            return null;
        }
        ObjectNode definition = switch (name(field)) {
            case "Configuration.crashRetries" -> section("retries",
                    integer(0).put("description", SourceDocs.component(Configuration.class, "crashRetries")));
            case "Configuration.reportEvery" -> section("every",
                    integer(1).put("description", SourceDocs.component(Configuration.class, "reportEvery")));
            case "Configuration.results" -> section("profile",
                    words(Arrays.stream(ResultsProfile.values()).map(ResultsProfile::word)).put("description",
                            SourceDocs.component(Configuration.class, "results")));
            case "Configuration.metrics" -> {
                ObjectNode list = JSON.createObjectNode().put("type", "array").put("minItems", 1);
                list.set("items", context.createDefinition(field.getType().getTypeParameters().getFirst()));
                yield list;
            }
            case "Metric.name" -> amount(MetricReader.NAME);
            case "Configuration.stages" -> JSON.createObjectNode().put("type", "array").put("minItems", 1);
            case "Demands.constraints" -> {
                ObjectNode one = JSON.createObjectNode().put("type", "string").put("pattern",
                        whole(ConstraintReader.FORM));
                ObjectNode priced = section("limit", one.deepCopy().put("description",
                        SourceDocs.component(Constraint.class, "limit")));
                priced.withObject("properties").set("price", JSON.createObjectNode().put("type", "number")
                        .put("exclusiveMinimum", 0).put("description",
                                SourceDocs.component(Constraint.class, "price")));
                priced.putArray("required").add("limit");
                yield anyOf(one, array(anyOf(one.deepCopy(), priced)));
            }
            case "Demands.target" -> JSON.createObjectNode().put("type", "number");
            case "Checks.canary", "Checks.recheck", "StrategySettings.exploreEvery",
                    "StrategySettings.restartAfter" ->
                orOff();
            case "StrategySettings.explorePatience" -> integer(1);
            case "Guard.rework" -> integer(0).put("maximum", 100);
            case "Composite.weights" -> {
                ObjectNode weights = JSON.createObjectNode().put("type", "object").put("minProperties", 1);
                weights.putObject("additionalProperties").put("type", "number").put("exclusiveMinimum", 0);
                weights.putObject("propertyNames").put("pattern", whole(MetricReader.NAME));
                yield weights;
            }
            case "Holdout.every", "RaceLimit.runs", "Budget.runs", "Budget.experiments", "Budget.tokens",
                    "Budget.experimentTokens", "Budget.consecutiveCrashes" ->
                amount(Quantity.COUNT);
            case "Budget.cost", "Budget.experimentCost" -> amount(Quantity.MONEY);
            case "RunSettings.logLimit" -> amount(Quantity.SIZE);
            case "Decide.minEffect", "Decide.tolerance", "Decide.minGainPerLine", "Metric.tolerance",
                    "Proxy.allow" ->
                JSON.createObjectNode().put("pattern", "^[0-9.]+ ?%?$").put("minimum", 0)
                        .put("exclusiveMaximum", 1).set("type", types("string", "number"));
            default -> null;
        };
        return definition == null
                ? null
                : new CustomPropertyDefinition(definition, CustomDefinition.INCLUDING_ATTRIBUTES);
    }

    /// How the file writes a type that it does not write as a map of the record's components.
    private static final class ByType implements CustomDefinitionProviderV2 {

        @Override
        public @Nullable CustomDefinition provideCustomSchemaDefinition(ResolvedType type,
                SchemaGenerationContext context) {
            Class<?> erased = type.getErasedType();
            ObjectNode definition;
            if (erased == String.class || erased == Formula.class) {
                definition = text();
            } else if (erased == Duration.class || erased == TimeLimit.class) {
                definition = amount(Quantity.DURATION).put("exclusiveMinimum", 0);
            } else if (erased == Globs.class || strings(type)) {
                definition = anyOf(text(), array(text()));
            } else if (erased == Map.class) {
                definition = JSON.createObjectNode().put("type", "object");
                definition.set("additionalProperties", text());
                definition.putObject("propertyNames").put("pattern", whole(RunReader.VARIABLE));
            } else if (erased == Direction.class) {
                definition = words(DirectionWords.words().stream());
            } else if (erased == Repeats.class) {
                definition = anyOf(words(Stream.of("auto")), integer(1).put("maximum", 1000));
            } else if (erased == Guard.class || erased == Holdout.class) {
                definition = anyOf(text(), context.createStandardDefinition(type, this));
            } else if (erased == WorkspaceSettings.class) {
                definition = anyOf(words(names(WorkspaceSettings.Kind.values())),
                        context.createStandardDefinition(type, this));
            } else if (erased == Extractor.class) {
                definition = extractor();
            } else if (erased == ProposerChoice.class) {
                definition = SchemaOfModels.proposer();
            } else if (erased == Knob.class) {
                definition = knob();
            } else if (erased.isEnum()) {
                definition = words(names(erased.getEnumConstants()));
            } else {
                return null;
            }
            return new CustomDefinition(definition, CustomDefinition.INLINE_DEFINITION,
                    CustomDefinition.EXCLUDING_ATTRIBUTES);
        }

        private static boolean strings(ResolvedType type) {
            return type.getErasedType() == List.class
                    && type.getTypeParameters().getFirst().getErasedType() == String.class;
        }
    }

    private static ObjectNode orOff() {
        return anyOf(words(Stream.of("off")), amount(Quantity.COUNT));
    }

    /// Extractors with nothing to say but perhaps `take` are written by their name, the others as a map of one key.
    private static ObjectNode extractor() {
        var plain = new LinkedHashSet<String>();
        ObjectNode channels = JSON.createObjectNode();
        for (Class<?> channel : Extractor.class.getPermittedSubclasses()) {
            String name = kebab(channel.getSimpleName());
            String doc = SourceDocs.member(Extractor.class, "record " + channel.getSimpleName() + "(");
            List<String> settings = Arrays.stream(channel.getRecordComponents()).map(part -> part.getName())
                    .filter(part -> !part.equals("take")).toList();
            if (settings.isEmpty()) {
                plain.add(name);
            } else if (channel == Extractor.Json.class) {
                ObjectNode pointer = text().put("pattern", whole(MetricReader.POINTER));
                ObjectNode map = section("file", text());
                map.withObject("properties").set("pointer", pointer);
                map.putArray("required").add("pointer");
                channels.set(name, anyOf(pointer, map).put("description", doc));
            } else if (channel == Extractor.Report.class) {
                for (ReportFormat format : ReportFormat.values()) {
                    plain.add(format.word());
                    ObjectNode map = section("file", text());
                    map.withObject("properties").set("select", text());
                    channels.set(format.word(), anyOf(text(), map).put("description",
                            SourceDocs.member(ReportFormat.class, format.name() + "(")));
                }
            } else if (channel == Extractor.Judged.class) {
                channels.set("llm-judge", SchemaOfModels.judge().put("description", doc));
            } else {
                channels.set(name, text().put("description", doc));
            }
        }
        plain.add("line");
        channels.set("take", words(names(Take.values())).put("description",
                "Which of several different values in one run counts."));
        ObjectNode map = JSON.createObjectNode().put("type", "object").put("minProperties", 1).put("maxProperties", 2)
                .put("additionalProperties", false);
        map.set("properties", channels);
        return anyOf(words(plain.stream()), map);
    }

    private static ObjectNode knob() {
        ObjectNode map = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = map.putObject("properties");
        properties.set("file", text().put("description", SourceDocs.component(Knob.class, "file")));
        properties.set("key", text().put("description", SourceDocs.component(Knob.class, "key")));
        properties.set("range", JSON.createObjectNode().put("type", "string").put("pattern", whole(KnobReader.RANGE))
                .put("description", SourceDocs.member(Knob.class, "record Numbers(")));
        properties.putObject("log").put("type", "boolean").put("description",
                SourceDocs.component(Knob.Range.Numbers.class, "log"));
        properties.putObject("integer").put("type", "boolean").put("description",
                SourceDocs.component(Knob.Range.Numbers.class, "integer"));
        properties.set("choices", array(text()).put("minItems", 2).put("uniqueItems", true).put("description",
                SourceDocs.member(Knob.class, "record Choices(")));
        map.putArray("required").add("file").add("key");
        ArrayNode either = map.putArray("oneOf");
        either.addObject().putArray("required").add("range");
        either.addObject().putArray("required").add("choices");
        return map;
    }

    static ObjectNode section(String key, ObjectNode value) {
        ObjectNode section = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        section.putObject("properties").set(key, value);
        return section;
    }

    /// `1` and `true` are texts for the reader, since commands and names may look so.
    static ObjectNode text() {
        return JSON.createObjectNode().set("type", types("string", "number", "boolean"));
    }

    static ObjectNode amount(Pattern form) {
        return JSON.createObjectNode().put("pattern", whole(form)).put("minimum", 0)
                .set("type", types("string", "number"));
    }

    static ObjectNode integer(int least) {
        return JSON.createObjectNode().put("type", "integer").put("minimum", least);
    }

    static ObjectNode array(ObjectNode items) {
        return JSON.createObjectNode().put("type", "array").set("items", items);
    }

    static ObjectNode words(Stream<String> words) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode list = node.putArray("enum");
        words.forEach(list::add);
        return node;
    }

    static ObjectNode anyOf(ObjectNode... variants) {
        ObjectNode node = JSON.createObjectNode();
        ArrayNode list = node.putArray("anyOf");
        Arrays.stream(variants).forEach(list::add);
        return node;
    }

    private static ArrayNode types(String... types) {
        ArrayNode list = JSON.createArrayNode();
        Arrays.stream(types).forEach(list::add);
        return list;
    }

    static Stream<String> names(Object[] constants) {
        return Arrays.stream(constants).map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static String whole(Pattern pattern) {
        return "^(?:" + pattern.pattern() + ")$";
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
