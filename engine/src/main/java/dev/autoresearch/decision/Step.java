package dev.autoresearch.decision;

import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Purpose;

/// What a rule wants next, before guards and budgets are seen to.
sealed interface Step {

    /// One run.
    record Run(Arm arm, Purpose purpose, Part part, double worst) implements Step {
        Run(Arm arm, Purpose purpose) {
            this(arm, purpose, Part.ALONE, Double.NaN);
        }
    }

    /// The candidate looks improved: a good moment for a guard.
    record Improved() implements Step {}

    /// The end.
    record Done(Decision decision) implements Step {}

    /// A run's place in a pair.
    enum Part {
        /// None.
        ALONE,
        /// The first of two, which is not begun without the runs for both.
        OPENS,
        /// The second of two.
        CLOSES
    }
}
