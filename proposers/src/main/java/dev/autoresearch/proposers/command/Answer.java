package dev.autoresearch.proposers.command;

import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.brief.Reply;
import dev.autoresearch.proposers.brief.ReplyReader;
import dev.autoresearch.proposers.text.OneLine;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What a command proposer printed, read: the last line that is not empty is the hypothesis, or a JSON object that holds
/// it and more. Where the last line ends a JSON block, as in the reply of a language model, the block holds it.
final class Answer {

    /// The largest `detail`, in characters of JSON; a larger one is left out.
    static final int DETAIL = 16_000;

    private final ObjectMapper mapper = new ObjectMapper();

    /// The proposal of a command that returned in order.
    ///
    /// @param output the end of its standard output
    /// @param brief  that it answers
    Proposal read(String output, Brief brief) {
        String line = lastLine(output);
        if (line.startsWith("{")) {
            try {
                JsonNode node = mapper.readTree(line);
                if (node.isObject()) {
                    return object(node, brief);
                }
            } catch (JacksonException notJson) {
                return edited(line);
            }
        }
        if (line.equals("}") || line.startsWith("```")) {
            Reply reply = ReplyReader.read(output, brief);
            return new Proposal.Edited(reply.hypothesisOrNone(), Spending.NONE, "", reply.remarks());
        }
        return edited(line);
    }

    private static Proposal edited(String line) {
        return Proposal.edited(new Reply(OneLine.of(line, ReplyReader.HYPOTHESIS), Remarks.NONE).hypothesisOrNone());
    }

    private static Proposal object(JsonNode node, Brief brief) {
        Reply reply = ReplyReader.of(node, brief);
        String hypothesis = reply.hypothesis();
        var spending = spending(node);
        if (node.path("done").asBoolean(false)) {
            return new Proposal.Exhausted(hypothesis.isEmpty() ? "the command is done" : hypothesis);
        }
        if (node.path("no_change").asBoolean(false)) {
            return new Proposal.NoChange(hypothesis.isEmpty() ? "the command changed nothing" : hypothesis, spending,
                    reply.remarks());
        }
        JsonNode detail = node.path("detail");
        String json = detail.isMissingNode() || detail.isNull() ? "" : detail.toString();
        return new Proposal.Edited(reply.hypothesisOrNone(), spending, json.length() > DETAIL ? "" : json,
                reply.remarks());
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

    /// The last line that is not blank, empty when there is none.
    static String lastLine(String output) {
        return output.lines().filter(line -> !line.isBlank()).reduce((first, second) -> second).orElse("").strip();
    }
}
