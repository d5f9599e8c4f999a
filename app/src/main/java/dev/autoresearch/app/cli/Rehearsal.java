package dev.autoresearch.app.cli;

import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.session.Tags;
import dev.autoresearch.setup.Past;
import dev.autoresearch.setup.estimate.Estimate;
import dev.autoresearch.workspace.Branches;
import dev.autoresearch.workspace.Project;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `run --dry-run` says: everything a run would start with, and nothing changed.
final class Rehearsal {
    private final Surroundings surroundings;
    private final ProjectConfiguration configured;
    private final Configuration configuration;
    private final boolean unchecked;

    /// @param configuration the same with the budget that the user asked for this time
    /// @param unchecked     whether the user wants no preflight checks
    Rehearsal(Surroundings surroundings, ProjectConfiguration configured, Configuration configuration,
            boolean unchecked) {
        this.unchecked = unchecked;
        this.surroundings = surroundings;
        this.configured = configured;
        this.configuration = configuration;
    }

    /// Prints it.
    ///
    /// @param known the session that would be continued
    /// @param tag   the tag that the user gave
    int describe(Optional<SessionFolder> known, @Nullable String tag) {
        Console console = surroundings.console();
        Project project = Project.discover(configured.folder(), surroundings.environment());
        PreflightBlock checked = known.isPresent()
                ? PreflightBlock.NONE
                : unchecked
                        ? PreflightBlock.SKIPPED
                        : PreflightBlock.of(project.folder(), configuration, surroundings.environment());
        if (known.isPresent()) {
            console.field("session", "goes on with " + known.get().tag() + " after "
                    + JournalFile.read(known.get()).experiments() + " experiments");
        } else {
            String prefix = configuration.workspace().branchPrefix();
            String wanted = tag == null
                    ? Tags.of(LocalDate.ofInstant(surroundings.clock().instant(), ZoneId.systemDefault()))
                    : tag;
            String free = new Branches(project).free(prefix, wanted);
            console.field("session", free + ", on the new branch " + Branches.name(prefix, free) + " from "
                    + project.head().substring(0, 7));
        }
        console.field("project", project.folder().toString());
        configured.tell(console);
        new Banner(console, configuration, project.folder(), surroundings.environment(),
                known.map(folder -> JournalFile.read(folder).noise()).orElse(Noise.UNKNOWN),
                Estimate.of(configuration, Past.of(project.folder(), configuration), known.isPresent(),
                        Optional.empty(),
                        Tariffs.of(configuration.proposer(), surroundings.environment())))
                .print(checked);
        console.line("nothing was changed; leave out --dry-run to start");
        return 0;
    }
}
