package dev.autoresearch.proposers.acp;

import dev.autoresearch.proposers.acp.JsonRpc.Answer;
import dev.autoresearch.proposers.text.OneLine;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What an agent's error means.
final class Failures {
    private static final int REASON = 1_000;
    private static final int AUTHENTICATION_REQUIRED = -32000;
    private static final int UNAUTHORIZED = 401;
    private static final Pattern AUTHENTICATION = Pattern
            .compile("(?i)\\bauth|sign[ -]?in|log[ -]?in\\b|api[ _-]?key|credential|unauthorized");

    private Failures() {}

    /// The end of a turn that was answered with an error. Agents use the protocol's code for a missing account for other
    /// failures, too, so that the text must say it as well.
    ///
    /// @param ways how one can sign in, by the agent's own words; empty when unknown
    static TurnEnd end(Answer.Trouble error, String ways, String text) {
        String reason = reason(error);
        boolean account = error.code() == UNAUTHORIZED
                || (error.code() == AUTHENTICATION_REQUIRED && AUTHENTICATION.matcher(reason).find());
        return account
                ? new TurnEnd.NotSignedIn(reason + (ways.isEmpty() ? "" : " (it offers: " + ways + ")"))
                : new TurnEnd.Failed(reason, text);
    }

    private static String reason(Answer.Trouble error) {
        JsonNode data = error.data();
        String more = data.isString() ? data.asString() : first(data, "details", "message", "errorName", "errorKind");
        String message = error.message().isBlank() ? "error " + error.code() : error.message();
        return OneLine.of(more.isBlank() || message.contains(more) ? message : message + ": " + more, REASON);
    }

    private static String first(JsonNode data, String... names) {
        for (String name : names) {
            String text = data.path(name).asString("");
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }
}
