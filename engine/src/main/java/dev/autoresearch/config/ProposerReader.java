package dev.autoresearch.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads `proposer`: a name, or a map that names one with its settings. These stand in a map of the kind's own, or beside
/// its name.
final class ProposerReader {
    /// The least size of a prompt, in tokens: below it nothing but rules would fit.
    static final int LEAST_BRIEF = 4_000;

    private static final List<String> COMMON = List.of("kind", "timeout", "brief-tokens");
    private static final String BRIEF = "a number of tokens such as 24k, at least " + LEAST_BRIEF;
    private static final String EXPECTED = "one of " + String.join(", ", ProposerChoice.KINDS);
    private static final Map<String, Need> NEEDS = Map.of(
            "command", new Need("command", "the executable that proposes", "{command: ./propose.sh}"),
            "acp", new Need("command", "the command line of an agent that speaks ACP", "{acp: gemini --acp}"),
            "agent", new Need("command", "the command line of a coding agent", "{agent: my-agent --json}"),
            "llm", new Need("model", "the provider and the name of a language model",
                    "{llm: {provider: anthropic, model: NAME}}"));

    private ProposerReader() {}

    /// What a kind cannot do without.
    private record Need(String what, String expected, String example) {}

    private record Agent(String command, AgentSettings settings) {}

    static void read(YamlValue value, ConfigurationBuilder builder) {
        Optional<ProposerChoice> choice = value.isScalar() ? named(value) : settings(value);
        choice.ifPresent(builder::proposer);
    }

    private static Optional<ProposerChoice> named(YamlValue value) {
        return kind(value).flatMap(kind -> {
            Need need = NEEDS.get(kind);
            if (need != null) {
                value.wrong("the proposer " + kind + " without its " + need.what, need.expected,
                        "write " + need.example);
                return Optional.empty();
            }
            return Optional.of(new ProposerChoice(kind, "", ProposerChoice.DEFAULT_TIMEOUT));
        });
    }

    private static Optional<String> kind(YamlValue value) {
        return value.text(EXPECTED).flatMap(kind -> {
            if (ProposerChoice.KINDS.contains(kind)) {
                return Optional.of(kind);
            }
            boolean command = kind.contains("/") || kind.contains(" ");
            value.wrong(Findings.shown(kind), EXPECTED,
                    command
                            ? "did you mean {command: " + Findings.plain(kind) + "}"
                            : Findings.didYouMean(kind, ProposerChoice.KINDS));
            return Optional.empty();
        });
    }

    private static Optional<ProposerChoice> settings(YamlValue value) {
        if (!value.isMap()) {
            value.wrong(value.described(), EXPECTED + ", or a map such as {command: ./propose.sh}", "");
            return Optional.empty();
        }
        return value.section(YamlKeys.PROPOSER).flatMap(section -> {
            Optional<YamlValue> named = section.get("kind");
            if (named.isPresent()) {
                return kind(named.get()).flatMap(kind -> choice(kind, section));
            }
            List<String> kinds = ProposerChoice.KINDS.stream()
                    .filter(kind -> YamlKeys.PROPOSER.keys().contains(kind) && section.get(kind).isPresent()).toList();
            if (kinds.size() == 1) {
                return choice(kinds.getFirst(), section);
            }
            section.wrong(kinds.isEmpty() ? "no proposer" : "several proposers: " + String.join(", ", kinds), EXPECTED,
                    "for example {command: ./propose.sh}");
            return Optional.empty();
        });
    }

    private static Optional<ProposerChoice> choice(String kind, YamlSection section) {
        strays(kind, keys(kind).map(YamlKeys::keys).orElse(List.of()), section);
        Duration timeout = section.get("timeout").flatMap(YamlValue::duration).orElse(ProposerChoice.DEFAULT_TIMEOUT);
        int brief = section.get("brief-tokens").flatMap(value -> value.count(BRIEF, LEAST_BRIEF, Integer.MAX_VALUE))
                .map(Math::toIntExact).orElse(ProposerChoice.DEFAULT_BRIEF);
        return switch (kind) {
            case "search", "prune" -> Optional.of(new ProposerChoice(kind, "", timeout, AgentSettings.USUAL,
                    LlmSettings.NONE, brief));
            case "command" -> Optional.of(new ProposerChoice(kind, command(kind, section.get(kind), section), timeout,
                    AgentSettings.USUAL, LlmSettings.NONE, brief));
            case "llm" -> settings(YamlKeys.LLM, section.get(kind), section).flatMap(ModelReader::llm)
                    .map(llm -> new ProposerChoice(kind, "", timeout, AgentSettings.USUAL, llm, brief));
            default -> keys(kind).flatMap(keys -> agent(kind, keys, section))
                    .map(read -> new ProposerChoice(kind, read.command, timeout, read.settings, LlmSettings.NONE,
                            brief));
        };
    }

    /// An agent with its command line, which may be the value of the kind's own key.
    private static Optional<Agent> agent(String kind, YamlKeys keys, YamlSection section) {
        Optional<YamlValue> own = section.get(kind);
        Optional<YamlValue> line = own.filter(value -> value.isScalar() && NEEDS.containsKey(kind));
        Optional<YamlValue> map = own.filter(value -> line.isEmpty() && !value.isNothing());
        return settings(keys, map, section).map(all -> new Agent(
                command(kind, line.or(() -> AgentReader.get(all, keys, "command")), all), AgentReader.read(all, keys)));
    }

    /// The settings of a kind, in a map of their own or beside its name; empty when there is something else than a map.
    private static Optional<YamlSection> settings(YamlKeys keys, Optional<YamlValue> own, YamlSection section) {
        return own.isEmpty()
                ? Optional.of(section.settings(keys, Optional.empty()))
                : own.get().section(keys).map(inner -> section.settings(keys, Optional.of(inner)));
    }

    private static String command(String kind, Optional<YamlValue> given, YamlSection section) {
        Need need = NEEDS.get(kind);
        if (given.isEmpty() && need != null) {
            section.wrong("the proposer " + kind + " without its " + need.what, need.expected, "write " + need.example);
        }
        return given.flatMap(value -> value.text("a command line")).orElse("");
    }

    private static Optional<YamlKeys> keys(String kind) {
        return switch (kind) {
            case "search", "prune", "command" -> Optional.empty();
            case "auto" -> Optional.of(YamlKeys.AUTO);
            case "acp" -> Optional.of(YamlKeys.ACP);
            case "agent" -> Optional.of(YamlKeys.AGENT);
            case "llm" -> Optional.of(YamlKeys.LLM);
            default -> Optional.of(YamlKeys.PROGRAM);
        };
    }

    /// Settings of other kinds, which would do nothing.
    private static void strays(String kind, List<String> settings, YamlSection section) {
        List<String> known = Stream.of(COMMON.stream(), Stream.of(kind), settings.stream()).flatMap(keys -> keys)
                .toList();
        YamlKeys.PROPOSER.keys().stream().filter(key -> !known.contains(key)).forEach(
                key -> section.get(key).ifPresent(value -> value.wrong(key + " beside " + kind,
                        "only keys that " + kind + " has: " + String.join(", ", known), "delete it")));
    }
}
