package dev.autoresearch.setup.explore;

import java.util.List;

/// What two explorers found in a project, and what follows from it.
///
/// @param structure what it is made of: languages, build, purpose
/// @param metrics   what it already measures and how that is run
/// @param offers    what could be optimised, the likeliest first
public record Exploration(List<Observation> structure, List<Observation> metrics, List<Offer> offers) {

    /// Copies the lists.
    public Exploration {
        structure = List.copyOf(structure);
        metrics = List.copyOf(metrics);
        offers = List.copyOf(offers);
    }
}
