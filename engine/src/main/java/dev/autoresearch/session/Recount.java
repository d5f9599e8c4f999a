package dev.autoresearch.session;

import dev.autoresearch.decision.Arm;
import dev.autoresearch.decision.Ask;
import dev.autoresearch.decision.Contest;
import dev.autoresearch.decision.Contests;
import dev.autoresearch.decision.Sample;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Fold;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.TrialPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A decision of the past, made again from nothing but the journal.
///
/// @param plan     how the candidate was to be judged
/// @param before   what was known of the noise
/// @param runs     the runs that the decision came from, in their order, with what each was for
/// @param recorded the decision in the journal
/// @param again    the decision that the same runs lead to now
public record Recount(TrialPlan plan, Noise before, List<Told> runs, Decision recorded, Decision again) {

    /// Copies the list.
    public Recount {
        runs = List.copyOf(runs);
    }

    /// One run that a decision was told of.
    ///
    /// @param arm whose it was
    /// @param run the line of the journal
    public record Told(Arm arm, Event.RunFinished run) {

        /// As the decision sees it.
        public Sample sample() {
            return new Sample(run.values(), run.run().wall());
        }
    }

    /// Whether both decisions are the same to the last bit.
    public boolean same() {
        return recorded.equals(again);
    }

    /// The decision on the experiment of this number; empty when it has none, because it failed before, or is a baseline.
    ///
    /// @throws dev.autoresearch.config.Refusal if the journal cannot be read
    public static Optional<Recount> of(SessionFolder folder, int number) {
        var trail = new Trail(number);
        try (Stream<Entry> entries = new JournalReader(folder).entries()) {
            entries.takeWhile(_ -> trail.decision == null).forEach(trail::add);
        }
        TrialPlan plan = trail.plan;
        Decision recorded = trail.decision;
        return plan == null || recorded == null
                ? Optional.empty()
                : Optional.of(replayed(plan, Objects.requireNonNull(trail.before), trail.runs, recorded));
    }

    private static Recount replayed(TrialPlan plan, Noise before, List<Event.RunFinished> runs, Decision recorded) {
        Contest contest = Contests.of(plan, before);
        var left = new ArrayList<>(runs);
        var told = new ArrayList<Told>();
        while (true) {
            switch (contest.ask()) {
                case Ask.Settled(Decision again) -> {
                    return new Recount(plan, before, told, recorded, again);
                }
                case Ask.Guard() -> contest.guardPassed();
                case Ask.Run ask -> {
                    Event.RunFinished run = left.removeFirst();
                    var next = new Told(ask.arm(), run);
                    contest.tell(next.sample());
                    told.add(next);
                }
            }
        }
    }

    /// Gathers what belongs to one experiment while the whole journal passes by.
    private static final class Trail {
        private final int number;
        private @Nullable SessionState state;
        private @Nullable Noise before;
        private @Nullable TrialPlan plan;
        private @Nullable Decision decision;
        private List<Event.RunFinished> runs = new ArrayList<>();

        Trail(int number) {
            this.number = number;
        }

        void add(Entry entry) {
            SessionState known = state;
            switch (entry.event()) {
                case Event.CandidateMade made when made.number() == number -> runs = new ArrayList<>();
                case Event.TrialPlanned planned when planned.number() == number -> {
                    plan = planned.plan();
                    before = Objects.requireNonNull(known, "no plan before the session").noise();
                }
                case Event.RunFinished run when run.number() == number && run.purpose().measured()
                        && run.run().measured() ->
                    runs.add(run);
                case Event.Decided decided when decided.number() == number -> decision = decided.decision();
                default -> {
                    // Of another experiment.
                }
            }
            state = known == null ? Fold.begin(entry) : Fold.apply(known, entry);
        }
    }
}
