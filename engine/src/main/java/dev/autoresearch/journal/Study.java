package dev.autoresearch.journal;

import java.util.List;

/// A series of runs outside any experiment.
///
/// @param id      counted from 1 within the session
/// @param kind    what it is for
/// @param from    the commit to compare with, full id; the only one in a calibration
/// @param to      the commit that is to be better; the same as `from` in a calibration
/// @param pairs   pairs to make; 0 in a calibration
/// @param seed    root of the order of pairs
/// @param before  measured runs of the session before it
/// @param runs    what was run so far, in order
public record Study(int id, Kind kind, String from, String to, int pairs, long seed, long before, List<Event.StudyRun> runs) {

    /// What a study is for.
    public enum Kind {
        /// Learns the noise anew.
        CALIBRATION("calibration"),
        /// Learns the noise of metrics that were thought to have none.
        DISTRUST("calibration"),
        /// Looks whether a metric without noise still has none.
        PROBE("second look"),
        /// Start against incumbent: the claim.
        FINAL("final comparison"),
        /// Start against incumbent with the holdout command.
        HOLDOUT("holdout"),
        /// An incumbent against the one before it: does the keep still stand?
        RECHECK("recheck"),
        /// The incumbent of an explored region against the one that was left for it: does the region pay?
        REGION("comparison of the explored region");

        private final String phrase;

        Kind(String phrase) {
            this.phrase = phrase;
        }

        /// The word for people.
        public String phrase() {
            return phrase;
        }
    }

    /// Copies the list.
    public Study {
        runs = List.copyOf(runs);
    }
}
