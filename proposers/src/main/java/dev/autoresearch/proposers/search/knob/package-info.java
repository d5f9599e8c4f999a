/// Finds tunable places in text files and writes new values there, leaving every other byte as it was.
@NullMarked
package dev.autoresearch.proposers.search.knob;

import org.jspecify.annotations.NullMarked;
