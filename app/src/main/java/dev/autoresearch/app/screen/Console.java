package dev.autoresearch.app.screen;

import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/// Where the program prints, and what that place can show.
///
/// @param out    results
/// @param err    messages about the work itself
/// @param colour whether colours are wanted: a terminal, and `NO_COLOR` unset
/// @param live   whether a line may be rewritten in place
/// @param width  columns; [#UNLIMITED] where nothing ends a line
public record Console(PrintStream out, PrintStream err, boolean colour, boolean live, int width) {
    /// The width of what is no terminal: nothing is cut.
    public static final int UNLIMITED = 10_000;

    private static final int FIELD = 13;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /// Prints a line.
    public void line(String text) {
        out.println(text);
    }

    /// Prints a named value, the values of several lines aligned; continued below itself where the terminal ends.
    public void field(String name, String value) {
        field(name, value, Style.PLAIN);
    }

    /// The same with the value in a style.
    public void field(String name, String value, Style style) {
        List<String> lines = Columns.wrap(value, width - FIELD - 1);
        line(styled(Style.FAINT, name) + " ".repeat(Math.max(1, FIELD - name.length()))
                + styled(style, lines.getFirst()));
        lines.stream().skip(1).forEach(line -> line(" ".repeat(FIELD) + styled(style, line)));
    }

    /// Prints a named value on one line, however long, for commands that people copy.
    public void command(String name, String value) {
        line(styled(Style.FAINT, name) + " ".repeat(Math.max(1, FIELD - name.length())) + value);
    }

    /// A moment as people write it, in the time zone of the machine.
    public static String moment(Instant moment) {
        return MOMENT.format(moment.atZone(ZoneId.systemDefault()));
    }

    /// Prints an empty line.
    public void line() {
        out.println();
    }

    /// `text` in this style where colours are shown.
    public String styled(Style style, String text) {
        return colour && style != Style.PLAIN && !text.isEmpty() ? style.ansi.on() + text + Ansi.Style.reset.on() : text;
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
