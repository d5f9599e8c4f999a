package dev.autoresearch.journal;

/// One statement about a candidate that must be shown: `gain + margin > 0`, the gain being the incumbent's y less the
/// candidate's on one axis.
///
/// @param metric the axis
/// @param margin 0 for *better*; below 0 for *better by more than*; above 0 for *not worse by as much as*
public record Claim(String metric, double margin) {

    /// Whether it demands a gain, rather than the absence of a loss.
    public boolean better() {
        return margin <= 0;
    }
}
