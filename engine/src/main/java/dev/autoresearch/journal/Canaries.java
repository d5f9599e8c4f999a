package dev.autoresearch.journal;

/// How often the incumbent was submitted as if it were a candidate, to see whether the rule keeps noise.
///
/// @param made how many there were; they count as no experiment of the budget
/// @param kept how many the rule would have kept since the noise was measured last
public record Canaries(int made, int kept) {

    /// The mode of their experiments, and the proposer of their rows.
    public static final String NAME = "canary";

    /// There were none.
    public static final Canaries NONE = new Canaries(0, 0);

    /// After one more.
    public Canaries after(boolean wouldKeep) {
        return new Canaries(made + 1, kept + (wouldKeep ? 1 : 0));
    }

    /// After the noise was measured anew.
    public Canaries trusted() {
        return new Canaries(made, 0);
    }
}
