package dev.autoresearch.objective;

/// Looks for one metric in the lines of a log; all probes of a run share one pass over it.
interface Probe {

    /// Takes the next line.
    void line(String line);

    /// What the lines amount to.
    Reading reading();
}
