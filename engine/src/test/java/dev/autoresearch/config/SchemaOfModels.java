package dev.autoresearch.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The parts of the schema about proposers, language models and judges, whose keys may stand in several places: each key
/// has one form wherever it stands.
final class SchemaOfModels {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Keys that are not called like the component which they set.
    private static final Map<String, String> COMPONENTS = Map.of("model", "name", "key", "keyVariable");

    /// Kinds that do nothing by their name alone.
    private static final List<String> NEEDY = List.of("command", "acp", "agent", "llm");

    private SchemaOfModels() {}

    static ObjectNode proposer() {
        ObjectNode map = map(YamlKeys.PROPOSER, SchemaOfModels::general);
        map.put("minProperties", 1);
        return SchemaOfRecords.anyOf(SchemaOfRecords.words(
                ProposerChoice.KINDS.stream().filter(kind -> !NEEDY.contains(kind))), map);
    }

    static ObjectNode judge() {
        ObjectNode map = map(YamlKeys.JUDGE, key -> switch (key) {
            case "rubric" -> described(SchemaOfRecords.text(), JudgeSettings.class, key);
            case "of" -> described(texts(), JudgeSettings.class, key);
            case "repeats" -> described(SchemaOfRecords.integer(1).put("maximum", JudgeSettings.MOST_REPEATS),
                    JudgeSettings.class, key);
            case "seed" -> described(SchemaOfRecords.integer(0), JudgeSettings.class, key);
            case "range" -> JSON.createObjectNode().put("type", "string")
                    .put("pattern", SchemaOfRecords.whole(KnobReader.RANGE))
                    .put("description", "The least and the greatest score.");
            default -> ofModel(key);
        });
        required(map, "rubric", "provider", "model");
        return map;
    }

    private static ObjectNode general(String key) {
        return switch (key) {
            case "kind" -> described(SchemaOfRecords.words(ProposerChoice.KINDS.stream()), ProposerChoice.class, key);
            case "timeout" -> described(SchemaOfRecords.amount(Quantity.DURATION), ProposerChoice.class, key);
            case "brief-tokens" -> described(SchemaOfRecords.amount(Quantity.COUNT), ProposerChoice.class, key);
            case "auto" -> kind(key, orNothing(map(YamlKeys.AUTO, SchemaOfModels::ofAgent)));
            case "acp" -> kind(key, SchemaOfRecords.anyOf(SchemaOfRecords.text(),
                    map(YamlKeys.ACP, SchemaOfModels::ofAgent)));
            case "agent" -> kind(key, SchemaOfRecords.anyOf(SchemaOfRecords.text(),
                    map(YamlKeys.AGENT, SchemaOfModels::ofAgent)));
            case "llm" -> {
                ObjectNode llm = map(YamlKeys.LLM, SchemaOfModels::ofModels);
                ArrayNode either = llm.putArray("oneOf");
                either.addObject().putArray("required").add("provider").add("model");
                either.addObject().putArray("required").add("models");
                yield kind(key, llm);
            }
            default -> ProposerChoice.PROGRAMS.contains(key)
                    ? kind(key, orNothing(map(YamlKeys.PROGRAM, SchemaOfModels::ofAgent)))
                    : YamlKeys.LLM.keys().contains(key) && !YamlKeys.PROGRAM.keys().contains(key)
                            ? ofModels(key)
                            : ofAgent(key);
        };
    }

    private static ObjectNode ofAgent(String key) {
        ObjectNode form = switch (key) {
            case "turns" -> SchemaOfRecords.integer(1);
            case "arguments", "pass-environment" -> texts();
            case "confine" -> SchemaOfRecords.words(SchemaOfRecords.names(Confinement.values()));
            case "allow-commands" -> JSON.createObjectNode().put("type", "boolean");
            default -> SchemaOfRecords.text();
        };
        return described(form, key.equals("command") ? ProposerChoice.class : AgentSettings.class, key);
    }

    private static ObjectNode ofModels(String key) {
        return switch (key) {
            case "turns" -> described(SchemaOfRecords.integer(1), LlmSettings.class, key);
            case "commands" -> described(texts(), LlmSettings.class, key);
            case "models" -> {
                ObjectNode model = map(YamlKeys.MODEL, SchemaOfModels::ofModel);
                required(model, "provider", "model");
                yield described(SchemaOfRecords.array(model).put("minItems", 1), LlmSettings.class, key);
            }
            default -> ofModel(key);
        };
    }

    private static ObjectNode ofModel(String key) {
        ObjectNode form = switch (key) {
            case "provider" -> SchemaOfRecords.words(SchemaOfRecords.names(Provider.values()));
            case "base-url" ->
                JSON.createObjectNode().put("type", "string").put("pattern", "^ *[Hh][Tt][Tt][Pp][Ss]?://");
            case "key" -> JSON.createObjectNode().put("type", "string").put("pattern",
                    SchemaOfRecords.whole(RunReader.VARIABLE));
            case "weight" -> JSON.createObjectNode().put("type", "number").put("exclusiveMinimum", 0);
            case "temperature" -> JSON.createObjectNode().put("type", "number").put("minimum", 0).put("maximum", 2);
            case "max-output" -> SchemaOfRecords.amount(Quantity.COUNT);
            case "price" -> {
                ObjectNode price = map(YamlKeys.PRICE, part -> described(
                        JSON.createObjectNode().put("type", "number").put("minimum", 0), Price.class, part));
                required(price, "input", "output");
                yield price;
            }
            default -> SchemaOfRecords.text();
        };
        return described(form, ModelChoice.class, key);
    }

    private static ObjectNode kind(String kind, ObjectNode settings) {
        return settings.put("description", "The proposer " + kind + " with its settings.");
    }

    private static ObjectNode orNothing(ObjectNode map) {
        return map.set("type", JSON.createArrayNode().add("object").add("null"));
    }

    private static ObjectNode map(YamlKeys keys, Function<String, ObjectNode> form) {
        ObjectNode map = JSON.createObjectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = map.putObject("properties");
        keys.keys().forEach(key -> properties.set(key, form.apply(key)));
        return map;
    }

    private static void required(ObjectNode map, String... keys) {
        ArrayNode needed = map.putArray("required");
        List.of(keys).forEach(needed::add);
    }

    private static ObjectNode texts() {
        return SchemaOfRecords.anyOf(SchemaOfRecords.text(), SchemaOfRecords.array(SchemaOfRecords.text()));
    }

    private static ObjectNode described(ObjectNode form, Class<?> record, String key) {
        String component = COMPONENTS.getOrDefault(key, camel(key));
        boolean known = Stream.of(record.getRecordComponents()).anyMatch(part -> part.getName().equals(component));
        return form.put("description", SourceDocs.component(record, known ? component : camel(key)));
    }

    private static String camel(String key) {
        return Pattern.compile("-(.)").matcher(key).replaceAll(part -> part.group(1).toUpperCase(Locale.ROOT));
    }
}
