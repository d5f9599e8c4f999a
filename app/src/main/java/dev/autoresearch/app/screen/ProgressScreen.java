package dev.autoresearch.app.screen;

import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Scale;
import dev.autoresearch.decision.NoiseScale;
import dev.autoresearch.decision.Regime;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Canaries;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.Study;
import dev.autoresearch.journal.view.ClaimText;
import dev.autoresearch.objective.Numbers;
import java.util.List;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.view.Summary;
import dev.autoresearch.session.Observer;
import dev.autoresearch.setup.estimate.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shows a running session: one line an experiment, a summary every so often, and on a terminal a bar at the bottom with
/// what is going on and how long it will still take. Thread-safe: a proposer reports from threads of its own.
public final class ProgressScreen implements Observer {
    private static final int BAR_WIDTH = 24;
    private static final int LONGEST = 10_000;
    private static final int DOING = 60;
    private static final String REST_OF_LINE = "\u001b[K";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Console console;
    private final Configuration configuration;
    private final Budget budget;
    private String bar = "";
    private @Nullable ExperimentTable table;
    private @Nullable SessionState last;
    private long began = -1;
    private long finishedBefore;

    /// A screen for a session with this configuration.
    public ProgressScreen(Console console, Configuration configuration) {
        this.console = console;
        this.configuration = configuration;
        this.budget = configuration.budget();
    }

    @Override
    public synchronized void on(Event event, SessionState state) {
        last = state;
        if (began < 0) {
            began = System.nanoTime();
            finishedBefore = state.experiments();
        }
        switch (event) {
            case Event.Judged(Experiment experiment) -> judged(experiment, state);
            case Event.ExperimentStarted(int number, String _, String _) ->
                draw(state,
                        number == 0
                                ? "measuring the baseline since " + clock(state)
                                : "#" + number + " being proposed since " + clock(state));
            case Event.CandidateMade(int number, int _, String _, var _) ->
                draw(state, "#" + number + " running since " + clock(state));
            case Event.RunFinished run when run.purpose().measured() ->
                draw(state, "#" + run.number() + " " + words(run.purpose(), run.index()));
            case Event.Calibrated calibrated -> calibrated(calibrated, state);
            case Event.StudyStarted(Study study, String why) -> {
                say(study.kind().phrase() + ": " + why);
                draw(state, study.kind().phrase());
            }
            case Event.StudyRun run -> draw(state, words(run.purpose(), run.index()));
            case Event.StudyEnded ended -> {
                Confirmation found = ended.confirmation();
                if (found != null && found.kind() != Study.Kind.FINAL) {
                    say(found.kind().phrase() + ": " + ClaimText.figures(found.comparison().estimates().getFirst()));
                }
            }
            case Event.SentBack(int number, int _, Setback setback) ->
                say("#" + number + " goes back to the proposer: " + setback.reason());
            case Event.WarmStarted(String from, Knowledge knowledge) ->
                say("taken over from " + from + ": " + knowledge.ideas().size() + " ideas, "
                        + knowledge.lessons().size() + " lessons");
            case Event.Told(String _, String text) -> notice("message taken for the next proposal: " + text);
            case Event.SessionEnded _ -> close();
            case Event.SessionStarted _,Event.StageStarted _,Event.SessionResumed _,Event.Spent _,Event.Proposed _,Event.TrialPlanned _,Event.RunFinished _,Event.Decided _,Event.BrokenOff _,Event.Rewound _,Event.Settled _,Event.Imported _ ->
                {
                }
        }
    }

    @Override
    public synchronized void doing(String what) {
        SessionState state = last;
        if (state != null) {
            draw(state, "#" + (state.lastNumber() + 1) + " " + PlainText.line(what, DOING));
        }
    }

    @Override
    public synchronized void waiting(String why, Instant until) {
        notice("waiting until " + TIME.format(until.atZone(ZoneId.systemDefault())) + ": "
                + PlainText.line(why, LONGEST));
        doing("waiting until " + TIME.format(until.atZone(ZoneId.systemDefault())));
    }

    @Override
    public synchronized void notice(String text) {
        clear();
        console.line(console.styled(Style.WARNING, "note  ") + PlainText.indented(text, LONGEST));
        restore();
    }

    /// Takes the bar away.
    public synchronized void close() {
        clear();
        bar = "";
    }

    private static String words(Purpose purpose, int index) {
        return switch (purpose) {
            case PREPARE -> "prepared";
            case GUARD -> "guarded";
            case SMOKE -> "checked";
            case PROXY -> "stand-in measured";
            case MEASURE -> "measured";
            case CALIBRATE -> "calibrating, run " + index;
            case REFERENCE -> "incumbent measured";
            case SCREEN -> "screened";
            case RACE -> "racing, pair " + (index + 1) / 2;
            case FINAL -> "final comparison, pair " + (index + 1) / 2;
            case HOLDOUT -> "holdout, pair " + (index + 1) / 2;
        };
    }

