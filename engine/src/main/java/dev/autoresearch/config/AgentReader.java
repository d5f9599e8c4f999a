package dev.autoresearch.config;

import java.util.List;
import java.util.Optional;

/// Reads how a coding agent is called. Which of the keys there are depends on the kind of agent.
final class AgentReader {
    private static final String ARGUMENT = "arguments such as [--verbose]";

    private AgentReader() {}

    /// The settings of an agent.
    ///
    /// @param keys which of them this kind of agent has
    static AgentSettings read(YamlSection section, YamlKeys keys) {
        AgentSettings usual = AgentSettings.USUAL;
        return new AgentSettings(
                get(section, keys, "model").flatMap(value -> value.text("the model's name, as the agent knows it"))
                        .orElse(usual.model()),
                get(section, keys, "turns").flatMap(value -> value.whole(1, Integer.MAX_VALUE)).orElse(usual.turns()),
                get(section, keys, "arguments").map(AgentReader::arguments).orElse(usual.arguments()),
                get(section, keys, "pass-environment").map(RunReader::names).orElse(usual.passEnvironment()),
                get(section, keys, "confine").flatMap(value -> value.choice(YamlValue.words(Confinement.values())))
                        .orElse(usual.confine()),
                get(section, keys, "mode").flatMap(value -> value.text("a session mode of the agent's"))
                        .orElse(usual.mode()),
                get(section, keys, "allow-commands").flatMap(YamlValue::flag).orElse(usual.allowCommands()));
    }

    /// The value of a key that this kind of agent may not have at all.
    static Optional<YamlValue> get(YamlSection section, YamlKeys keys, String key) {
        return keys.keys().contains(key) ? section.get(key) : Optional.empty();
    }

    private static List<String> arguments(YamlValue value) {
        return value.texts(ARGUMENT).stream().flatMap(entry -> entry.textOrEmpty(ARGUMENT).stream()).toList();
    }
}
