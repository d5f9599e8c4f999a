package dev.autoresearch.app.init;

import dev.autoresearch.journal.Spending;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What came of a test run.
sealed interface Tested {

    /// It gave the number that decides.
    ///
    /// @param metrics  everything that was read, by name
    /// @param wall     how long the command took
    /// @param prepared how long the build before it took; zero without one
    /// @param warnings what would be in the way of experiments all the same, one sentence each
    /// @param spending what judges of quality cost
    record Measured(Map<String, Double> metrics, Duration wall, Duration prepared, List<String> warnings,
            Spending spending) implements Tested {

        /// Copies the collections.
        public Measured {
            metrics = Map.copyOf(metrics);
            warnings = List.copyOf(warnings);
        }
    }

    /// There was no number.
    ///
    /// @param reason one sentence without a full stop
    /// @param tail   the last lines of what was printed
    /// @param remedy what to mend
    record Failed(String reason, List<String> tail, String remedy) implements Tested {

        /// Copies the list.
        public Failed {
            tail = List.copyOf(tail);
        }
    }

    /// The user ended it.
    record Stopped() implements Tested {}
}
