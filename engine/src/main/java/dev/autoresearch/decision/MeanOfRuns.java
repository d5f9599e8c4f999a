package dev.autoresearch.decision;

/// The mean of several runs against a recorded value, which it must beat by more than their standard deviation.
record MeanOfRuns(int repeats) implements Verdicts {

    @Override
    public Verdict after(Measured measured) {
        if (measured.count() < repeats) {
            return new Verdict.Again();
        }
        return measured.won(measured::deviation).<Verdict>map(way -> new Verdict.Kept(measured.won(way)))
                .orElseGet(() -> new Verdict.Discarded(measured.lost(measured::deviation)
                        + (measured.won(at -> 0).isPresent() ? ", by no more than its runs scatter" : "")));
    }
}
