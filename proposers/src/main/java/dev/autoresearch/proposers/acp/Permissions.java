package dev.autoresearch.proposers.acp;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Decides what an agent may do that asks: by the files that a tool call names and by its kind. Permission is given once
/// each time, never for good, so that the next call is asked for again.
final class Permissions {
    private static final String ALLOW = "allow_once";
    private static final String REJECT = "reject_once";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FilePolicy policy;
    private final boolean commands;

    /// @param commands whether commands may be run: because a sandbox holds them, or because the user allows it
    Permissions(FilePolicy policy, boolean commands) {
        this.policy = policy;
        this.commands = commands;
    }

    /// Why a call may not be made; empty when it may.
    Optional<String> refusal(ToolCall call) {
        if (call.namesTooMuch()) {
            return Optional.of("names too many files");
        }
        return switch (call.kind()) {
            case "read", "search" -> outside(call, false);
            case "think" -> Optional.empty();
            case "edit", "delete", "move" -> call.paths().isEmpty()
                    ? Optional.of("does not say which file it changes")
                    : outside(call, true);
            case "execute" -> commands
                    ? outside(call, false)
                    : Optional.of("commands may not be run here (allow-commands)");
            case "fetch" -> Optional.of("nothing may be fetched from elsewhere");
            case "switch_mode" -> Optional.of("the mode is set by the user");
            default -> call.paths().isEmpty() && !commands
                    ? Optional.of("does not say what it changes, and commands may not be run here (allow-commands)")
                    : outside(call, true);
        };
    }

    /// The answer to a question: with one of the agent's own options.
    ///
    /// @param allowed whether the call may be made
    static ObjectNode outcome(JsonNode options, boolean allowed) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode outcome = answer.putObject("outcome");
        option(options, allowed ? ALLOW : REJECT).ifPresentOrElse(
                id -> outcome.put("outcome", "selected").put("optionId", id),
                () -> outcome.put("outcome", "cancelled"));
        return answer;
    }

    /// The answer to a question that came when the turn was being ended.
    static ObjectNode cancelled() {
        return outcome(MissingNode.getInstance(), false);
    }

    /// Whether the agent offers what is needed to allow a call.
    static boolean canAllow(JsonNode options) {
        return option(options, ALLOW).isPresent();
    }

    private static Optional<String> option(JsonNode options, String kind) {
        for (JsonNode option : options) {
            if (option.path("kind").asString("").equals(kind) && option.path("optionId").isString()) {
                return Optional.of(option.path("optionId").asString());
            }
        }
        return Optional.empty();
    }

    private Optional<String> outside(ToolCall call, boolean write) {
        for (String path : call.paths().stream().sorted().toList()) {
            FilePolicy.Verdict verdict = write ? policy.writing(path) : policy.reading(path);
            if (verdict instanceof FilePolicy.Verdict.Refused(String reason)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
