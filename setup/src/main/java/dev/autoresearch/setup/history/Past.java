package dev.autoresearch.setup.history;

import dev.autoresearch.journal.Experiment;

/// One experiment that somebody else made.
///
/// @param line       where it stands in the file, 1 for the first
/// @param word       the status as the file has it
/// @param experiment what is known of it; the commit as written, usually 7 characters, the number to be settled
public record Past(int line, String word, Experiment experiment) {}
