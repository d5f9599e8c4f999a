package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.workspace.Project;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// The change of one experiment, or of the whole session.
@Command(name = "diff", description = "The change of one experiment, or from the start to the incumbent.", footer = {
        "%nExamples:", "  autoresearch diff 12", "  autoresearch diff            everything that was kept",
        "  autoresearch diff 12 | git apply"})
final class DiffCommand implements Callable<Integer> {
    private static final int FULL = 40;

    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Parameters(paramLabel = "N", arity = "0..1", description = "The experiment's number; without it the whole session.")
    private @Nullable Integer number;

    DiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = project.session(surroundings);
        String from;
        String to;
        if (number == null) {
            SessionState state = JournalFile.read(folder);
            from = state.start().base();
            to = state.incumbentCommit();
        } else {
            Experiment experiment = Chosen.experiment(folder, number);
            if (experiment.commit().isEmpty()) {
                throw new Refusal(Exit.CONFIGURATION,
                        "Experiment " + number + " has no candidate: " + experiment.reason() + ".",
                        "See `autoresearch show " + number + "`.");
            }
            if (experiment.commit().length() < FULL || experiment.parent().length() < FULL) {
                throw new Refusal(Exit.CONFIGURATION,
                        "Experiment " + number + " was imported, and its commit is not in this repository.",
                        "Fetch " + experiment.commit() + " from where it was made.");
            }
            from = experiment.parent();
            to = experiment.commit();
        }
        surroundings.console().out()
                .print(Project.discover(folder.project(), surroundings.environment()).diff(from, to));
        surroundings.console().out().flush();
        return 0;
    }
}
