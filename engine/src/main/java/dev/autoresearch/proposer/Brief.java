package dev.autoresearch.proposer;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Spending;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a proposer is given for one change; of bounded size however long the history.
///
/// @param experiment    number of the experiment
/// @param attempt       1 for a new idea; 2 and more: the last attempt crashed, see `trouble`
/// @param mode          the strategy's mode, for example `climb`
/// @param seed          for this proposal's randomness: a function of the session's seed, the number and the attempt
/// @param tag           the session
/// @param configuration goal, scope, metrics and rules
/// @param baseline      experiment 0
/// @param incumbent     the best so far
/// @param recent        the last experiments, oldest first
/// @param best          the best measured experiments, best first
/// @param messages      what the user said since the last proposal
/// @param trouble       how the last attempt of this experiment failed, with the last lines of its log; empty otherwise
/// @param left          what is left of the budget
public record Brief(int experiment, int attempt, String mode, long seed, String tag, Configuration configuration,
        Experiment baseline, Experiment incumbent, List<Experiment> recent, List<Experiment> best,
        List<String> messages, String trouble, Left left) {

    /// Copies the lists.
    public Brief {
        recent = List.copyOf(recent);
        best = List.copyOf(best);
        messages = List.copyOf(messages);
    }

    /// What is left of the budget; null where there is no cap.
    public record Left(@Nullable Long experiments, @Nullable Duration wall, @Nullable Double dollars,
            @Nullable Long tokens, Spending spent) {}

}
