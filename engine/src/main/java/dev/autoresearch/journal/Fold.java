package dev.autoresearch.journal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
        return new SessionState(start, Leg.only(start), List.of(), null, null, -1, Map.of(), 0, 0, Spending.NONE,
                first.elapsed(), null, List.of(),
                List.of(), 0, Knowledge.NONE, List.of(), Route.NONE, Noise.UNKNOWN, null, 0, Map.of(), Canaries.NONE,
                Map.of(), null,
                first.at());
    }

    /// The state after one more line.
    ///
    /// @throws IllegalStateException if the event cannot follow on this state; no journal then holds it
    public static SessionState apply(SessionState state, Entry entry) {
        var next = new Draft(state, entry);
        switch (entry.event()) {
            case Event.SessionStarted _ -> throw new IllegalStateException("session-started is not the first event");
            case Event.StageStarted started -> next.staged(started);
            case Event.SessionResumed _ -> {
                // Whoever goes on after too many crashes has mended their cause, or wants to try again.
                next.consecutiveCrashes = state.ended() == EndReason.CRASHES ? 0 : state.consecutiveCrashes();
                next.ended = null;
            }
            case Event.WarmStarted(String _, Knowledge knowledge) -> next.knowledge = knowledge;
            case Event.ExperimentStarted started -> next.pending = SessionState.Pending.begun(started);
            case Event.Spent spent -> next.spent(spent);
            case Event.Proposed proposed -> next.proposed(proposed);
            case Event.SentBack back -> next.returned(back);
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
                next.left();
                next.route = state.route().back(experiment);
            }
            case Event.Imported imported -> next.imported(imported.experiment());
            case Event.Settled _ -> next.route = state.route().settled();
            case Event.Told told -> next.messages = appended(state.messages(), told.text(), SessionState.RECENT);
            case Event.SessionEnded ended -> next.ended = ended.reason();
        }
        return next.state();
    }

    static <T> Map<Study.Kind, T> with(Map<Study.Kind, T> map, Study.Kind kind, T value) {
        var more = new EnumMap<Study.Kind, T>(Study.Kind.class);
        more.putAll(map);
        more.put(kind, value);
        return more;
    }

    static <T> List<T> appended(List<T> list, T last, int limit) {
        var longer = new ArrayList<T>(list.size() + 1);
        longer.addAll(list.size() < limit ? list : list.subList(list.size() - limit + 1, list.size()));
        longer.add(last);
        return List.copyOf(longer);
    }
}
