package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Columns;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.Json;
import dev.autoresearch.config.Exit;
import dev.autoresearch.proposers.Proposers;
import dev.autoresearch.setup.preflight.Checkup;
import dev.autoresearch.setup.preflight.Finding;
import dev.autoresearch.setup.preflight.Preflight;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Checks everything a run needs and says what to do.
@Command(name = "doctor", description = "Check everything a run needs, and say what to do; changes nothing.", footer = {
        "%nExit code 0 when a run can start, 2 when something is in its way.", "%nExamples:", "  autoresearch doctor",
        "  autoresearch doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    private static final String MARGIN = " ".repeat(9);

    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        List<Finding> findings = Checkup.of(project.folder(surroundings), surroundings.environment(),
                (configuration, folder) -> Proposers.describe(configuration, folder, surroundings.environment()));
        Console console = surroundings.console();
        if (json) {
            console.line(Json.of(findings));
        } else {
            findings.forEach(this::print);
        }
        boolean blocked = Preflight.blocked(findings);
        if (!json) {
            console.line();
            console.line(blocked
                    ? "A run cannot start yet."
                    : "A run can start: `autoresearch run`.");
        }
        return blocked ? Exit.CONFIGURATION.code() : Exit.OK.code();
    }

    private void print(Finding finding) {
        Console console = surroundings.console();
        String mark = switch (finding.level()) {
            case FINE -> console.styled(Style.GOOD, "fine     ");
            case WARNING -> console.styled(Style.WARNING, "warning  ");
            case PROBLEM -> console.styled(Style.BAD, "problem  ");
        };
        String what = finding.what().lines()
                .flatMap(line -> Columns.wrap(line, console.width() - MARGIN.length() - 1).stream())
                .collect(Collectors.joining("\n" + MARGIN));
        console.line(mark + what);
        if (!finding.remedy().isEmpty()) {
            console.line(MARGIN + console.styled(Style.BOLD, "do: ") + String.join("\n" + MARGIN,
                    Columns.wrap(finding.remedy(), console.width() - MARGIN.length() - 5)));
        }
    }
}
