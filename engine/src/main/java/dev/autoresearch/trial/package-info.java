/// Measures one candidate: purge, prepare, runs, guard.
@NullMarked
package dev.autoresearch.trial;

import org.jspecify.annotations.NullMarked;
