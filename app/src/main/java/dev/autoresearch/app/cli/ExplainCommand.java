package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.ExperimentTable;
import dev.autoresearch.app.screen.Json;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.session.Recount;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a decision again from the journal, and shows how it came about.
@Command(name = "explain", description = {"How the decision on an experiment came about, run by run.",
        "It is made again from the journal alone; both must be the same to the last bit."}, footer = {"%nExamples:",
                "  autoresearch explain 12", "  autoresearch explain 12 --json"})
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Parameters(paramLabel = "N", description = "The experiment's number.")
    private int number;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = project.session(surroundings);
        Experiment experiment = Chosen.experiment(folder, number);
        Optional<Recount> recount = Recount.of(folder, number);
        Console console = surroundings.console();
        if (json) {
            console.line(Json.of(recount.<Object>map(found -> found).orElse(experiment)));
        } else {
            console.line(console.styled(Style.BOLD, "#" + number + " " + experiment.description()));
            console.field("verdict", console.styled(ExperimentTable.style(experiment.status()),
                    experiment.status().word()) + ": " + experiment.reason());
            recount.ifPresentOrElse(found -> new DecisionTable(console, found).print(),
                    () -> console.line("There was no contest: what failed or never ran is not compared."));
        }
        if (recount.isPresent() && !recount.get().same()) {
            throw new Refusal(Exit.JOURNAL,
                    "The journal's runs lead to another decision than the one it records: "
                            + recount.get().again().reason() + ".",
                    "Was it made by another version of autoresearch? `autoresearch explain " + number
                            + " --json` has both.");
        }
        return Exit.OK.code();
    }
}
