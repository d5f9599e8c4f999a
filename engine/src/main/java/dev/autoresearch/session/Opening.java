package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.workspace.Branches;
import dev.autoresearch.workspace.Excludes;
import dev.autoresearch.workspace.InPlaceWorkspace;
import dev.autoresearch.workspace.Project;
import dev.autoresearch.workspace.Stillborn;
import dev.autoresearch.workspace.GitWorkspace;
import dev.autoresearch.workspace.WorktreeWorkspace;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Opens a session, new or known: everything is checked before anything of the user's is touched, the journal is written
/// before git follows, and what a killed engine left behind is put in order.
final class Opening {
    private Opening() {}

    /// A new session.
    static Open start(Plan plan) {
        Project project = Project.discover(plan.folder(), plan.environment());
        Configuration configuration = plan.configuration();
        String wanted = plan.tag().isEmpty()
                ? Tags.of(LocalDate.ofInstant(plan.clock().wall().instant(), ZoneId.systemDefault()))
                : plan.tag();
        if (!Tags.allowed(wanted)) {
            throw new Refusal(Exit.CONFIGURATION, "'" + wanted + "' cannot be a session's tag.",
                    "Choose letters, digits, - and _, for example --tag faster-parser.");
        }
        String base = base(project, plan.warm());
        String prefix = configuration.workspace().branchPrefix();
        clearStillborn(project, new SessionFolder(project.folder(), wanted));
        String tag = new Branches(project).free(prefix, wanted);
        SessionFolder folder = new SessionFolder(project.folder(), tag);
        Excludes.ensure(project, plan.gitignore());
        long seed = plan.seed() == null ? new SecureRandom().nextLong() >>> 1 : plan.seed();
        JournalFile journal = JournalFile.create(folder, plan.clock(),
                new Event.SessionStarted(Journal.SCHEMA, Machine.engine(), tag, Branches.name(prefix, tag),
                        base, configuration.goal(), new Pipeline(configuration).labels(),
                        plan.configurationText(), seed,
                        plan.machine()));
        Open open;
        try {
            open = Open.of(plan, project, folder, journal);
        } catch (RuntimeException failure) {
            journal.close();
            Stillborn.remove(project, folder, Branches.name(prefix, tag), base);
            throw failure;
        }
        try {
            if (!plan.warm().knowledge().equals(Knowledge.NONE)) {
                open.warm(plan.warm());
            }
            open.check();
            return open;
        } catch (Refusal refusal) {
            open.letGo(refusal);
            open.close();
            throw refusal;
        }
    }

    private static String base(Project project, WarmStart warm) {
        if (warm.incumbent().isEmpty()) {
            return project.head();
        }
        return project.commit(warm.incumbent()).orElseThrow(() -> new Refusal(Exit.CONFIGURATION,
                "The commit " + warm.incumbent() + " that " + warm.from() + " came to is not in this repository.",
                "Fetch it, or take the commit out of the file to start from the checked-out one."));
    }

    /// A session that never measured its baseline holds nothing worth a name of its own.
    private static void clearStillborn(Project project, SessionFolder folder) {
        if (Files.exists(folder.journal()) && SessionLock.holder(folder).isEmpty()) {
            SessionState state = JournalFile.read(folder);
            if (state.lastNumber() < 0 && state.ended() == EndReason.SETUP) {
                Stillborn.remove(project, folder, state.start().branch(), state.start().base());
            }
        }
    }

    /// A known session.
    static Open resume(Plan plan) {
        Project project = Project.discover(plan.folder(), plan.environment());
        SessionFolder folder = new SessionFolder(project.folder(), plan.tag());
        JournalFile journal = JournalFile.open(folder, plan.clock());
        try {
            SessionState state = journal.state();
            Configuration configuration = new Pipeline(plan.configuration()).at(state);
            sameMetric(state, configuration);
            Excludes.ensure(project, plan.gitignore());
            List<String> notes = new ArrayList<>(journal.notes());
            GitWorkspace workspace = workspace(project, folder, configuration, state);
            notes.addAll(workspace.reconcile(state.incumbentCommit()));
            journal.append(new Event.SessionResumed(Machine.engine(), notes));
            notes.forEach(plan.observer()::notice);
            Open open = Open.over(plan, project, folder, journal, workspace);
            open.teach();
            if (state.baseline() == null && state.lastNumber() >= 0) {
                // What was imported is gone on with for the first time.
                open.check();
            }
            return open;
        } catch (RuntimeException failure) {
            journal.close();
            throw failure;
        }
    }

    static GitWorkspace workspace(Project project, SessionFolder folder, Configuration configuration,
            SessionState state) {
        String branch = state.start().branch();
        String base = state.start().base();
        return switch (configuration.workspace().kind()) {
            case WORKTREE -> WorktreeWorkspace.open(project, folder, configuration, branch, base,
                    state.incumbentCommit());
            case IN_PLACE -> InPlaceWorkspace.open(project, folder, configuration, branch, base,
                    state.incumbentCommit());
        };
    }

    private static void sameMetric(SessionState state, Configuration configuration) {
        MetricLabel before = state.metrics().getFirst();
        MetricLabel now = Pipeline.labels(configuration).getFirst();
        if (!before.name().equals(now.name()) || before.direction() != now.direction()) {
            throw new Refusal(Exit.CONFIGURATION,
                    "Session %s decides on %s (%s is better), but the configuration now says %s (%s is better)."
                            .formatted(state.start().tag(), before.name(), before.direction().word(), now.name(),
                                    now.direction().word()),
                    "Its numbers cannot be compared any more: start a new session with `autoresearch run --new`.");
        }
    }
}
