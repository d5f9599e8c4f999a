/// Runs one command to its end: log, limits, the whole process tree, and what it used.
@NullMarked
package dev.autoresearch.exec;

import org.jspecify.annotations.NullMarked;
