/// The engine of autoresearch as a library: a session proposes, commits, runs, measures, keeps or discards, and records.
@NullMarked
package dev.autoresearch;

import org.jspecify.annotations.NullMarked;
