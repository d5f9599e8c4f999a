package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.journal.SessionFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Makes the claim of a session: start and result compared afresh.
@Command(name = "confirm", description = {
        "Compare the session's start with what it kept, in fresh interleaved pairs from clean checkouts.",
        "Only what this shows is called an improvement. A session that ends by its budget does it by itself."}, footer = {
                "%nExamples:", "  autoresearch confirm", "  autoresearch confirm --tag mar26"})
final class ConfirmCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    ConfirmCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = Running.refused(project.session(surroundings));
        return new Work(surroundings, project.configured(surroundings, folder), new RunCommand.WorkOptions())
                .confirm(folder);
    }
}
