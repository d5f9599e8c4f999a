package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.ExperimentTable;
import dev.autoresearch.app.screen.Json;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.view.Summary;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The experiments of a session as a table.
@Command(name = "results", description = "The experiments of a session: the last ones, the kept ones, or all.", footer = {
        "%nExamples:", "  autoresearch results", "  autoresearch results --kept",
        "  autoresearch results --front     where several metrics decide",
        "  autoresearch results --all --json | jq .metrics"})
final class ResultsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--last", paramLabel = "N", defaultValue = "20", description = "So many (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    @Option(names = "--kept", description = "Only the kept ones.")
    private boolean kept;

    @Option(names = "--front", description = "Only those that no other beats in every metric (the Pareto front).")
    private boolean front;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    ResultsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = project.session(surroundings);
        SessionState state = JournalFile.read(folder);
        Console console = surroundings.console();
        if (front) {
            new FrontTable(console, state.metrics(), json).print(new JournalReader(folder));
            return 0;
        }
        var table = new ExperimentTable(console, state.metrics().getFirst());
        if (!json) {
            table.header();
        }
        try (Stream<Experiment> experiments = new JournalReader(folder).experiments()) {
            Stream<Experiment> wanted = experiments.filter(experiment -> !kept || experiment.status().kept());
            Consumer<Experiment> print = experiment -> {
                if (json) {
                    console.line(Json.of(experiment));
                } else {
                    table.row(experiment, state.baseline());
                }
            };
            if (all) {
                wanted.forEach(print);
            } else {
                tail(wanted).forEach(print);
            }
        }
        if (!json && state.baseline() != null) {
            console.line();
            String last = state.ended() == null ? Summary.progress(state) : Summary.complete(state);
            last.lines().forEach(console::line);
        }
        return 0;
    }

    private Collection<Experiment> tail(Stream<Experiment> experiments) {
        var tail = new ArrayDeque<Experiment>();
        experiments.forEach(experiment -> {
            tail.add(experiment);
            if (tail.size() > Math.max(0, last)) {
                tail.remove();
            }
        });
        return tail;
    }
}
