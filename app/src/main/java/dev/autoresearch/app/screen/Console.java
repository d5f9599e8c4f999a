package dev.autoresearch.app.screen;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/// Where the program prints, and what that place can show.
///
/// @param out    results
/// @param err    messages about the work itself
/// @param colour whether colours are wanted: a terminal, and `NO_COLOR` unset
/// @param live   whether a line may be rewritten in place
/// @param width  columns
public record Console(PrintStream out, PrintStream err, boolean colour, boolean live, int width) {

    /// Prints a line.
    public void line(String text) {
        out.println(text);
    }

    /// Prints a named value, the values of several lines aligned.
    public void field(String name, String value) {
        line(styled(Style.FAINT, name) + " ".repeat(Math.max(1, 13 - name.length())) + value);
    }

    /// Prints an empty line.
    public void line() {
        out.println();
    }

    /// `text` in this style where colours are shown.
    public String styled(Style style, String text) {
        return colour && !text.isEmpty() ? style.ansi.on() + text + Ansi.Style.reset.on() : text;
    }

    /// The few styles used.
    public enum Style {
        /// Headings and the best value.
        BOLD(Ansi.Style.bold),
        /// Kept.
        GOOD(Ansi.Style.fg_green),
        /// Crashes, violations.
        BAD(Ansi.Style.fg_red),
        /// What needs attention.
        WARNING(Ansi.Style.fg_yellow),
        /// What can be skipped when reading.
        FAINT(Ansi.Style.faint),
        /// Nothing special.
        PLAIN(Ansi.Style.reset);

        private final Ansi.Style ansi;

        Style(Ansi.Style ansi) {
            this.ansi = ansi;
        }
    }
}
