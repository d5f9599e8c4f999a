package dev.autoresearch.proposers.scripted;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills the JSON schema of a tool with what an action says, by the names that agents give such properties.
final class ToolArguments {

    private enum Meaning {
        PATH, OLD, NEW, CONTENT, COMMAND, OTHER
    }

    private ToolArguments() {}

    static ObjectNode fill(JsonNode schema, Action action) {
        ObjectNode out = Json.object();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode type = property.getValue();
            boolean required = schema.path("required").valueStream().anyMatch(word -> word.asString().equals(name));
            argument(name, type, action, required).ifPresent(value -> out.set(name, value));
        }
        return out;
    }

    private static Optional<JsonNode> argument(String name, JsonNode property, Action action, boolean required) {
        if (name.equals("command") && property.has("enum")) {
            return Optional.of(Json.MAPPER.valueToTree(subcommand(action)));
        }
        Meaning meaning = meaning(name);
        Optional<String> said = said(action, meaning);
        String kind = kind(property);
        JsonNode items = property.path("items");
        if (said.isPresent() && !kind.equals("array")) {
            return Optional.of(Json.MAPPER.valueToTree(said.get()));
        }
        if (kind.equals("array")) {
            if (kind(items).equals("object")) {
                ObjectNode inner = fill(items, action);
                return inner.isEmpty() ? otherwise(property, kind, required) : Optional.of(Json.array(inner));
            }
            if (said.isPresent()) {
                boolean argv = meaning == Meaning.COMMAND && name.equals("command");
                return Optional.of(argv ? Json.array("bash", "-lc", said.get()) : Json.array(said.get()));
            }
            if (many(name) && said(action, Meaning.PATH).isPresent()) {
                return Optional.of(Json.array(said(action, Meaning.PATH).get()));
            }
        }
        return otherwise(property, kind, required);
    }

    /// What a required property gets that the action says nothing of.
    private static Optional<JsonNode> otherwise(JsonNode property, String kind, boolean required) {
        if (!required) {
            return Optional.empty();
        }
        if (!property.path("enum").isEmpty()) {
            return Optional.of(property.path("enum").path(0));
        }
        return Optional.of(switch (kind) {
            case "boolean" -> Json.MAPPER.valueToTree(false);
            case "integer", "number" -> Json.MAPPER.valueToTree(1);
            case "array" -> Json.array();
            case "object" -> Json.object();
            default -> Json.MAPPER.valueToTree("scripted");
        });
    }

    /// What an editor with sub-commands calls the action.
    private static String subcommand(Action action) {
        return switch (action) {
            case Action.Edit edit -> "str_replace";
            case Action.Write write -> "create";
            default -> "view";
        };
    }

    private static String kind(JsonNode property) {
        JsonNode type = property.path("type");
        if (type.isArray()) {
            return type.valueStream().map(JsonNode::asString).filter(word -> !word.equals("null")).findFirst()
                    .orElse("");
        }
        if (type.isMissingNode()) {
            return property.path("anyOf").valueStream().map(ToolArguments::kind).filter(word -> !word.equals("null"))
                    .findFirst().orElse("");
        }
        return type.asString("");
    }

    private static Meaning meaning(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace("_", "")) {
            case "path", "filepath", "absolutepath", "targetfile", "filename", "file" -> Meaning.PATH;
            case "oldstring", "oldtext", "oldstr", "search", "old" -> Meaning.OLD;
            case "newstring", "newtext", "newstr", "replace", "new" -> Meaning.NEW;
            case "content", "contents", "filetext", "text", "newcontent" -> Meaning.CONTENT;
            case "command", "cmd", "script", "commands" -> Meaning.COMMAND;
            default -> Meaning.OTHER;
        };
    }

    private static boolean many(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "paths", "files", "file_paths" -> true;
            default -> false;
        };
    }

    private static Optional<String> said(Action action, Meaning meaning) {
        return Optional.ofNullable(switch (action) {
            case Action.Read(String path) -> meaning == Meaning.PATH ? path : null;
            case Action.Edit(String path, String old, String replacement) -> switch (meaning) {
                case PATH -> path;
                case OLD -> old;
                case NEW -> replacement;
                default -> null;
            };
            case Action.Write(String path, String content) -> switch (meaning) {
                case PATH -> path;
                case CONTENT -> content;
                default -> null;
            };
            case Action.Shell(String command) -> meaning == Meaning.COMMAND ? command : null;
            case Action.Call call -> null;
            case Action.Bump bump -> null;
        });
    }
}
