package dev.autoresearch.proposers.llm.model;

/// The tokens of one response.
///
/// @param input     in, neither from a cache nor into one
/// @param cached    in, read from the service's cache
/// @param cacheWrite in, written into the service's cache
/// @param output    out, reasoning included
/// @param reasoning of `output`, what was thought and not shown
/// @param estimated whether the service did not say all of it and the rest is reckoned from the characters seen
public record Usage(long input, long cached, long cacheWrite, long output, long reasoning, boolean estimated) {

    /// Nothing used.
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, false);

    /// All tokens in and out.
    public long total() {
        return input + cached + cacheWrite + output;
    }

    /// All tokens in.
    public long in() {
        return input + cached + cacheWrite;
    }

    /// The sum of both.
    public Usage plus(Usage other) {
        return new Usage(input + other.input, cached + other.cached, cacheWrite + other.cacheWrite,
                output + other.output, reasoning + other.reasoning, estimated || other.estimated);
    }
}
