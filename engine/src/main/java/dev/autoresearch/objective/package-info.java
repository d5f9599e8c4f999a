/// What a run's output says, and whether a candidate is better than the incumbent.
@NullMarked
package dev.autoresearch.objective;

import org.jspecify.annotations.NullMarked;
