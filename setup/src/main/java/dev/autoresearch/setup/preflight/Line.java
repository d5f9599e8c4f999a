package dev.autoresearch.setup.preflight;

import java.util.List;

/// One command line of the configuration.
///
/// @param key   where it stands, for example `run.command`
/// @param text  as written
/// @param use   what it is for
/// @param calls the programs it starts
record Line(String key, String text, Use use, List<Call> calls) {

    Line {
        calls = List.copyOf(calls);
    }

    /// What a command line is for.
    enum Use {
        /// Once, before the session.
        CHECK,
        /// Before each candidate is measured.
        PREPARE,
        /// Makes the number that decides, or one that sorts out.
        MEASURE,
        /// Must pass.
        GUARD,
        /// Reads a number out of what a run left.
        READ,
        /// Makes changes.
        PROPOSE
    }

    /// Whether it runs in a fresh checkout of what git has, with nothing made before it.
    boolean begins(boolean prepared) {
        return use == Use.CHECK || use == Use.PREPARE || use == Use.PROPOSE || (use == Use.MEASURE && !prepared);
    }
}
