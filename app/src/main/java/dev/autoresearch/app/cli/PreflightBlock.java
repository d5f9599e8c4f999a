package dev.autoresearch.app.cli;

import dev.autoresearch.app.screen.Columns;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.setup.Past;
import dev.autoresearch.setup.preflight.Finding;
import dev.autoresearch.setup.preflight.Ground;
import dev.autoresearch.setup.preflight.Preflight;
import dev.autoresearch.workspace.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the preflight checks say before the first run of a session: a refusal, or a few lines under the banner.
///
/// @param findings what should be seen, the worst first
/// @param kind     how they came about
record PreflightBlock(List<Finding> findings, Kind kind) {
    private static final String MARGIN = " ".repeat(13);

    /// Whether anything was looked at.
    enum Kind {
        /// Everything.
        LOOKED,
        /// Nothing, as the user wished.
        SKIPPED,
        /// Nothing, because a session goes on.
        GOES_ON
    }

    /// Nothing was looked at because a session goes on that was looked at when it started.
    static final PreflightBlock NONE = new PreflightBlock(List.of(), Kind.GOES_ON);

    /// Nothing was looked at because the user said so.
    static final PreflightBlock SKIPPED = new PreflightBlock(List.of(), Kind.SKIPPED);

    /// Looks at a project.
    ///
    /// @throws Refusal if there is a problem
    static PreflightBlock of(Path folder, Configuration configuration, Map<String, String> environment) {
        Project project = Project.discover(folder, environment);
        List<Finding> findings = Preflight.worth(Preflight.look(Ground.of(project, configuration, environment,
                Past.noise(project.folder(), configuration))));
        List<Finding> problems = findings.stream().filter(finding -> finding.level() == Finding.Level.PROBLEM).toList();
        if (!problems.isEmpty()) {
            throw refusal(problems);
        }
        return new PreflightBlock(findings, Kind.LOOKED);
    }

    private static Refusal refusal(List<Finding> problems) {
        Exit exit = problems.stream().map(finding -> finding.topic().exit())
                .filter(each -> each != Exit.CONFIGURATION).findFirst().orElse(Exit.CONFIGURATION);
        String next = "Mend it, see all checks with `autoresearch doctor`, or start all the same with --no-preflight.";
        return new Refusal(exit, problems.size() == 1
                ? "A run would not work, or its numbers would be worth nothing:"
                : "A run would not work, or its numbers would be worth nothing; " + problems.size() + " problems:",
                problems.stream().flatMap(finding -> Stream.of(finding.what(), "  do: " + finding.remedy())).toList(),
                next);
    }

    /// Prints it under the banner's fields.
    void print(Console console) {
        if (kind == Kind.SKIPPED) {
            console.field("preflight", console.styled(Style.WARNING, "skipped (--no-preflight): nothing was checked"));
            return;
        }
        if (findings.isEmpty()) {
            return;
        }
        console.field("preflight", console.styled(Style.WARNING,
                findings.size() + (findings.size() == 1 ? " warning" : " warnings"))
                + "; all checks: `autoresearch doctor`");
        for (Finding finding : findings) {
            int width = console.width() - MARGIN.length() - 3;
            String what = String.join("\n" + MARGIN + "  ", Columns.wrap(finding.what(), width));
            console.line(MARGIN + "· " + what);
            String remedy = String.join("\n" + MARGIN + "  ", Columns.wrap("do: " + finding.remedy(), width));
            console.line(MARGIN + "  " + console.styled(Style.FAINT, remedy));
        }
    }
}