    private void calibrated(Event.Calibrated calibrated, SessionState state) {
        for (Axis axis : calibrated.calibration().axes()) {
            List<Double> seen = calibrated.calibration().deviations().getOrDefault(axis.metric(), List.of());
            int runs = calibrated.calibration().reference().size();
            say(axis.deterministic()
                    ? "%s: the same value in %d runs of the unchanged project".formatted(axis.metric(), runs)
                    : seen.isEmpty()
                            ? "%s: one run of the unchanged project, its noise is not known".formatted(axis.metric())
                            : "%s: runs of the unchanged project differ by %s from one to the next (%d runs)".formatted(
                                    axis.metric(), spread(axis, NoiseScale.of(seen)), runs));
        }
        Regime regime = Regime.of(configuration, state.noise());
        say("decides by mode " + regime.mode().word() + ": " + regime.why());
        Pace.calibrated(configuration, state.noise()).ifPresent(pace -> say("expect "
                + Rough.count(pace.perHour()) + " experiments an hour, " + Rough.time(pace.seconds()) + " each"));
    }

    private static String spread(Axis axis, double scale) {
        return axis.scale() == Scale.LOG
                ? Numbers.forPeople(Math.rint(scale * 1000) / 10) + " %"
                : Numbers.forPeople(scale);
    }

    private void say(String text) {
        clear();
        console.line(console.styled(Style.FAINT, PlainText.indented(text, LONGEST)));
        restore();
    }

    private void judged(Experiment experiment, SessionState state) {
        clear();
        ExperimentTable rows = table;
        if (rows == null) {
            rows = new ExperimentTable(console, state.metrics().getFirst());
            rows.header();
            table = rows;
        }
        rows.row(experiment, state.baseline());
        boolean counted = experiment.number() > 0 && !experiment.proposer().equals(Canaries.NAME);
        if (counted && state.experiments() % configuration.reportEvery() == 0) {
            console.line(console.styled(Style.BOLD, Summary.progress(state)));
        }
        draw(state, "");
    }

    private void draw(SessionState state, String doing) {
        if (!console.live()) {
            return;
        }
        bar = Columns.cut(progress(state) + (doing.isEmpty() ? "" : "  " + doing), console.width() - 1);
        restore();
    }

    private String progress(SessionState state) {
        long done = state.experiments();
        double share = share(state);
        if (share < 0) {
            return done + " experiments";
        }
        int filled = (int) Math.round(share * BAR_WIDTH);
        String drawn = "[" + "#".repeat(filled) + "·".repeat(BAR_WIDTH - filled) + "] " + Math.round(share * 100)
                + " %";
        Duration left = left(state, share);
        return drawn + (left.isNegative() ? "" : ", about " + Spans.text(left) + " left");
    }

    private double share(SessionState state) {
        double byCount = budget.experiments() == Budget.UNLIMITED || budget.experiments() == 0
                ? -1
                : (double) state.experiments() / budget.experiments();
        double byTime = budget.wall().isZero() ? -1 : (double) state.elapsed().toMillis() / budget.wall().toMillis();
        double byCost = budget.cost() > 0 ? state.spending().dollars() / budget.cost() : -1;
        return Math.min(1, Math.max(byCount, Math.max(byTime, byCost)));
    }

    private Duration left(SessionState state, double share) {
        long made = state.experiments() - finishedBefore;
        if (made < 1 || share <= 0) {
            return Duration.ofNanos(-1);
        }
        Duration left = budget.wall().isZero() ? Duration.ofDays(3650) : budget.wall().minus(state.elapsed());
        if (budget.experiments() != Budget.UNLIMITED) {
            long each = (System.nanoTime() - began) / made;
            Duration byCount = Duration.ofNanos(each * (budget.experiments() - state.experiments()));
            left = byCount.compareTo(left) < 0 ? byCount : left;
        }
        return left.toDays() > 3000 ? Duration.ofNanos(-1) : left;
    }

    private static String clock(SessionState state) {
        return TIME.format(state.updated().atZone(ZoneId.systemDefault()));
    }

    private void clear() {
        if (!bar.isEmpty()) {
            console.out().print("\r" + REST_OF_LINE);
            console.out().flush();
        }
    }

    private void restore() {
        if (!bar.isEmpty()) {
            console.out().print("\r" + bar + REST_OF_LINE);
            console.out().flush();
        }
    }
}
