package dev.autoresearch.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each event means for the state of a session: pure functions, so that replaying a journal and having lived through
/// it come to the same.
public final class Fold {
    private Fold() {}

    /// The state after the first line.
    ///
    /// @throws IllegalStateException if that line is not [Event.SessionStarted]
    public static SessionState begin(Entry first) {
        if (!(first.event() instanceof Event.SessionStarted start)) {
            throw new IllegalStateException("the first event is not session-started");
        }
        return new SessionState(start, null, null, -1, Map.of(), 0, 0, Spending.NONE, first.elapsed(), null, List.of(),
                List.of(), List.of(), Noise.UNKNOWN, null, 0, Map.of(), Canaries.NONE, Map.of(), null, first.at());
    }

    /// The state after one more line.
    ///
    /// @throws IllegalStateException if the event cannot follow on this state; no journal then holds it
    public static SessionState apply(SessionState state, Entry entry) {
        var next = new Draft(state, entry);
        switch (entry.event()) {
            case Event.SessionStarted _ -> throw new IllegalStateException("session-started is not the first event");
            case Event.SessionResumed _ -> {
                // Whoever goes on after too many crashes has mended their cause, or wants to try again.
                next.consecutiveCrashes = state.ended() == EndReason.CRASHES ? 0 : state.consecutiveCrashes();
                next.ended = null;
            }
            case Event.ExperimentStarted started -> next.pending = new SessionState.Pending(started.number(),
                    started.parent(), started.mode(), List.of(), null, null, List.of(), null);
            case Event.Proposed proposed -> next.proposed(proposed);
            case Event.CandidateMade made -> next.candidate(made);
            case Event.TrialPlanned planned -> next.planned(planned);
            case Event.RunFinished finished -> next.finished(finished);
            case Event.Calibrated calibrated -> {
                next.noise = state.noise().calibrated(calibrated.calibration(), calibrated.metrics());
                next.canaries = state.canaries().trusted();
            }
            case Event.Decided decided -> next.decided(decided);
            case Event.BrokenOff broken -> next.noise = state.noise().after(broken.change());
            case Event.StudyStarted(Study study, var _) -> {
                next.study = study;
                next.studies = study.id();
                next.studied = with(state.studied(), study.kind(), state.lastNumber());
            }
            case Event.StudyRun run -> next.studied(run);
            case Event.StudyEnded ended -> next.studied(ended);
            case Event.Judged(Experiment experiment) -> next.judged(experiment);
            case Event.Rewound(Experiment experiment) -> {
                next.incumbent = experiment;
                next.noise = state.noise().moved(experiment.metrics());
                next.pending = null;
            }
            case Event.Told told -> next.messages = appended(state.messages(), told.text(), SessionState.RECENT);
            case Event.SessionEnded ended -> next.ended = ended.reason();
        }
        return next.state();
    }

    private static <T> Map<Study.Kind, T> with(Map<Study.Kind, T> map, Study.Kind kind, T value) {
        var more = new EnumMap<Study.Kind, T>(Study.Kind.class);
        more.putAll(map);
        more.put(kind, value);
        return more;
    }

    private static <T> List<T> appended(List<T> list, T last, int limit) {
        var longer = new ArrayList<T>(list.size() + 1);
        longer.addAll(list.size() < limit ? list : list.subList(list.size() - limit + 1, list.size()));
        longer.add(last);
        return List.copyOf(longer);
    }

    /// The next state in the making; what no event touches stays.
    private static final class Draft {
        private final SessionState from;
        private final Entry entry;
        private @Nullable Experiment incumbent;
        private @Nullable Experiment baseline;
        private int lastNumber;
        private Map<Status, Long> counts;
        private int consecutiveCrashes;
        private int sinceKeep;
        private Spending spending;
        private SessionState.@Nullable Pending pending;
        private List<Experiment> recent;
        private List<Experiment> best;
        private List<String> messages;
        private Noise noise;
        private @Nullable Study study;
        private int studies;
        private Map<Study.Kind, Integer> studied;
        private Canaries canaries;
        private Map<Study.Kind, Confirmation> confirmations;
        private @Nullable EndReason ended;

        private Draft(SessionState from, Entry entry) {
            this.from = from;
            this.entry = entry;
            incumbent = from.incumbent();
            baseline = from.baseline();
            lastNumber = from.lastNumber();
            counts = from.counts();
            consecutiveCrashes = from.consecutiveCrashes();
            sinceKeep = from.sinceKeep();
            spending = from.spending();
            pending = from.pending();
            recent = from.recent();
            best = from.best();
            messages = from.messages();
            noise = from.noise();
            study = from.study();
            studies = from.studies();
            studied = from.studied();
            canaries = from.canaries();
            confirmations = from.confirmations();
            ended = from.ended();
        }

