package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.Figures;
import dev.autoresearch.app.screen.Json;
import dev.autoresearch.app.screen.Spans;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionLock;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.view.ClaimText;
import dev.autoresearch.objective.Numbers;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a session stands, from any terminal, whether it runs or not.
@Command(name = "status", description = "How a session stands; works beside a running one.", footer = {"%nExamples:",
        "  autoresearch status", "  autoresearch status --tag mar26 --json"})
final class StatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = project.session(surroundings);
        SessionState state = JournalFile.read(folder);
        Optional<SessionLock.Holder> holder = SessionLock.holder(folder);
        if (json) {
            surroundings.console().line(Json.status(state, holder, folder));
        } else {
            print(folder, state, holder);
        }
        return 0;
    }

    private void print(SessionFolder folder, SessionState state, Optional<SessionLock.Holder> holder) {
        Console console = surroundings.console();
        console.field("session", console.styled(Style.BOLD, state.start().tag()) + ", " + activity(state, holder));
        if (!state.start().goal().isEmpty()) {
            console.field("goal", state.start().goal());
        }
        console.field("branch", state.start().branch() + " from " + shortened(state.start().base()));
        MetricLabel metric = state.metrics().getFirst();
        Experiment baseline = state.baseline();
        Experiment incumbent = state.incumbent();
        if (baseline == null || incumbent == null) {
            console.field("metric", metric.name() + ", the baseline is not measured yet");
        } else {
            double from = baseline.metrics().getOrDefault(metric.name(), Double.NaN);
            double to = incumbent.metrics().getOrDefault(metric.name(), Double.NaN);
            console.field("metric", "%s %s → %s%s, %s is better".formatted(metric.name(), Figures.text(from),
                    console.styled(Style.BOLD, Figures.text(to)),
                    from == to ? "" : " (" + Numbers.percent(from, to) + ")", metric.direction().word()));
            console.field("incumbent",
                    "#%d %s — %s".formatted(incumbent.number(), shortened(incumbent.commit()),
                            incumbent.description()));
        }
        if (baseline != null) {
            console.field("claim", ClaimText.headline(state));
        }
        console.field("experiments", state.experiments() + counts(state));
        if (state.leg().name().isEmpty() && state.leg().first() > 0) {
            console.field("imported", state.leg().first() + " experiments, measured elsewhere: nothing is compared "
                    + "with their numbers");
        }
        SessionState.Pending pending = state.pending();
        if (pending != null) {
            String hypothesis = pending.proposed().isEmpty() ? "" : ": " + pending.proposed().getLast().hypothesis();
            console.field(holder.isPresent() ? "working on" : "unfinished", "#" + pending.number() + hypothesis);
        }
        if (state.spending().dollars() > 0 || state.spending().tokens() > 0) {
            console.field("spent", "$%.2f, %d tokens".formatted(state.spending().dollars(), state.spending().tokens()));
        }
        console.field("worked", Spans.text(state.elapsed()) + ", last event " + Console.moment(state.updated()));
        console.command("files", folder.path().toString());
    }

    private static String activity(SessionState state, Optional<SessionLock.Holder> holder) {
        if (holder.isPresent()) {
            return "running (process " + holder.get().pid() + ")";
        }
        var ended = state.ended();
        return ended == null ? "broken off; `autoresearch resume` goes on" : "not running: " + ended.phrase();
    }

    private static String counts(SessionState state) {
        String counts = Arrays.stream(Status.values()).filter(status -> state.count(status) > 0)
                .map(status -> state.count(status) + " " + status.word()).collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : ": " + counts;
    }

    private static String shortened(String commit) {
        return commit.length() > 7 ? commit.substring(0, 7) : commit;
    }
}
