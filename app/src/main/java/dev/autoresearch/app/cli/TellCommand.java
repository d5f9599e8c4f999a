package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionLock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A message from the user for the next proposal.
@Command(name = "tell", description = "Say something to the proposer; the next proposal gets it.", footer = {
        "%nExample:", "  autoresearch tell \"the cache is cold in production, ignore it\""})
final class TellCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "The message.")
    private List<String> words = List.of();

    TellCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String text = String.join(" ", words).strip();
        if (text.isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION, "The message is empty.", "Say it in quotes.");
        }
        SessionFolder folder = project.session(surroundings);
        new Inbox(folder, surroundings.clock()).tell(text);
        surroundings.console()
                .line(SessionLock.holder(folder).isPresent()
                        ? "The next proposal of session " + folder.tag() + " gets it."
                        : "Session " + folder.tag() + " is not running; its next proposal gets it after `autoresearch "
                                + "resume`.");
        return 0;
    }
}
