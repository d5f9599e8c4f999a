package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.ExperimentTable;
import dev.autoresearch.app.screen.Figures;
import dev.autoresearch.app.screen.Json;
import dev.autoresearch.app.screen.Spans;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Everything about one experiment.
@Command(name = "show", description = "Everything about one experiment: verdict, numbers, change, files.", footer = {
        "%nExamples:", "  autoresearch show 12", "  autoresearch show 0 --json"})
final class ShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Parameters(paramLabel = "N", description = "The experiment's number; 0 is the baseline.")
    private int number;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = project.session(surroundings);
        Experiment experiment = Chosen.experiment(folder, number);
        if (json) {
            surroundings.console().line(Json.of(experiment));
            return 0;
        }
        Console console = surroundings.console();
        console.line(console.styled(Style.BOLD, "#" + number + " " + experiment.description()));
        console.field("status", console.styled(ExperimentTable.style(experiment.status()), experiment.status().word()));
        console.field("why", experiment.reason());
        new TreeMap<>(experiment.metrics())
                .forEach((name, value) -> console.field("measured", name + " " + Figures.text(value)));
        if (experiment.runs() > 0) {
            console.field("runs", "%d: %s wall, %s CPU%s".formatted(experiment.runs(), Spans.text(experiment.wall()),
                    Spans.text(experiment.cpu()),
                    experiment.peakMemory() == RunRecord.UNKNOWN
                            ? ""
                            : ", peak memory %.1f MB".formatted(experiment.peakMemory() / 1048576.0)));
        }
        if (!experiment.commit().isEmpty()) {
            console.field("commit", experiment.commit() + " on " + experiment.parent());
            console.field("change",
                    "%d file%s, +%d -%d lines".formatted(experiment.diff().files(),
                            experiment.diff().files() == 1 ? "" : "s", experiment.diff().added(),
                            experiment.diff().removed()));
        }
        if (!experiment.proposer().isEmpty()) {
            console.field("proposer", experiment.proposer() + (experiment.attempts() > 1
                    ? ", " + experiment.attempts() + " attempts"
                    : ""));
        }
        console.field("finished", Console.moment(experiment.finished()));
        files(folder.experiment(number)).forEach(file -> console.command("file", file.toString()));
        return 0;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("listing " + folder, unreadable);
        }
    }
}
