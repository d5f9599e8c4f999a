package dev.autoresearch.setup.preflight;

import java.util.List;

/// A line of shell as far as it can be read without being a shell: simple commands and what joins them. At the first thing
/// beyond that (a loop, a subshell, a here-document) the reading ends and says so.
///
/// @param steps simple commands, in order
/// @param whole whether the line was read to its end
record ShellText(List<Step> steps, boolean whole) {

    ShellText {
        steps = List.copyOf(steps);
    }

    /// One word.
    ///
    /// @param text    without its quotes
    /// @param literal whether the shell takes it as it stands: nothing in it is expanded
    record Word(String text, boolean literal) {}

    /// What joins a step to the one before or after it.
    enum Link {
        START, AND, OR, PIPE, NEXT, BACKGROUND, END, UNKNOWN
    }

    /// Where a stream goes or comes from.
    ///
    /// @param stream   `0`, `1`, `2`, or `&` for both outputs
    /// @param operator `<`, `>`, `>>`, or `=` for the same place as the stream named
    /// @param target   a file, or a number after `=`
    record Redirect(String stream, String operator, Word target) {

        boolean discards(String which) {
            return operator.startsWith(">") && target.text().equals("/dev/null")
                    && (stream.equals(which) || stream.equals("&"));
        }
    }

    /// One simple command, assignments in front of it included.
    record Step(Link before, List<Word> words, List<Redirect> redirects, Link after) {
        Step {
            words = List.copyOf(words);
            redirects = List.copyOf(redirects);
        }
    }

    static ShellText of(String line) {
        return new ShellReading(line).all();
    }

    /// The last pipeline of the line, whose exit code is the line's; empty when the line was not read to its end.
    List<Step> last() {
        if (!whole || steps.isEmpty()) {
            return List.of();
        }
        int from = steps.size() - 1;
        while (from > 0 && steps.get(from).before() == Link.PIPE) {
            from--;
        }
        return steps.subList(from, steps.size());
    }
}
