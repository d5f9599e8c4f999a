package dev.autoresearch.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a session is at one point of its journal: a pure fold over its events, of bounded size however long the history.
///
/// @param start              the first event
/// @param leg                the stage it is in
/// @param finished           the stages before it
/// @param incumbent          the best so far, null before the baseline is measured
/// @param baseline           the stage's first measurement, experiment 0 in the first one, null before it is measured
/// @param lastNumber         the highest experiment number finished; -1 before the baseline
/// @param counts             finished experiments by status, without baselines and canaries
/// @param consecutiveCrashes crashes and timeouts in a row
/// @param sinceKeep          experiments since the last keep, canaries not counted; a change that was followed regardless
///                           is no keep
/// @param spending           of all proposals
/// @param elapsed            working time of the session, summed over resumes
/// @param pending            the unfinished experiment, null when there is none
/// @param recent             the last finished experiments of the stage, oldest first, at most [#RECENT]
/// @param best               the best measured experiments of the stage, best first, at most [#BEST]
/// @param barren             finished experiments in a row in which nothing was changed
/// @param knowledge          what proposers noted for each other
/// @param messages           user messages that no proposal has seen yet, oldest first
/// @param route              the way to the incumbent
/// @param noise              what is known of the noise
/// @param study              runs outside any experiment that are under way, null when there are none
/// @param studies            how many studies were begun
/// @param studied            after which experiment a study of each kind was last begun
/// @param canaries           how the rule did on unchanged incumbents
/// @param confirmations      the last result of each kind of study that compares
/// @param ended              why the engine let go, null while one works on it or after a kill
/// @param updated            time of the last event
public record SessionState(Event.SessionStarted start, Leg leg, List<FinishedStage> finished,
        @Nullable Experiment incumbent, @Nullable Experiment baseline,
        int lastNumber, Map<Status, Long> counts, int consecutiveCrashes, int sinceKeep, Spending spending,
        Duration elapsed, @Nullable Pending pending, List<Experiment> recent, List<Experiment> best,
        int barren, Knowledge knowledge, List<String> messages, Route route, Noise noise, @Nullable Study study,
        int studies,
        Map<Study.Kind, Integer> studied, Canaries canaries,
        Map<Study.Kind, Confirmation> confirmations, @Nullable EndReason ended, Instant updated) {

    /// How many of the last experiments are remembered.
    public static final int RECENT = 50;

    /// How many of the best experiments are remembered.
    public static final int BEST = 10;

    /// Copies the collections.
    public SessionState {
        finished = List.copyOf(finished);
        counts = Map.copyOf(counts);
        recent = List.copyOf(recent);
        best = List.copyOf(best);
        messages = List.copyOf(messages);
        studied = Map.copyOf(studied);
        confirmations = Map.copyOf(confirmations);
    }

    /// The commit that the next candidate is made from: the incumbent's, or the base before there is one.
    public String incumbentCommit() {
        return incumbent == null ? leg.base() : incumbent.commit();
    }

    /// The incumbent that claims are made for: while a region is explored that has not paid yet, the one before it.
    public @Nullable Experiment claimed() {
        Route.Exploration exploration = route.exploration();
        return exploration == null ? incumbent : exploration.home();
    }

    /// The commit that claims are made for.
    public String claimedCommit() {
        Experiment claimed = claimed();
        return claimed == null ? incumbentCommit() : claimed.commit();
    }

    /// The mode of the experiment that measures a stage's unchanged project.
    public static final String BASELINE = "baseline";

    /// The commit that the stage, or a session without stages, started from: what improvements are measured from.
    public String base() {
        return leg.base();
    }

    /// The metrics of the stage, the deciding one first.
    public List<MetricLabel> metrics() {
        return leg.metrics();
    }

    /// How many experiments of the stage are finished, without its baseline and without canaries.
    public long stageExperiments() {
        return experiments() - leg.experiments();
    }

    /// Working time of the stage.
    public Duration stageElapsed() {
        return elapsed.minus(leg.elapsed());
    }

    /// How many finished experiments have this status, without the baseline.
    public long count(Status status) {
        return counts.getOrDefault(status, 0L);
    }

    /// How many experiments are finished, without baselines and without canaries.
    public long experiments() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The unfinished experiment: what is on disk of it, so that it goes on where it was.
    ///
    /// @param number    its number
    /// @param parent    the commit it is tried from
    /// @param mode      the strategy's mode
    /// @param proposed  the answers of the proposer so far, one an attempt
    /// @param sentBack  which of them went back, and why
    /// @param spending  of all of them, and of one that was broken off
    /// @param candidate the candidate of the last attempt, null when none was made yet
    /// @param plan      how it is judged, null before that is settled
    /// @param runs      the runs of the last candidate
    /// @param decision  what they led to, null before
    public record Pending(int number, String parent, String mode, List<Event.Proposed> proposed,
            List<Event.SentBack> sentBack, Spending spending,
            Event.@Nullable CandidateMade candidate, @Nullable TrialPlan plan, List<Event.RunFinished> runs,
            @Nullable Decision decision) {

        /// Copies the lists.
        public Pending {
            proposed = List.copyOf(proposed);
            sentBack = List.copyOf(sentBack);
            runs = List.copyOf(runs);
        }

        /// An experiment that just began.
        public static Pending begun(Event.ExperimentStarted started) {
            return new Pending(started.number(), started.parent(), started.mode(), List.of(), List.of(),
                    Spending.NONE, null, null, List.of(), null);
        }

        /// Why the last answer went back; null where it did not.
        public @Nullable Setback setback() {
            boolean open = !sentBack.isEmpty() && sentBack.getLast().attempt() == proposed.size();
            return open ? sentBack.getLast().setback() : null;
        }

        /// Why an answer went back that nothing but repeats followed: what the experiment comes to if it is not mended.
        public @Nullable Setback unmended() {
            Setback last = null;
            for (Event.SentBack back : sentBack) {
                last = back.setback().kind() == Setback.Kind.REPEAT ? last : back.setback();
            }
            return last;
        }

        /// How often an answer went back for trouble of this kind.
        public long setbacks(Setback.Kind kind) {
            return sentBack.stream().filter(back -> back.setback().kind() == kind).count();
        }

        Pending spent(Spending more) {
            return new Pending(number, parent, mode, proposed, sentBack, spending.plus(more), candidate, plan, runs,
                    decision);
        }

        /// With one more answer.
        public Pending answered(Event.Proposed answer) {
            return new Pending(number, parent, mode, Fold.appended(proposed, answer, Integer.MAX_VALUE), sentBack,
                    spending.plus(answer.spending()), candidate, plan, runs, decision);
        }

        Pending returned(Event.SentBack back) {
            return new Pending(number, parent, mode, proposed, Fold.appended(sentBack, back, Integer.MAX_VALUE),
                    spending, candidate, plan, runs, decision);
        }

        Pending with(Event.CandidateMade made) {
            return new Pending(number, parent, mode, proposed, sentBack, spending, made, null, List.of(), null);
        }

        Pending with(TrialPlan other) {
            return new Pending(number, parent, mode, proposed, sentBack, spending, candidate, other, List.of(), null);
        }

        Pending with(Event.RunFinished run) {
            return new Pending(number, parent, mode, proposed, sentBack, spending, candidate, plan,
                    Fold.appended(runs, run, Integer.MAX_VALUE), decision);
        }

        Pending with(Decision reached) {
            return new Pending(number, parent, mode, proposed, sentBack, spending, candidate, plan, runs, reached);
        }
    }

    /// Whether a study of this kind was begun after the last experiment.
    public boolean studiedNow(Study.Kind kind) {
        return studied.getOrDefault(kind, -1) == lastNumber;
    }
}
