package dev.autoresearch.proposers.command;

import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.text.OneLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What a command proposer printed, read: the last line that is not empty is the hypothesis, or a JSON object that holds
/// it and more.
final class Answer {

    /// The longest hypothesis, in characters.
    static final int HYPOTHESIS = 200;

    /// The largest `detail`, in characters of JSON; a larger one is left out.
    static final int DETAIL = 16_000;

    private static final String NONE = "(no hypothesis)";

    private final ObjectMapper mapper = new ObjectMapper();

    /// The proposal of a command that returned in order.
    ///
    /// @param output the end of its standard output
    Proposal read(String output) {
        String line = lastLine(output);
        if (line.startsWith("{")) {
            try {
                JsonNode node = mapper.readTree(line);
                if (node.isObject()) {
                    return object(node);
                }
            } catch (JacksonException notJson) {
                return new Proposal.Edited(hypothesis(line), Spending.NONE, "");
            }
        }
        return new Proposal.Edited(hypothesis(line), Spending.NONE, "");
    }

    private Proposal object(JsonNode node) {
        String hypothesis = hypothesis(node.path("hypothesis").asString(""));
        var spending = spending(node);
        if (node.path("done").asBoolean(false)) {
            return new Proposal.Exhausted(hypothesis.equals(NONE) ? "the command is done" : hypothesis);
        }
        if (node.path("no_change").asBoolean(false)) {
            return new Proposal.NoChange(hypothesis.equals(NONE) ? "the command changed nothing" : hypothesis,
                    spending);
        }
        JsonNode detail = node.path("detail");
        String json = detail.isMissingNode() || detail.isNull() ? "" : detail.toString();
        return new Proposal.Edited(hypothesis, spending, json.length() > DETAIL ? "" : json);
    }

    /// What the last line says that the proposal cost, whatever else went wrong.
    Spending spending(String output) {
        String line = lastLine(output);
        if (!line.startsWith("{")) {
            return Spending.NONE;
        }
        try {
            return spending(mapper.readTree(line));
        } catch (JacksonException notJson) {
            return Spending.NONE;
        }
    }

    private static Spending spending(JsonNode node) {
        double dollars = node.path("cost").asDouble(0);
        return new Spending(Double.isFinite(dollars) && dollars > 0 ? dollars : 0,
                Math.max(0, node.path("tokens").asLong(0)));
    }

    /// The hypothesis as it is recorded.
    static String hypothesis(String text) {
        String line = OneLine.of(text, HYPOTHESIS);
        return line.isEmpty() ? NONE : line;
    }

    /// The last line that is not blank, empty when there is none.
    static String lastLine(String output) {
        return output.lines().filter(line -> !line.isBlank()).reduce((first, second) -> second).orElse("").strip();
    }
}
