/// Searches a space of numbers and choices; knows nothing of files.
@NullMarked
package dev.autoresearch.proposers.search.optimize;

import org.jspecify.annotations.NullMarked;
