package dev.autoresearch.app.init;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Questions to the person at the terminal. Not thread-safe.
public final class Answers {
    private final Console console;
    private final BufferedReader typed;

    /// Asks where `surroundings` print and read.
    public Answers(Surroundings surroundings) {
        this.console = surroundings.console();
        this.typed = new BufferedReader(new InputStreamReader(surroundings.input(), StandardCharsets.UTF_8));
    }

    /// Whether there is somebody to ask.
    public boolean possible() {
        return console.live();
    }

    /// One line of an answer, without blanks around it.
    ///
    /// @return empty when the input has ended
    public Optional<String> ask(String question) {
        console.out().print(question + " ");
        console.out().flush();
        try {
            return Optional.ofNullable(typed.readLine()).map(String::strip);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading the answer", unreadable);
        }
    }

    /// Whether the answer is yes.
    ///
    /// @param usual what Enter means; the end of the input means no
    boolean agreed(String question, boolean usual) {
        while (true) {
            Optional<String> answer = ask(question + (usual ? " [Y/n]" : " [y/N]"));
            if (answer.isEmpty()) {
                console.line();
                return false;
            }
            switch (answer.get().toLowerCase(Locale.ROOT)) {
                case "" -> {
                    return usual;
                }
                case "y", "yes" -> {
                    return true;
                }
                case "n", "no" -> {
                    return false;
                }
                default -> console.line("Answer y or n.");
            }
        }
    }
}
