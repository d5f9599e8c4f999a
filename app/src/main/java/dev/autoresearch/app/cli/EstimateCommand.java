package dev.autoresearch.app.cli;

import dev.autoresearch.app.Interrupts;
import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Json;
import dev.autoresearch.app.screen.Rough;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Timing;
import dev.autoresearch.setup.Past;
import dev.autoresearch.setup.estimate.Domain;
import dev.autoresearch.setup.estimate.Estimate;
import dev.autoresearch.setup.estimate.MeasuredRun;
import dev.autoresearch.workspace.Project;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is to be expected of a session before it starts, or of one that goes on.
@Command(name = "estimate", description = {
        "How many experiments an hour, what they cost, and when each cap is reached.",
        "Goes by the latest session that measured the same, else by the time limits."}, footer = {"%nExamples:",
                "  autoresearch estimate", "  autoresearch estimate --measure     run the experiment once to know",
                "  autoresearch estimate --domain prompt --json"})
final class EstimateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--measure", description = "Run the committed project once, in a folder that is gone afterwards.")
    private boolean measure;

    @Option(names = "--domain", paramLabel = "NAME", description = {"Show what is typical of a domain beside it:",
            "prompt, training, sql, docker, load, infrastructure."})
    private @Nullable String domain;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    EstimateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Domain> typical = domain == null ? List.of() : List.of(domain(domain));
        ProjectConfiguration configured = project.configured(surroundings);
        Configuration configuration = configured.configuration();
        Path folder = configured.folder();
        Optional<SessionState> known = project.tag() == null
                ? Past.of(folder, configuration)
                : Optional.of(JournalFile.read(project.session(surroundings)));
        boolean going = known.isPresent() && (known.get().ended() == null || project.tag() != null);
        Estimate estimate = Estimate.of(configuration, measure ? Optional.empty() : known, going,
                measure ? Optional.of(measured(folder, configuration)) : Optional.empty(),
                Tariffs.of(configuration.proposer(), surroundings.environment()));
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("estimate", estimate);
            all.put("typical", typical);
            surroundings.console().line(Json.of(all));
        } else {
            print(estimate, typical);
        }
        return 0;
    }

    private static Domain domain(String name) {
        return Domain.all().stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new Refusal(Exit.CONFIGURATION, "There is no domain '" + name + "' in the table.",
                        "Choose one of " + String.join(", ", Domain.all().stream().map(Domain::name).toList()) + "."));
    }

    private Timing measured(Path folder, Configuration configuration) {
        if (configuration.run().command().isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION, "There is no run.command to measure.",
                    "A session with stages is estimated once its baseline is measured.");
        }
        var stop = new Stop();
        try (var _ = Interrupts.stopping(stop, surroundings.console(), () -> {})) {
            return MeasuredRun.of(Project.discover(folder, surroundings.environment()), configuration,
                    surroundings.environment(), stop);
        }
    }

    private void print(Estimate estimate, List<Domain> typical) {
        Console console = surroundings.console();
        var block = new EstimateBlock(console, estimate);
        block.whole();
        if (estimate.caps().isEmpty() && !estimate.uncapped()) {
            console.field("until", "nothing caps it: works until Ctrl-C or `autoresearch stop`");
        }
        typical.forEach(row -> console.field("typical", row.title() + ": " + Rough.money(row.dollars())
                + " an experiment, " + Rough.count(row.perHour()) + " an hour, " + Rough.money(row.night())
                + " in 8 hours (a table, not measured here)"));
        block.warn();
        if (estimate.pace().limit()) {
            console.field("better", "`autoresearch estimate --measure` runs the experiment once");
        }
    }
}
