package dev.autoresearch.proposer;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.Spending;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a proposer is given for one change; of bounded size however long the history.
///
/// @param experiment    number of the experiment
/// @param attempt       1 for a new idea; 2 and more: the last attempt went back, see `setback`
/// @param mode          the strategy's mode, for example `climb`
/// @param seed          for this proposal's randomness: a function of the session's seed, the number and the attempt
/// @param tag           the session
/// @param configuration goal, scope, metrics and rules
/// @param baseline      experiment 0
/// @param incumbent     the best so far
/// @param recent        the last experiments, oldest first
/// @param best          the best measured experiments, best first
/// @param messages      what the user said since the last proposal
/// @param setback       why the last attempt of this experiment went back; null for a new idea
/// @param left          what is left of the budget
/// @param noise         what is known of the noise of the metrics
/// @param knowledge     ideas and lessons noted so far
/// @param counsel       what the strategy advises
/// @param support       what the engine offers while the proposal is made
public record Brief(int experiment, int attempt, String mode, long seed, String tag, Configuration configuration,
        Experiment baseline, Experiment incumbent, List<Experiment> recent, List<Experiment> best,
        List<String> messages, @Nullable Setback setback, Left left, Noise noise, Knowledge knowledge,
        Counsel counsel, Support support) {

    /// Copies the lists.
    public Brief {
        recent = List.copyOf(recent);
        best = List.copyOf(best);
        messages = List.copyOf(messages);
    }

    /// How the last attempt of this experiment failed, with the last lines of its log; empty for a new idea.
    public String trouble() {
        return setback == null ? "" : setback.text();
    }

    /// What is left of the budget; null where there is no cap.
    public record Left(@Nullable Long experiments, @Nullable Duration wall, @Nullable Double dollars,
            @Nullable Long tokens, Spending spent) {}

}
