package dev.autoresearch.objective;

import java.time.Duration;

/// Ends a regular expression that backtracks for ever: it is matched against text that stops giving out characters once
/// the time is used up. One budget serves all lines of a log. Not thread-safe.
final class Deadline {
    private static final int CHECK_EVERY = 4096;

    private final long budget;
    private long used;
    private long started;
    private int untilCheck = CHECK_EVERY;

    Deadline(Duration budget) {
        this.budget = budget.toNanos();
    }

    /// The time is used up.
    static final class Passed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Passed() {
            super("time is used up", null, false, false);
        }
    }

    /// Runs `matching`, whose time counts.
    ///
    /// @throws Passed when the time of all calls together is used up
    void spend(Runnable matching) {
        started = System.nanoTime();
        try {
            matching.run();
        } finally {
            used += System.nanoTime() - started;
        }
    }

    /// The text, guarded; only to be read within [#spend].
    CharSequence guard(CharSequence text) {
        return new Guarded(text);
    }

    private void check() {
        if (--untilCheck <= 0) {
            untilCheck = CHECK_EVERY;
            if (used + System.nanoTime() - started > budget) {
                throw new Passed();
            }
        }
    }

    private final class Guarded implements CharSequence {
        private final CharSequence text;

        Guarded(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            check();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
