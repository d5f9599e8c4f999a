package dev.autoresearch.app.init;

import dev.autoresearch.app.Interrupts;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Spans;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.exec.Environments;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.LogTail;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.llm.ModelJury;
import dev.autoresearch.proposers.llm.Prices;
import dev.autoresearch.proposers.llm.model.Models;
import dev.autoresearch.trial.Runner;
import dev.autoresearch.trial.Seeds;
import dev.autoresearch.trial.ShellRunner;
import dev.autoresearch.workspace.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs the experiment once on the checked-out commit, the way a session does: prepared, in a worktree of its own outside
/// the checkout, with the same environment, executor and extractors. Nothing of it stays.
final class TestRun {
    private static final int SHOWN = 12;
    private static final int BYTES = 8_192;
    private static final int NAMED = 3;

    private final Surroundings surroundings;
    private final Project project;
    private final Configuration configuration;

    TestRun(Surroundings surroundings, Project project, Configuration configuration) {
        this.surroundings = surroundings;
        this.project = project;
        this.configuration = configuration;
    }

    /// Runs it; Ctrl-C ends everything that it started.
    Tested run() {
        var stop = new Stop();
        Map<String, String> environment = Environments.forRun(surroundings.environment(),
                configuration.run().passEnvironment(), Map.of()).variables();
        try (LocalExecutor executor = LocalExecutor.open(Scratch.ownProcess());
                var models = new Models();
                var _ = Interrupts.stopping(stop, surroundings.console(), Scratch.STOPPING, executor::close);
                var scratch = Scratch.make(surroundings, project, configuration.workspace())) {
            var session = new SessionFolder(scratch.files(), "test");
            var jury = new ModelJury(models, Prices.builtIn(), surroundings.environment(), Support.NONE, stop);
            try (var runner = new ShellRunner(configuration, session, executor, environment, jury, Optional::empty)) {
                return run(runner, session, scratch, stop);
            }
        }
    }

    private Tested run(ShellRunner runner, SessionFolder session, Scratch scratch, Stop stop) {
        Duration prepared = Duration.ZERO;
        if (!configuration.run().prepare().isEmpty()) {
            RunRecord run = runner.run(request(Purpose.PREPARE, scratch.folder()), stop);
            if (stop.requested()) {
                return new Tested.Stopped();
            }
            if (!run.measured()) {
                return new Tested.Failed("the preparation `" + configuration.run().prepare() + "` failed: "
                        + run.ending().phrase(), tail(session, run),
                        "Mend the build, or say how it is built with --prepare.");
            }
            prepared = run.wall();
        }
        RunRecord run = runner.run(request(Purpose.MEASURE, scratch.folder()), stop);
        if (stop.requested()) {
            return new Tested.Stopped();
        }
        if (!run.measured()) {
            return new Tested.Failed(run.failure(), tail(session, run), remedy(run));
        }
        var warnings = new ArrayList<String>();
        try {
            warnings.addAll(ShellRunner.unread(session, run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> changed = scratch.worktree().changed();
        if (!changed.isEmpty()) {
            warnings.add("The run changes files that are committed: " + named(changed) + ". Every experiment would be "
                    + "refused for it: take outputs out of git and list them in .gitignore.");
        }
        guard(runner, session, scratch, stop).ifPresent(warnings::add);
        return stop.requested()
                ? new Tested.Stopped()
                : new Tested.Measured(run.metrics(), run.wall(), prepared, warnings, run.spending());
    }

    /// Why no win could ever be kept, if the guard fails on what nobody changed.
    private Optional<String> guard(ShellRunner runner, SessionFolder session, Scratch scratch, Stop stop) {
        if (!configuration.guard().present()) {
            return Optional.empty();
        }
        RunRecord run = runner.run(request(Purpose.GUARD, scratch.folder()), stop);
        List<String> tail = tail(session, run);
        return run.measured()
                ? Optional.empty()
                : Optional.of("The guard `" + configuration.guard().command() + "` fails on the unchanged project ("
                        + run.ending().phrase() + (tail.isEmpty() ? "" : "; it says: " + tail.getLast())
                        + "), so that no win could be kept. Mend it, or give another with --guard.");
    }

    private static Runner.Request request(Purpose purpose, Path folder) {
        return new Runner.Request(purpose, folder, "0", 0, 1, 1, Seeds.of(1, 1), Duration.ZERO);
    }

    private String remedy(RunRecord run) {
        String metric = configuration.primary().name();
        return switch (run.ending()) {
            case Ending.NotStarted _ -> "Mend the command, or give another with --command.";
            case Ending.TimedOut(Duration limit) -> "Make the run shorter than " + Spans.text(limit)
                    + ", or allow it more time (run.timeout).";
            case Ending.Exited(int code) when code == 0 -> "Let the command print METRIC " + metric
                    + "=number, name the metric that it does print with --metric, or give another --command.";
            case Ending.Exited(int code) when code == 127 ->
                "Install the program that is missing, or give another --command.";
            default -> "Mend what it complains about, or give another --command.";
        };
    }

    private static List<String> tail(SessionFolder session, RunRecord run) {
        return run.log().isEmpty()
                ? List.of()
                : LogTail.last(session.path().resolve(run.log()), SHOWN, BYTES).lines().filter(line -> !line.isBlank())
                        .toList();
    }

    private static String named(List<String> paths) {
        return String.join(", ", paths.subList(0, Math.min(paths.size(), NAMED)))
                + (paths.size() > NAMED ? " and " + (paths.size() - NAMED) + " more" : "");
    }
}
