package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Columns;
import dev.autoresearch.app.screen.Console.Style;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The commands to type next, such that they work when they are pasted into the terminal as they stand: with the way into
/// the project's folder when the user is not in it, and with the name by which they started the program.
final class NextSteps {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private static final int FEW_STEPS = 3;

    private final Surroundings surroundings;
    private final String program;
    private final List<String> commands = new ArrayList<>();
    private final List<String> purposes = new ArrayList<>();

    NextSteps(Surroundings surroundings, Path folder) {
        this.surroundings = surroundings;
        Path here = surroundings.directory();
        program = quoted(program(surroundings, here.startsWith(folder) ? here : folder));
        if (!here.startsWith(folder)) {
            add("cd " + quoted(folder.startsWith(here) ? here.relativize(folder).toString() : folder.toString()), "");
        }
    }

    private static String program(Surroundings surroundings, Path from) {
        String known = surroundings.environment().getOrDefault("AUTORESEARCH_COMMAND", "autoresearch");
        Path program = Path.of(known);
        if (!program.isAbsolute()) {
            return known;
        }
        Path near = from.relativize(program);
        return near.getNameCount() > FEW_STEPS ? known : near.getNameCount() == 1 ? "./" + near : near.toString();
    }

    /// A command of this program.
    void own(String arguments, String purpose) {
        add(program + " " + arguments, purpose);
    }

    /// Any command.
    void add(String command, String purpose) {
        commands.add(command);
        purposes.add(purpose);
    }

    /// Prints them in two columns.
    void print() {
        int width = commands.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < commands.size(); i++) {
            String purpose = surroundings.console().styled(Style.FAINT, purposes.get(i));
            surroundings.console().command(i == 0 ? "next" : "",
                    (Columns.left(commands.get(i), width) + "   " + purpose).stripTrailing());
        }
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
