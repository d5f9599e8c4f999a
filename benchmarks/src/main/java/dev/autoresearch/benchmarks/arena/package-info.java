/// Simulated sessions, to hold the rules of `decision` beside those of other loops: proposals with known gains, made-up or
/// recorded noise, the engine's own contests.
@NullMarked
package dev.autoresearch.benchmarks.arena;

import org.jspecify.annotations.NullMarked;
