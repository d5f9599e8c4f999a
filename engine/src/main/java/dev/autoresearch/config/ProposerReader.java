package dev.autoresearch.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `proposer`: a name, or a map that names one with its settings. Kinds of other versions are taken as they are,
/// with whatever settings they have; a session says when one is not installed.
final class ProposerReader {
    private static final List<String> WITH_COMMAND = List.of("command", "acp", "agent");
    private static final String EXPECTED = "one of " + String.join(", ", ProposerChoice.KINDS);

    private ProposerReader() {}

    static void read(YamlValue value, ConfigurationBuilder builder) {
        Optional<ProposerChoice> choice = value.isScalar() ? named(value) : settings(value);
        choice.ifPresent(builder::proposer);
    }

    private static Optional<ProposerChoice> named(YamlValue value) {
        return kind(value).flatMap(kind -> {
            if (kind.equals("command")) {
                value.wrong("a command proposer without its command", "the executable that proposes",
                        "write {command: ./propose.sh}");
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
        String expected = EXPECTED + ", or a map such as {command: ./propose.sh}";
        if (!value.isMap()) {
            value.wrong(value.described(), expected, "");
            return Optional.empty();
        }
        Map<String, YamlValue> members = value.members(expected);
        YamlValue named = members.get("kind");
        if (named != null) {
            return kind(named).flatMap(kind -> choice(kind, value, members));
        }
        var kinds = new ArrayList<>(members.keySet());
        kinds.retainAll(YamlKeys.PROPOSER.keys());
        kinds.remove("timeout");
        if (kinds.size() == 1) {
            return choice(kinds.getFirst(), value, members);
        }
        value.section(YamlKeys.PROPOSER);
        value.wrong(kinds.isEmpty() ? "no proposer" : "several proposers: " + String.join(", ", kinds), EXPECTED,
                "for example {command: ./propose.sh}");
        return Optional.empty();
    }

    private static Optional<ProposerChoice> choice(String kind, YamlValue value, Map<String, YamlValue> members) {
        boolean ours = kind.equals("command") || kind.equals("search");
        if (ours) {
            value.section(YamlKeys.PROPOSER);
        }
        YamlValue limit = members.get("timeout");
        Duration timeout = Optional.ofNullable(limit).flatMap(YamlValue::duration)
                .orElse(ProposerChoice.DEFAULT_TIMEOUT);
        YamlValue given = members.get(WITH_COMMAND.contains(kind) && members.containsKey(kind) ? kind : "command");
        String command = "";
        if (given != null && (given.isScalar() || ours)) {
            command = given.text("a command such as ./propose.sh").orElse("");
        }
        if (kind.equals("command") && given == null) {
            value.wrong("a command proposer without its command", "command: the executable that proposes",
                    "add command: ./propose.sh");
        }
        return Optional.of(new ProposerChoice(kind, command, timeout));
    }
}
