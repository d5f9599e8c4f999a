package dev.autoresearch.config;

import java.util.List;

/// Something the user can mend: what happened, where, and what to do next. The command line prints it without a stack
/// trace and exits with [#exit()]. Thrown before anything of the user's is changed.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;
    private final List<String> details;
    private final String next;

    /// A refusal with one sentence and a next step.
    ///
    /// @param what one sentence, naming file, line and key where there are any
    /// @param next what to do now, one sentence
    public Refusal(Exit exit, String what, String next) {
        this(exit, what, List.of(), next);
    }

    /// A refusal with several findings.
    public Refusal(Exit exit, String what, List<String> details, String next) {
        super(sentence(what));
        this.exit = exit;
        this.details = List.copyOf(details);
        this.next = sentence(next);
    }

    // Sentences that end in an exception's own words have its full stop or none.
    private static String sentence(String text) {
        return text.isEmpty() || ".:?`".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    /// The exit code that belongs to it.
    public Exit exit() {
        return exit;
    }

    /// Further lines under the first sentence, for example one a configuration error.
    public List<String> details() {
        return details;
    }

    /// What to do now.
    public String next() {
        return next;
    }
}
