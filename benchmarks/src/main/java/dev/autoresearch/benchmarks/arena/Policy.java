package dev.autoresearch.benchmarks.arena;

/// A rule by which a whole session is played.
interface Policy {

    /// The name in tables.
    String name();

    /// Plays a session on a bench that nothing was run on yet.
    Outcome play(Bench bench);
}
