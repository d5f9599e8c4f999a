package dev.autoresearch.config;

/// The layouts of `results.tsv`: those of the documents people already follow, and everything.
public enum ResultsProfile {
    /// commit, metric, memory_gb, status, description.
    KARPATHY("karpathy"),
    /// commit, metric_1, metric_2, status, description.
    SEED001("seed001"),
    /// commit, metric, any secondary columns, status, description.
    SEED002("seed002"),
    /// commit, `metric`, memory_gb, status, description; NA for crashes.
    SEED003("seed003"),
    /// commit, `metric` (holds the name), value, status, description.
    SEED004("seed004"),
    /// Everything the journal knows, one column each.
    FULL("full");

    private final String word;

    ResultsProfile(String word) {
        this.word = word;
    }

    /// The name used in configuration.
    public String word() {
        return word;
    }
}
