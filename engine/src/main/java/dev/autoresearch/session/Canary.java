package dev.autoresearch.session;

import dev.autoresearch.config.Checks;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Mode;
import dev.autoresearch.decision.Regime;
import dev.autoresearch.journal.Canaries;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.session.Proposing.Made;
import dev.autoresearch.strategy.Strategy;
import java.time.Duration;

/// The incumbent, submitted as if it were a candidate: a rule that keeps it more than now and then keeps noise. No
/// proposer sees it, and it counts as no experiment of the budget.
final class Canary {
    /// So many kept ones are luck; one more, and the noise is not what it was taken for.
    private static final int LUCK = 2;

    private final Parts parts;
    private final Steps steps;
    private final Configuration configuration;

    Canary(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        this.configuration = parts.configuration();
    }

    static boolean is(SessionState.Pending pending) {
        return pending.mode().equals(Canaries.NAME);
    }

    static boolean is(Experiment experiment) {
        return experiment.proposer().equals(Canaries.NAME);
    }

    /// Whether the experiment of this number is one. Only rules that test their keeps can be held to it.
    boolean due(int number) {
        long every = configuration.decide().checks().canary();
        Mode mode = Regime.of(configuration, steps.state().noise()).mode();
        return every != Checks.OFF && number % every == 0 && (mode == Mode.VERIFIED || mode == Mode.FAST)
                && configuration.decide().onTie() != Decide.OnTie.KEEP;
    }

    Strategy.Move move(SessionState state) {
        return new Strategy.Move(state.incumbentCommit(), Canaries.NAME);
    }

    /// Makes the candidate: another commit of the same tree, so that it runs on a bench of its own like any other.
    Made make(SessionState.Pending pending) {
        var twin = parts.workspace().twin(pending.parent(),
                "Canary: the incumbent again\n\nExperiment " + pending.number() + " of " + steps.state().start().tag()
                        + ".\n");
        var made = new Event.CandidateMade(pending.number(), 1, twin, DiffStat.NONE);
        steps.append(
                new Event.Proposed(pending.number(), 1, Canaries.NAME, "the incumbent again", Spending.NONE,
                        Duration.ZERO, ""),
                made, new Event.TrialPlanned(pending.number(), 1, parts.plan(steps.state(), pending, made)));
        return new Made.Candidate();
    }

    /// Whether the rule can still be trusted.
    boolean trust() {
        return steps.state().canaries().kept() <= LUCK;
    }
}
