/// The append-only truth on disk, its replay into a state, and the views derived from it.
@NullMarked
package dev.autoresearch.journal;

import org.jspecify.annotations.NullMarked;
