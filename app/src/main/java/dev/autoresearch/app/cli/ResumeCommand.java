package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionLock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Goes on: lets a paused session work, or takes up one that is not running.
@Command(name = "resume", description = "Go on with a paused, stopped, interrupted or killed session.", footer = {
        "%nExamples:", "  autoresearch resume", "  autoresearch resume --tag mar26 --experiments 20"})
final class ResumeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private RunCommand.WorkOptions options = new RunCommand.WorkOptions();

    ResumeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = project.session(surroundings);
        if (SessionLock.holder(folder).isPresent()) {
            new Inbox(folder, surroundings.clock()).request(Inbox.Request.RESUME);
            surroundings.console().line("Session " + folder.tag() + " goes on.");
            return 0;
        }
        return new Work(surroundings, project.configured(surroundings, folder), options).resume(folder);
    }
}
