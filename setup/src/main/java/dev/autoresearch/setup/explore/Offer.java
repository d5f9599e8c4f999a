package dev.autoresearch.setup.explore;

import dev.autoresearch.setup.Setup;
import java.util.List;

/// Something that could be optimised in a project, with everything needed to start.
///
/// @param kind       what kind of project offers it, one word: `maven`, `node`, `karpathy`
/// @param wish       what would get better, a phrase: `time of the JMH benchmarks`
/// @param setup      how to go about it
/// @param confidence how much speaks for it, 0 to 100; two offers within 10 points of each other are equally likely
/// @param needs      programs that must be on PATH for it
public record Offer(String kind, String wish, Setup setup, int confidence, List<String> needs) {

    /// Copies the list.
    public Offer {
        needs = List.copyOf(needs);
    }
}
