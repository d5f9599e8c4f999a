package dev.autoresearch.decision;

/// One run against a recorded value.
record OneRun() implements Verdicts {

    @Override
    public Verdict after(Measured measured) {
        return measured.won(at -> 0).<Verdict>map(way -> new Verdict.Kept(measured.won(way)))
                .orElseGet(() -> new Verdict.Discarded(measured.lost(at -> 0)));
    }
}
