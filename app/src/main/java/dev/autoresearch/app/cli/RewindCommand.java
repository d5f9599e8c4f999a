package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.session.Rewind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Makes an earlier keep the incumbent again.
@Command(name = "rewind", description = {
        "Make an earlier kept experiment the incumbent again.",
        "The branch moves back; later keeps stay reachable under refs/autoresearch."}, footer = {"%nExamples:",
                "  autoresearch rewind 12", "  autoresearch rewind 0      back to the baseline"})
final class RewindCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Parameters(paramLabel = "N", description = "The number of a kept experiment.")
    private int number;

    RewindCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = Running.refused(project.session(surroundings));
        Experiment experiment = Chosen.experiment(folder, number);
        if (!experiment.status().kept()) {
            throw new Refusal(Exit.CONFIGURATION,
                    "Experiment " + number + " was not kept (" + experiment.status().word() + ").",
                    "See `autoresearch results --kept`.");
        }
        Rewind.to(folder, experiment, project.configured(surroundings, folder).configuration(),
                surroundings.environment(),
                new JournalClock(surroundings.clock(), System::nanoTime))
                .forEach(note -> surroundings.console().line("note  " + note));
        surroundings.console().line("Experiment " + number + " (" + experiment.description()
                + ") is the incumbent of session " + folder.tag() + " again; `autoresearch resume` goes on from it.");
        return 0;
    }
}
