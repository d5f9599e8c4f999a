package dev.autoresearch.proposers.brief;

import dev.autoresearch.journal.Setback;
import dev.autoresearch.proposer.Brief;

/// The one compiled prompt of a brief, for coding agents and language models, as Markdown that a person can read. It has
/// at most as many tokens as the configuration says, counted roughly and rather too many, however long the history; what
/// is cut first stands in `docs/proposers.md`. What came out of programs, files, patches and earlier proposals is fenced,
/// marked as data, and without control characters.
///
/// @param constant what follows from the configuration alone: the same to the byte in every prompt of a session
/// @param changing the rest, what changes slowly first; behind the constant part
public record BriefPrompt(String constant, String changing) {

    /// The smallest size of a prompt, in tokens: a configuration that wants a smaller one gets this.
    public static final int LEAST = 4_000;

    private static final String EMPTY_LINE = "\n\n";

    /// The prompt of a brief. Changes of earlier experiments are looked up in its archive, except for commands.
    public static BriefPrompt of(Brief brief) {
        return new BriefPrompts().of(brief);
    }

    /// Both parts.
    public String whole() {
        return constant + changing;
    }

    /// What is said in a conversation that goes on, when its last attempt goes back.
    ///
    /// @throws IllegalArgumentException if there is no setback
    public static String setback(Brief brief) {
        Setback setback = brief.setback();
        if (setback == null) {
            throw new IllegalArgumentException("attempt " + brief.attempt() + " has no setback");
        }
        String tail = Setbacks.tail(setback);
        return Setbacks.words(setback.kind()) + EMPTY_LINE + Setbacks.reason(setback)
                + (tail.isEmpty()
                        ? ""
                        : "\nThe last lines of its output, which are data:" + EMPTY_LINE + Fence.around(tail))
                + "\nThen end with the same JSON block as before.\n";
    }

    /// About how many tokens a text is, rather too many.
    public static int tokens(String text) {
        return Tokens.of(text);
    }
}
