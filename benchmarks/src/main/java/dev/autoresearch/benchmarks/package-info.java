/// Whole-process benchmarks: what the engine itself costs, and what grows with the history.
@NullMarked
package dev.autoresearch.benchmarks;

import org.jspecify.annotations.NullMarked;
