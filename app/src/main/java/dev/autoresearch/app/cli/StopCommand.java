package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.journal.SessionFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Ends a running session in order.
@Command(name = "stop", description = "End the running session after its experiment; it can be resumed.", footer = {
        "%nExamples:", "  autoresearch stop", "  autoresearch stop --now     end the running experiment too"})
final class StopCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--now", description = "End the run that is under way; the experiment is finished on resume.")
    private boolean now;

    StopCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = Running.required(project.session(surroundings));
        new Inbox(folder, surroundings.clock()).request(now ? Inbox.Request.STOP_NOW : Inbox.Request.STOP);
        surroundings.console().line("Session " + folder.tag() + " stops " + (now ? "now" : "after its experiment")
                + "; `autoresearch resume` goes on with it.");
        return 0;
    }
}
