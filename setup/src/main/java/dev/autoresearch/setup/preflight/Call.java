package dev.autoresearch.setup.preflight;

import dev.autoresearch.setup.preflight.ShellText.Redirect;
import dev.autoresearch.setup.preflight.ShellText.Word;
import java.util.List;
import java.util.Optional;

/// One program that a command line starts, seen through wrappers such as `env`, `timeout` and `sh -c`.
///
/// @param program    the word that names it
/// @param arguments  what follows it
/// @param redirects  where its streams go
/// @param folder     where it starts, relative to the project folder, `.` for the folder itself; meaningless unless `placed`
/// @param placed     whether that folder is known
/// @param certain    whether it is started in any case, not only when something else fails or is there
/// @param first      whether nothing was started before that could have made files
/// @param searchable whether the user's `PATH` decides what the program's name means
record Call(String program, List<Word> arguments, List<Redirect> redirects, String folder, boolean placed,
        boolean certain, boolean first, boolean searchable) {

    Call {
        arguments = List.copyOf(arguments);
        redirects = List.copyOf(redirects);
    }

    /// The program's name without its folder.
    String name() {
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /// The arguments that are what they look like.
    List<String> literals() {
        return arguments.stream().filter(Word::literal).map(Word::text).toList();
    }

    /// The first argument that is no option, if it is literal.
    Optional<String> verb() {
        return arguments.stream().filter(word -> !word.text().startsWith("-")).findFirst().filter(Word::literal)
                .map(Word::text);
    }

    /// Whether the program is one of these, and its first arguments are these words.
    boolean is(String name, String... words) {
        List<String> plain = literals().stream().filter(word -> !word.startsWith("-")).toList();
        return name().equals(name) && plain.size() >= words.length
                && plain.subList(0, words.length).equals(List.of(words));
    }
}
