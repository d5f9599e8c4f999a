package dev.autoresearch.proposers.acp;

import dev.autoresearch.proposers.text.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The messages before the first prompt: who speaks, which session, in which mode and with which model.
final class Handshake {
    private static final int VERSION = 1;
    private static final int SHOWN = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Handshake() {}

    /// A question to the agent.
    record Question(String method, ObjectNode params) {}

    /// The first question.
    static Question initialize(String ourVersion) {
        ObjectNode params = JSON.createObjectNode().put("protocolVersion", VERSION);
        ObjectNode capabilities = params.putObject("clientCapabilities");
        capabilities.putObject("fs").put("readTextFile", true).put("writeTextFile", true);
        capabilities.put("terminal", false);
        params.putObject("clientInfo").put("name", "autoresearch").put("title", "autoresearch").put("version",
                ourVersion);
        return new Question("initialize", params);
    }

    /// Why an answer to [#initialize] will not do; empty when it will.
    static Optional<String> unsuited(JsonNode initialized) {
        int version = initialized.path("protocolVersion").asInt(0);
        return version == VERSION
                ? Optional.empty()
                : Optional.of("it speaks version " + version + " of the Agent Client Protocol, and here version "
                        + VERSION + " is spoken");
    }

    /// The agent's name and version, of unknown origin; empty when it does not say.
    static String agent(JsonNode initialized) {
        JsonNode info = initialized.path("agentInfo");
        return OneLine.of(info.path("name").asString("") + " " + info.path("version").asString(""), SHOWN).strip();
    }

    /// How a user can sign in, by the agent's own words; empty when it does not say.
    static String ways(JsonNode initialized) {
        var ways = new ArrayList<String>();
        initialized.path("authMethods").forEach(way -> ways.add(way.path("name").asString("")));
        ways.removeIf(String::isBlank);
        return OneLine.of(String.join(", ", ways), SHOWN);
    }

    /// The question for a session.
    static Question session(Path desk) {
        ObjectNode params = JSON.createObjectNode().put("cwd", desk.toAbsolutePath().normalize().toString());
        params.putArray("mcpServers");
        return new Question("session/new", params);
    }

    /// Whether the agent can go on in a session of an earlier program.
    static boolean loads(JsonNode initialized) {
        return initialized.path("agentCapabilities").path("loadSession").asBoolean(false);
    }

    /// The question for a session that was.
    static Question load(String session, Path desk) {
        ObjectNode params = session(desk).params().put("sessionId", session);
        return new Question("session/load", params);
    }

    /// An answer to [#load], which need not name the session, as one to [#session].
    static JsonNode named(JsonNode loaded, String session) {
        ObjectNode created = loaded instanceof ObjectNode given ? given.deepCopy() : JSON.createObjectNode();
        return created.put("sessionId", session);
    }

    /// The questions that set a session's mode and model.
    ///
    /// @param created the answer to [#session]
    /// @param mode    empty for the agent's own
    /// @param model   empty for the agent's own
    /// @throws Unknown if the agent offers choices and this is none of them
    static List<Question> settings(JsonNode created, String mode, String model) throws Unknown {
        var questions = new ArrayList<Question>();
        if (!mode.isEmpty()) {
            questions.add(setting(created, "mode", mode, created.path("modes").path("availableModes"), "id"));
        }
        if (!model.isEmpty()) {
            questions.add(setting(created, "model", model, created.path("models").path("availableModels"), "modelId"));
        }
        return questions;
    }

    /// The model that the session uses; empty when the agent does not say.
    static String model(JsonNode created) {
        String current = created.path("models").path("currentModelId").asString("");
        return current.isEmpty() ? option(created, "model").path("currentValue").asString("") : current;
    }

    private static Question setting(JsonNode created, String what, String wanted, JsonNode listed, String key)
            throws Unknown {
        ObjectNode params = JSON.createObjectNode().put("sessionId", created.path("sessionId").asString(""));
        JsonNode option = option(created, what);
        List<String> choices = new ArrayList<>();
        if (listed.isEmpty() && option.isObject()) {
            option.path("options").forEach(choice -> {
                choices.add(choice.path("value").asString(""));
                choice.path("options").forEach(inner -> choices.add(inner.path("value").asString("")));
            });
            known(what, wanted, choices);
            params.put("configId", option.path("id").asString("")).put("value", wanted);
            return new Question("session/set_config_option", params);
        }
        listed.forEach(choice -> choices.add(choice.path(key).asString("")));
        known(what, wanted, choices);
        return new Question("session/set_" + what, params.put(what + "Id", wanted));
    }

    private static void known(String what, String wanted, List<String> choices) throws Unknown {
        choices.removeIf(String::isEmpty);
        if (!choices.isEmpty() && !choices.contains(wanted)) {
            throw new Unknown(
                    "it has no " + what + " '" + wanted + "', but " + OneLine.of(String.join(", ", choices), SHOWN));
        }
    }

    private static JsonNode option(JsonNode created, String category) {
        for (JsonNode option : created.path("configOptions")) {
            if (option.path("category").asString(option.path("id").asString("")).equals(category)) {
                return option;
            }
        }
        return MissingNode.getInstance();
    }

    /// Something was asked for that the agent does not have.
    static final class Unknown extends Exception {
        Unknown(String message) {
            super(message);
        }
    }
}
