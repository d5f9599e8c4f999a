/// Checks before a run: what is missing, what would give wrong numbers, what could not be undone; each with what to do.
@NullMarked
package dev.autoresearch.setup.preflight;

import org.jspecify.annotations.NullMarked;
