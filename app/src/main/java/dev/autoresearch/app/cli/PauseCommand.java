package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.journal.SessionFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lets the running experiment finish and waits before the next one.
@Command(name = "pause", description = "Finish the running experiment, then wait until `autoresearch resume`.", footer = {
        "%nExample:", "  autoresearch pause"})
final class PauseCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    PauseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = Running.required(project.session(surroundings));
        new Inbox(folder, surroundings.clock()).request(Inbox.Request.PAUSE);
        surroundings.console().line("Session " + folder.tag() + " pauses after its experiment; `autoresearch resume` "
                + "lets it go on.");
        return 0;
    }
}
