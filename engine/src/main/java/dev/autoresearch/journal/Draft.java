package dev.autoresearch.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The next state in the making; what no event touches stays.
final class Draft {
    private final SessionState from;
    private final Entry entry;
    private Leg leg;
    private List<FinishedStage> finished;
    @Nullable
    Experiment incumbent;
    private @Nullable Experiment baseline;
    private int lastNumber;
    private Map<Status, Long> counts;
    int consecutiveCrashes;
    private int sinceKeep;
    private Spending spending;
    SessionState.@Nullable Pending pending;
    private List<Experiment> recent;
    private List<Experiment> best;
    private int barren;
    Knowledge knowledge;
    List<String> messages;
    Route route;
    Noise noise;
    @Nullable
    Study study;
    int studies;
    Map<Study.Kind, Integer> studied;
    Canaries canaries;
    private Map<Study.Kind, Confirmation> confirmations;
    @Nullable
    EndReason ended;

    Draft(SessionState from, Entry entry) {
        this.from = from;
        this.entry = entry;
        leg = from.leg();
        finished = from.finished();
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
        barren = from.barren();
        knowledge = from.knowledge();
        messages = from.messages();
        route = from.route();
        noise = from.noise();
        study = from.study();
        studies = from.studies();
        studied = from.studied();
        canaries = from.canaries();
        confirmations = from.confirmations();
        ended = from.ended();
    }

    SessionState state() {
        Duration elapsed = entry.elapsed();
        return new SessionState(from.start(), leg, finished, incumbent, baseline, lastNumber, counts,
                consecutiveCrashes,
                sinceKeep, spending, elapsed, pending, recent, best, barren, knowledge, messages, route, noise, study,
                studies,
                studied,
                canaries, confirmations,
                ended, entry.at());
    }

    /// Everything starts anew but what the session as a whole counts.
    void staged(Event.StageStarted started) {
        long experiments = from.experiments();
        if (baseline != null && incumbent != null && started.before() != null) {
            finished = Fold.appended(finished, new FinishedStage(leg, baseline, incumbent, from.stageExperiments(),
                    confirmations.get(Study.Kind.FINAL), started.before()), Integer.MAX_VALUE);
        }
        leg = new Leg(started.index(), started.name(), started.base(), started.metrics(), lastNumber + 1,
                experiments, leg.runs() + noise.runs(), from.count(Status.KEEP), entry.elapsed());
        incumbent = null;
        baseline = null;
        consecutiveCrashes = 0;
        sinceKeep = 0;
        barren = 0;
        pending = null;
        recent = List.of();
        best = List.of();
        route = Route.NONE;
        noise = Noise.UNKNOWN;
        studied = Map.of();
        canaries = canaries.trusted();
        confirmations = Map.of();
    }

    SessionState.Pending pending(String what, int number) {
        if (pending == null || pending.number() != number) {
            throw new IllegalStateException(what + " of experiment " + number + " without experiment-started");
        }
        return pending;
    }

    void spent(Event.Spent spent) {
        pending = pending("spent", spent.number()).spent(spent.spending());
        spending = spending.plus(spent.spending());
    }

    void proposed(Event.Proposed proposed) {
        pending = pending("proposed", proposed.number()).answered(proposed);
        spending = spending.plus(proposed.spending());
        knowledge = knowledge.after(proposed.remarks(), proposed.number());
        messages = List.of();
    }

    void returned(Event.SentBack back) {
        pending = pending("sent-back", back.number()).returned(back);
    }

    void candidate(Event.CandidateMade made) {
        pending = pending("candidate-made", made.number()).with(made);
    }

    void planned(Event.TrialPlanned planned) {
        pending = pending("trial-planned", planned.number()).with(planned.plan());
    }

    void finished(Event.RunFinished finished) {
        pending = pending("run-finished", finished.number()).with(finished).spent(finished.run().spending());
        spending = spending.plus(finished.run().spending());
        ran(finished.purpose());
    }

    void decided(Event.Decided decided) {
        pending = pending("decided", decided.number()).with(decided.decision());
        noise = noise.after(decided.decision().change());
    }

    void studied(Event.StudyRun run) {
        Study open = underWay("study-run", run.id());
        study = new Study(open.id(), open.kind(), open.from(), open.to(), open.pairs(), open.seed(), open.before(),
                Fold.appended(open.runs(), run, Integer.MAX_VALUE));
        spending = spending.plus(run.run().spending());
        ran(run.purpose());
    }

    void studied(Event.StudyEnded over) {
        underWay("study-ended", over.id());
        study = null;
        Confirmation result = over.confirmation();
        if (result != null) {
            confirmations = Fold.with(confirmations, result.kind(), result);
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

    /// A region that did not pay is left as if nothing had been kept there.
    void left() {
        Route.Exploration exploration = route.exploration();
        if (exploration != null) {
            sinceKeep = exploration.sinceKeep() + exploration.tried();
        }
    }

    void judged(Experiment row) {
        if (pending != null && pending.mode().equals(Canaries.NAME)) {
            // No experiment: nothing was tried, so that it is neither counted nor shown to a proposer.
            Decision decision = pending.decision();
            canaries = canaries.after(decision != null && decision.status() == Status.KEEP);
            lastNumber = Math.max(lastNumber, row.number());
            pending = null;
            return;
        }
        boolean first = row.number() == 0
                || (pending != null && pending.mode().equals(SessionState.BASELINE));
        pending = null;
        if (first) {
            // A baseline that failed leaves the session where it was: the next engine measures it again.
            if (!row.status().kept()) {
                return;
            }
            baseline = row;
            sinceKeep = 0;
            route = route.won(row);
        } else {
            counts = counted(row.status());
            barren = row.status() == Status.NO_CHANGE ? barren + 1 : 0;
            tried(row);
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
        recent = Fold.appended(recent, row, SessionState.RECENT);
        best = ranked(row);
    }

    /// The session begins behind it: what it measured itself starts with the next number.
    void imported(Experiment row) {
        if (row.number() != lastNumber + 1 || baseline != null || pending != null) {
            throw new IllegalStateException("imported " + row.number() + " into a session that has begun");
        }
        lastNumber = row.number();
        if (row.number() > 0) {
            counts = counted(row.status());
        }
        recent = Fold.appended(recent, row, SessionState.RECENT);
        leg = new Leg(leg.index(), leg.name(), leg.base(), leg.metrics(), row.number() + 1, leg.experiments(),
                leg.runs(), counts.getOrDefault(Status.KEEP, 0L), leg.elapsed());
    }

    private Map<Status, Long> counted(Status status) {
        var more = new EnumMap<Status, Long>(Status.class);
        more.putAll(counts);
        more.merge(status, 1L, Long::sum);
        return more;
    }

    private void tried(Experiment row) {
        sinceKeep = row.status() == Status.KEEP ? 0 : sinceKeep + 1;
        if (row.status() == Status.EXPLORE && incumbent != null) {
            route = route.entered(incumbent, sinceKeep);
        } else {
            route = route.tried();
        }
        if (row.status() == Status.KEEP) {
            route = route.won(row);
        }
    }

    private List<Experiment> ranked(Experiment row) {
        if (leg.metrics().isEmpty() || row.status() == Status.VIOLATION) {
            return best;
        }
        MetricLabel primary = leg.metrics().getFirst();
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
