package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.session.Tags;
import dev.autoresearch.workspace.Branches;
import dev.autoresearch.workspace.Project;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `run --dry-run` says: everything a run would start with, and nothing changed.
final class Rehearsal {
    private final Surroundings surroundings;
    private final Path file;
    private final Configuration configuration;

    Rehearsal(Surroundings surroundings, Path file, Configuration configuration) {
        this.surroundings = surroundings;
        this.file = file;
        this.configuration = configuration;
    }

    /// Prints it.
    ///
    /// @param known the session that would be continued
    /// @param tag   the tag that the user gave
    int describe(Optional<SessionFolder> known, @Nullable String tag) {
        Console console = surroundings.console();
        Project project = Project.discover(ProjectOptions.folderOf(file), surroundings.environment());
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
        new Banner(console, configuration, project.folder(), surroundings.environment(),
                known.map(folder -> JournalFile.read(folder).noise()).orElse(Noise.UNKNOWN)).print();
        console.line("nothing was changed; leave out --dry-run to start");
        return 0;
    }
}
