package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Environments;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.LogTail;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.view.Views;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.trial.Runner;
import dev.autoresearch.trial.ShellRunner;
import dev.autoresearch.trial.Stands;
import dev.autoresearch.workspace.Project;
import dev.autoresearch.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An open session: its parts, and the order in which they are let go. Each stage has parts of its own over the same
/// journal and the same processes.
final class Open implements AutoCloseable {
    private final Plan plan;
    private final Project project;
    private final SessionFolder folder;
    private final JournalFile journal;
    private final LocalExecutor executor;
    private final Map<String, String> environment;
    private final Tried tried = new Tried();
    private @Nullable ShellRunner shell;
    private Parts parts;

    private Open(Plan plan, Project project, SessionFolder folder, JournalFile journal, Workspace workspace,
            LocalExecutor executor, Map<String, String> environment) {
        this.plan = plan;
        this.project = project;
        this.folder = folder;
        this.journal = journal;
        this.executor = executor;
        this.environment = environment;
        this.parts = parts(workspace);
    }

    /// Puts the rooms together over an open journal, which it owns from here on.
    static Open of(Plan plan, Project project, SessionFolder folder, JournalFile journal) {
        return over(plan, project, folder, journal, Opening.workspace(project, folder,
                new Pipeline(plan.configuration()).at(journal.state()), journal.state()));
    }

    /// Puts the rooms together over an open journal and workspace, which it owns from here on.
    static Open over(Plan plan, Project project, SessionFolder folder, JournalFile journal, Workspace workspace) {
        var live = folder.path().resolve("live");
        int ended = LocalExecutor.endLeftovers(live);
        if (ended > 0) {
            plan.observer().notice((ended == 1 ? "1 process" : ended + " processes") + " of a killed engine's run "
                    + (ended == 1 ? "was" : "were") + " ended.");
        }
        LocalExecutor executor = LocalExecutor.open(
                new LocalExecutor.Options(true, plan.ownProcess(), live, LocalExecutor.Options.GRACE));
        Map<String, String> environment = Environments.forRun(plan.environment(),
                plan.configuration().run().passEnvironment(), Map.of()).variables();
        var open = new Open(plan, project, folder, journal, workspace, executor, environment);
        open.parts.inbox().dismissRequests();
        return open;
    }

    private Parts parts(Workspace workspace) {
        var pipeline = new Pipeline(plan.configuration());
        SessionState state = journal.state();
        Configuration configuration = pipeline.at(state);
        shell = plan.runner() != null
                ? null
                : new ShellRunner(configuration, folder, executor, environment,
                        plan.jury().apply(new Backing(
                                new RunPurse(configuration.budget(), () -> journal.state().spending()), Archive.EMPTY,
                                plan.observer())),
                        () -> baselineWall(journal.state()));
        Runner runner = Objects.requireNonNullElse(plan.runner(), shell);
        var stands = new Stands(new Stands.Plan(configuration, folder, runner, state.start().seed(), LogTail::last),
                workspace);
        Proposer proposer = plan.proposer()
                .apply(new Autoresearch.Workshop(configuration, executor, environment, plan.environment(),
                        folder::experiment));
        var views = new Views(folder, configuration, state,
                project.tracked(List.of(Views.RESULTS, Views.EXPERIMENTS, Views.BUDGET, Views.RUN_LOG)));
        return new Parts(pipeline, configuration, pipeline.plateau(state), journal, new JournalReader(folder),
                workspace,
                stands, new Planner(configuration), proposer, tried, plan.strategyFor(configuration), views,
                new Evidence(folder, workspace), new Inbox(folder, plan.clock().wall()), plan.observer(),
                plan.clock().wall(), plan.stop(), plan.machine());
    }

    /// The rooms of the next stage: its scope, its command, a proposer and benches that know nothing of the last one.
    private void restage() {
        try (var _ = parts.workspace(); var _ = shell; var _ = parts.proposer()) {
            // What the last stage left is put in order before the next one is laid out.
        }
        parts = parts(Opening.workspace(project, folder, new Pipeline(plan.configuration()).at(journal.state()),
                journal.state()));
    }

    private static Optional<Duration> baselineWall(SessionState state) {
        Experiment baseline = state.baseline();
        return baseline == null || baseline.runs() == 0
                ? Optional.empty()
                : Optional.of(baseline.wall().dividedBy(baseline.runs()));
    }

    /// Tells the proposer what it learned before the session was let go, in the same order.
    void teach() {
        try (Stream<Experiment> experiments = new JournalReader(folder).experiments()) {
            int first = journal.state().leg().first();
            experiments.filter(row -> row.number() >= first && !Canary.is(row)).forEach(row -> {
                // Whoever goes on may have mended what made it fail.
                if (!row.status().failed()) {
                    tried.learn(row);
                }
                parts.proposer().learn(row);
            });
        }
    }

    /// Takes over what others learnt.
    void warm(WarmStart warm) {
        new Steps(parts).append(new Event.WarmStarted(warm.from(), warm.knowledge()));
    }

    /// Runs the setup check of a new session.
    void check() {
        SetupCheck.run(parts.configuration().run(), parts.workspace().bench().folder(), folder, executor, environment,
                parts.stop());
    }

    /// Works until there is a reason to end.
    Outcome work() {
        try {
            Optional<Outcome> outcome = new Loop(parts).run();
            while (outcome.isEmpty()) {
                restage();
                outcome = new Loop(parts).run();
            }
            return outcome.get();
        } catch (Refusal refusal) {
            letGo(refusal);
            throw refusal;
        }
    }

    /// Makes the final comparison.
    ///
    /// @param ended why the session had ended, which stays so
    Outcome confirm(EndReason ended) {
        try {
            return new Loop(parts).confirm(ended);
        } catch (Refusal refusal) {
            letGo(refusal);
            throw refusal;
        }
    }

    /// Notes why nobody works on the session any more, if the journal still takes it.
    void letGo(Refusal refusal) {
        try {
            EndReason reason = refusal.exit() == Exit.SETUP ? EndReason.SETUP : EndReason.INTERRUPTED;
            parts.journal().append(new Event.SessionEnded(reason, String.valueOf(refusal.getMessage())));
        } catch (Refusal unwritten) {
            refusal.addSuppressed(unwritten);
        }
    }

    /// Ends the processes of the session without waiting for it.
    void abandon() {
        executor.close();
    }

    @Override
    public void close() {
        try (var _ = parts.journal();
                var _ = parts.workspace();
                var _ = shell;
                var _ = executor;
                var _ = parts.proposer()) {
            // Closed in the reverse order: the processes end before git is put in order, the lock goes last.
        }
    }
}