        private SessionState state() {
            Duration elapsed = entry.elapsed();
            return new SessionState(from.start(), incumbent, baseline, lastNumber, counts, consecutiveCrashes,
                    sinceKeep, spending, elapsed, pending, recent, best, messages, noise, study, studies, studied,
                    canaries, confirmations,
                    ended, entry.at());
        }

        private SessionState.Pending pending(String what, int number) {
            if (pending == null || pending.number() != number) {
                throw new IllegalStateException(what + " of experiment " + number + " without experiment-started");
            }
            return pending;
        }

        private void proposed(Event.Proposed proposed) {
            var open = pending("proposed", proposed.number());
            pending = new SessionState.Pending(open.number(), open.parent(), open.mode(),
                    appended(open.proposed(), proposed, Integer.MAX_VALUE), open.candidate(), open.plan(), open.runs(),
                    open.decision());
            spending = spending.plus(proposed.spending());
            messages = List.of();
        }

        private void candidate(Event.CandidateMade made) {
            var open = pending("candidate-made", made.number());
            pending = new SessionState.Pending(open.number(), open.parent(), open.mode(), open.proposed(), made, null,
                    List.of(), null);
        }

        private void planned(Event.TrialPlanned planned) {
            var open = pending("trial-planned", planned.number());
            pending = new SessionState.Pending(open.number(), open.parent(), open.mode(), open.proposed(),
                    open.candidate(), planned.plan(), List.of(), null);
        }

        private void finished(Event.RunFinished finished) {
            var open = pending("run-finished", finished.number());
            pending = new SessionState.Pending(open.number(), open.parent(), open.mode(), open.proposed(),
                    open.candidate(), open.plan(), appended(open.runs(), finished, Integer.MAX_VALUE),
                    open.decision());
            ran(finished.purpose());
        }

        private void decided(Event.Decided decided) {
            var open = pending("decided", decided.number());
            pending = new SessionState.Pending(open.number(), open.parent(), open.mode(), open.proposed(),
                    open.candidate(), open.plan(), open.runs(), decided.decision());
            noise = noise.after(decided.decision().change());
        }

        private void studied(Event.StudyRun run) {
            Study open = underWay("study-run", run.id());
            study = new Study(open.id(), open.kind(), open.from(), open.to(), open.pairs(), open.seed(), open.before(),
                    appended(open.runs(), run, Integer.MAX_VALUE));
            ran(run.purpose());
        }

        private void studied(Event.StudyEnded over) {
            underWay("study-ended", over.id());
            study = null;
            Confirmation result = over.confirmation();
            if (result != null) {
                confirmations = with(confirmations, result.kind(), result);
            }
        }

        private Study underWay(String what, int id) {
            if (study == null || study.id() != id) {
                throw new IllegalStateException(what + " of study " + id + " without study-started");
            }
            return study;
        }

        private void ran(Purpose purpose) {
            if (purpose.measured()) {
                noise = noise.ran();
            }
        }

        private void judged(Experiment row) {
            if (pending != null && pending.mode().equals(Canaries.NAME)) {
                Decision decision = pending.decision();
                canaries = canaries.after(decision != null && decision.status() == Status.KEEP);
            }
            pending = null;
            if (row.number() == 0) {
                // A baseline that failed leaves the session where it was: the next engine measures it again.
                if (!row.status().kept()) {
                    return;
                }
                baseline = row;
            } else {
                var more = new EnumMap<Status, Long>(Status.class);
                more.putAll(counts);
                more.merge(row.status(), 1L, Long::sum);
                counts = more;
                sinceKeep = row.status().kept() ? 0 : sinceKeep + 1;
                consecutiveCrashes = switch (row.status()) {
                    case CRASH, TIMEOUT -> consecutiveCrashes + 1;
                    case NO_CHANGE, VIOLATION, INTERRUPTED -> consecutiveCrashes;
                    case KEEP, DISCARD, EXPLORE, CHECKS_FAILED, INCONCLUSIVE -> 0;
                };
            }
            lastNumber = Math.max(lastNumber, row.number());
            if (row.status().kept()) {
                incumbent = row;
                noise = row.status() == Status.KEEP ? noise.kept(row.metrics()) : noise.moved(row.metrics());
            }
            recent = appended(recent, row, SessionState.RECENT);
            best = ranked(row);
        }

        private List<Experiment> ranked(Experiment row) {
            if (from.start().metrics().isEmpty() || row.status() == Status.VIOLATION) {
                return best;
            }
            MetricLabel primary = from.start().metrics().getFirst();
            Double value = row.metrics().get(primary.name());
            if (value == null) {
                return best;
            }
            int rank = 0;
            while (rank < best.size() && !primary.direction().better(value,
                    best.get(rank).metrics().getOrDefault(primary.name(), value))) {
                rank++;
            }
            if (rank >= SessionState.BEST) {
                return best;
            }
            var ranking = new ArrayList<>(best);
            ranking.add(rank, row);
            return List.copyOf(ranking.subList(0, Math.min(SessionState.BEST, ranking.size())));
        }
    }
}
