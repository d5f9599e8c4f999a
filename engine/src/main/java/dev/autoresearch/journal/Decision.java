package dev.autoresearch.journal;

import java.util.List;
import java.util.Map;

/// A decision with everything it came from that is not in the trial's plan or its runs.
///
/// @param status   [Status#KEEP], [Status#DISCARD], [Status#INCONCLUSIVE]
/// @param reason   one sentence with the numbers
/// @param verified whether a keep is a tested statement
/// @param gain     estimated gain by metric, on its axis (0.01 is about one percent on a logarithmic one); of a kept
///                 candidate it is biased upwards and never a claim
/// @param spread   the noise scale by metric: standard deviation of a paired difference of equals
/// @param level    what a race had to show: 1/E at most; 0 when there was no race
/// @param pairs    pairs of the race
/// @param shown    how far each claim came, way by way
/// @param change   what later decisions learn from it
public record Decision(Status status, String reason, boolean verified, Map<String, Double> gain,
        Map<String, Double> spread, double level, int pairs, List<Shown> shown, NoiseChange change) {

    /// Copies the collections.
    public Decision {
        gain = Map.copyOf(gain);
        spread = Map.copyOf(spread);
        shown = List.copyOf(shown);
    }

    /// How far a claim came.
    ///
    /// @param way      the way it belongs to
    /// @param claim    the claim
    /// @param screen   its z in the screen; 0 when there was none
    /// @param sum      the race's sum of clipped pairs
    /// @param evidence the race's e-value; where the numbers themselves decided, on a deterministic axis or in a mode
    ///                 without races, 1 when the claim holds and 0 when not
    public record Shown(String way, Claim claim, double screen, double sum, double evidence) {}
}
