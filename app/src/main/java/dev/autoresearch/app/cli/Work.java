package dev.autoresearch.app.cli;

import dev.autoresearch.app.Interrupts;
import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.ProgressScreen;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Sessions;
import dev.autoresearch.journal.view.Summary;
import dev.autoresearch.proposers.Proposers;
import dev.autoresearch.proposers.llm.ModelJury;
import dev.autoresearch.proposers.llm.Prices;
import dev.autoresearch.proposers.llm.model.Models;
import dev.autoresearch.session.Autoresearch;
import dev.autoresearch.session.Outcome;
import dev.autoresearch.session.WarmStart;
import java.nio.file.Path;
import dev.autoresearch.setup.Past;
import dev.autoresearch.setup.estimate.Estimate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts a session together for the command line and works on it: banner, progress, signals, last words, exit code.
final class Work {
    private final Surroundings surroundings;
    private final Console console;
    private final ProjectConfiguration project;
    private final RunCommand.WorkOptions options;

    Work(Surroundings surroundings, ProjectConfiguration project, RunCommand.WorkOptions options) {
        this.surroundings = surroundings;
        this.console = surroundings.console();
        this.project = project;
        this.options = options;
    }

    /// Starts a new session.
    ///
    /// @param unchecked whether the user wants no preflight checks
    int start(@Nullable String tag, boolean gitignore, WarmStart warm, boolean unchecked) {
        PreflightBlock checked = unchecked
                ? PreflightBlock.SKIPPED
                : PreflightBlock.of(project.folder(), project.configuration(), surroundings.environment());
        return work(engine -> {
            engine.gitignore(gitignore).warm(warm);
            if (tag != null) {
                engine.tag(tag);
            }
            return engine.start();
        }, 0, Noise.UNKNOWN, checked);
    }

    /// Goes on with a session.
    int resume(SessionFolder folder) {
        SessionState state = JournalFile.read(folder);
        long done = state.experiments();
        console.line("going on with session " + console.styled(Style.BOLD, folder.tag()) + " after " + done
                + " experiments");
        return work(engine -> engine.tag(folder.tag()).resume(), done, state.noise(),
                PreflightBlock.NONE);
    }

    /// Compares the start of a session with its incumbent afresh.
    int confirm(SessionFolder folder) {
        console.line("comparing the start of session " + console.styled(Style.BOLD, folder.tag())
                + " with what it kept, in fresh pairs from clean checkouts");
        SessionState state = JournalFile.read(folder);
        return work(engine -> engine.tag(folder.tag()).confirm(), state.experiments(), state.noise(),
                PreflightBlock.NONE);
    }

    private int work(Function<Autoresearch, Outcome> begin, long done, Noise noise, PreflightBlock checked) {
        var stop = new Stop();
        boolean goesOn = checked.kind() == PreflightBlock.Kind.GOES_ON;
        Configuration effective = options.applied(project.configuration(), done);
        var screen = new ProgressScreen(console, effective);
        Autoresearch engine = Autoresearch.in(project.folder()).configuration(effective)
                .configurationText(project.text()).environment(surroundings.environment())
                .observer(screen).stop(stop)
                .clock(new JournalClock(surroundings.clock(), System::nanoTime))
                .ownProcess(true).proposer(workshop -> {
                    Proposers.Created created = Proposers.create(workshop, workshop.configuration().proposer());
                    if (!created.note().isEmpty()) {
                        screen.notice(created.note());
                    }
                    return created.proposer();
                });
        if (options.seed != null) {
            engine.seed(options.seed);
        }
        project.tell(console);
        Estimate estimate = Estimate.of(effective, Past.of(project.folder(), effective), goesOn, Optional.empty(),
                Tariffs.of(effective.proposer(), surroundings.environment()));
        new Banner(console, effective, project.folder(), surroundings.environment(), noise, estimate).print(checked);
        try (var models = new Models(); var _ = Interrupts.stopping(stop, console, engine::abandon)) {
            engine.jury(support -> new ModelJury(models, Prices.builtIn(), surroundings.environment(), support, stop));
            return end(begin.apply(engine));
        } finally {
            screen.close();
        }
    }

    private int end(Outcome outcome) {
        var state = outcome.state();
        String tag = state.start().tag();
        if (state.baseline() != null) {
            console.line();
            Summary.complete(state).lines().forEach(line -> console.line(console.styled(Style.BOLD, line)));
        }
        String detail = outcome.detail().isEmpty() ? "" : ": " + outcome.detail();
        console.line("ended: " + outcome.reason().phrase() + detail);
        console.line();
        Path folder = project.folder();
        console.command("results", folder.resolve("results.tsv").toString());
        console.field("branch", state.start().branch());
        boolean latest = new Sessions(folder).latest().filter(last -> last.tag().equals(tag)).isPresent();
        String session = latest ? "" : " --tag " + tag;
        var next = new NextSteps(surroundings, folder);
        next.own("results --kept" + session, "what was kept");
        next.own("diff" + session, "all of it as one patch");
        if (outcome.reason() == EndReason.INTERRUPTED || outcome.reason() == EndReason.HOLDOUT
                || outcome.reason() == EndReason.STOPPED || exit(outcome.reason()) == Exit.CRASHES.code()) {
            next.own("resume --tag " + tag, "go on");
        } else {
            next.add("git merge " + state.start().branch(), "take it over");
        }
        next.print();
        return exit(outcome.reason());
    }

    private static int exit(EndReason reason) {
        return switch (reason) {
            case EXPERIMENTS, RUNS, WALL, COST, TOKENS, TARGET, PLATEAU, EXHAUSTED, STOPPED -> Exit.OK.code();
            case CRASHES, PROPOSER, INCUMBENT -> Exit.CRASHES.code();
            case HOLDOUT -> Exit.ALARM.code();
            case INTERRUPTED -> Exit.INTERRUPTED.code();
            case SETUP -> Exit.SETUP.code();
        };
    }
}
