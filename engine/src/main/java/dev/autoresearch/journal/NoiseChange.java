package dev.autoresearch.journal;

import java.util.List;
import java.util.Map;

/// What one decision adds to what is known of the noise.
///
/// @param reference  the whole reference from now on
/// @param deviations noise deviations seen, by metric, in their order, to be added
/// @param races      races started, for the level of later ones
/// @param keeps      keeps that were shown by a race
/// @param verifying  runs made to verify, rather than to try
public record NoiseChange(List<Reference> reference, Map<String, List<Double>> deviations, int races, int keeps,
        long verifying) {

    /// Copies the collections.
    public NoiseChange {
        reference = List.copyOf(reference);
        deviations = Map.copyOf(deviations);
    }
}
