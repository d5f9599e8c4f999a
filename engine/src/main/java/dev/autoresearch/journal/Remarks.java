package dev.autoresearch.journal;

import java.util.List;

/// What a proposer says beside its hypothesis.
///
/// @param expects what it expects to happen, one line; empty for nothing
/// @param ideas   to try later, one line each
/// @param lessons what it concludes from earlier experiments
/// @param idea    the [Idea#id()] that it tries now; 0 for none
public record Remarks(String expects, List<String> ideas, List<Lesson> lessons, int idea) {

    /// Nothing beside the hypothesis.
    public static final Remarks NONE = new Remarks("", List.of(), List.of(), 0);

    /// Copies the lists.
    public Remarks {
        ideas = List.copyOf(ideas);
        lessons = List.copyOf(lessons);
    }
}
