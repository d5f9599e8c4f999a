package dev.autoresearch.config;

import java.util.OptionalLong;

/// How a language model judges what a run made.
///
/// @param rubric  the file that says what is good, relative to the project folder
/// @param of      the files that are judged, relative to the project folder; none for the run's output
/// @param model   who judges
/// @param repeats judgements of one run, whose mean counts; at least 1
/// @param seed    for services that can be asked with one; empty for none, at most 31 bits, which all of them take
/// @param low     the least score
/// @param high    the greatest score; above `low`
public record JudgeSettings(String rubric, Globs of, ModelChoice model, int repeats, OptionalLong seed, double low,
        double high) {

    /// Judgements of one run when nothing else is said.
    public static final int DEFAULT_REPEATS = 3;
    /// The most judgements of one run.
    public static final int MOST_REPEATS = 100;
    /// The least score when nothing else is said.
    public static final double LOW = 0;
    /// The greatest score when nothing else is said.
    public static final double HIGH = 10;
}
