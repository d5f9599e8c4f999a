package dev.autoresearch.benchmarks.arena;

/// How a simulated session ended. Improvements are shares of the start's metric.
///
/// @param improvement the true one
/// @param claim       what the session says
/// @param covered     whether its interval holds the true improvement; true where nothing is claimed
/// @param verified    whether it says that there is one
/// @param keeps       how many proposals were kept
/// @param worthless   kept ones that gain nothing
/// @param wins        judged proposals with a gain of 0.5 % or more
/// @param missed      those of them that were not kept
/// @param judged      proposals judged
/// @param runs        runs used in all
/// @param finalRuns   those of the final comparison
record Outcome(double improvement, double claim, boolean covered, boolean verified, int keeps, int worthless, int wins,
        int missed, int judged, int runs, int finalRuns) {}
