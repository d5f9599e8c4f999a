package dev.autoresearch.session;

/// Derives the randomness of one step from the session's seed, so that a resumed session draws what it would have drawn.
final class Seeds {
    private Seeds() {}

    /// The seed of one proposal.
    static long proposal(long session, int experiment, int attempt) {
        return mix(session ^ mix(experiment * 31L + attempt));
    }

    /// The seed of the order in which a trial runs its pairs.
    static long order(long session, int experiment, int attempt) {
        return mix(~session ^ mix(experiment * 31L + attempt));
    }

    /// The seed of the order in which a study runs its pairs.
    static long study(long session, int study) {
        return mix(mix(session) ^ mix(-study));
    }

    // Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): the finalizer of SplitMix64.
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
