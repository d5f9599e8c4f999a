package dev.autoresearch.journal;

import java.util.List;

/// Something that a proposer concluded from experiments; a claim of theirs, not a measurement.
///
/// @param text        one line
/// @param experiments the experiments that support it, ascending; empty when it was brought from elsewhere
public record Lesson(String text, List<Integer> experiments) {

    /// Copies the list.
    public Lesson {
        experiments = List.copyOf(experiments);
    }
}
