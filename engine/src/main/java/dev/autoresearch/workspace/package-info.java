/// Git in process: where a proposer edits, how a candidate is made and checked, and where it runs.
@NullMarked
package dev.autoresearch.workspace;

import org.jspecify.annotations.NullMarked;
