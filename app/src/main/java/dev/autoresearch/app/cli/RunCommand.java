package dev.autoresearch.app.cli;

import dev.autoresearch.session.WarmStart;
import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The main job: works on a session until the budget, the proposer or the user ends it.
@Command(name = "run", description = {"Work: propose, commit, run, measure, keep or discard, until stopped.",
        "Goes on with a session that was broken off, else starts a new one."}, footer = {"%nExamples:",
                "  autoresearch run", "  autoresearch run --experiments 50", "  autoresearch run --tag faster-parser",
                "  autoresearch run --warm-from mar25",
                "  autoresearch run --dry-run     say what would happen, change nothing"})
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private WorkOptions options = new WorkOptions();

    @Option(names = "--new", description = "Start a new session even if one was broken off.")
    private boolean fresh;

    @Option(names = "--dry-run", description = "Check everything, say what would happen, change nothing.")
    private boolean dry;

    @Option(names = "--no-preflight", description = "Start a new session without the checks before its first run.")
    private boolean unchecked;

    @Option(names = "--gitignore", description = "Write ignore rules to .gitignore, not to git's own exclude file.")
    private boolean gitignore;

    @Option(names = "--warm-from", paramLabel = "TAG|FILE", description = {
            "Start a new session from what another one kept and learnt:",
            "its tag, an export --format knowledge, a results.tsv, or notes."})
    private @Nullable String warmFrom;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = project.folder(surroundings);
        Optional<SessionFolder> known = known(ProjectConfiguration.place(folder)
                .orElseGet(() -> project.project(surroundings)));
        ProjectConfiguration configured = known.isPresent()
                ? project.configured(surroundings, known.get())
                : project.configured(surroundings);
        var work = new Work(surroundings, configured, options);
        if (dry) {
            long done = known.map(session -> JournalFile.read(session).experiments()).orElse(0L);
            return new Rehearsal(surroundings, configured, options.applied(configured.configuration(), done), unchecked)
                    .describe(known, tag(configured));
        }
        if (known.isPresent() && warmFrom == null) {
            return work.resume(known.get());
        }
        WarmStart warm = warmFrom == null
                ? configured.warm()
                : WarmStart.from(configured.folder(), surroundings.directory(), warmFrom);
        return work.start(tag(configured), gitignore, warm, unchecked);
    }

    /// The name that a new session is to have, if anybody says one.
    private @Nullable String tag(ProjectConfiguration configured) {
        String asked = project.tag();
        return asked == null && !configured.tag().isEmpty() ? configured.tag() : asked;
    }

    /// The session to go on with, if there is one.
    private Optional<SessionFolder> known(Path folder) {
        String tag = project.tag();
        if (tag != null) {
            SessionFolder named = new SessionFolder(folder, tag);
            return Files.exists(named.journal()) && measured(named) ? Optional.of(named) : Optional.empty();
        }
        Optional<SessionFolder> latest = new Sessions(folder).latest();
        if (fresh || latest.isEmpty()) {
            return Optional.empty();
        }
        SessionLock.holder(latest.get()).ifPresent(holder -> {
            throw new Refusal(Exit.LOCKED,
                    "Session " + latest.get().tag() + " is running (" + holder.phrase() + ").",
                    "Watch it with `autoresearch status`, or start another beside it with --new.");
        });
        return latest.filter(RunCommand::brokenOff);
    }

    private static boolean brokenOff(SessionFolder folder) {
        EndReason ended = JournalFile.read(folder).ended();
        return ended == null || ended.brokenOff();
    }

    private static boolean measured(SessionFolder folder) {
        SessionState state = JournalFile.read(folder);
        return state.baseline() != null || state.ended() != EndReason.SETUP;
    }

    /// Options that every verb which works on a session has.
    static final class WorkOptions {
        @Option(names = {"-n", "--experiments"}, paramLabel = "N", description = "Work on N experiments this time.")
        @Nullable
        Long experiments;

        @Option(names = "--seed", paramLabel = "S", description = "The root of all randomness of a new session.")
        @Nullable
        Long seed;

        /// The configuration with the budget that the user asked for this time.
        ///
        /// @param done experiments that the session has already
        Configuration applied(Configuration configuration, long done) {
            return experiments == null
                    ? configuration
                    : configuration.withBudget(configuration.budget().withExperiments(done + experiments));
        }
    }
}
