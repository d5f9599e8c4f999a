package dev.autoresearch.decision;

import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Way;

/// One run against a recorded value; a win that the noise may well have made is run again, up to twice, and the mean
/// decides.
record NearThreshold() implements Verdicts {
    private static final int MOST = 3;
    private static final double CLEAR = 2;

    @Override
    public Verdict after(Measured measured) {
        return measured.won(at -> 0).<Verdict>map(way -> measured.count() < MOST && narrow(way, measured)
                ? new Verdict.Again()
                : new Verdict.Kept(measured.won(way)))
                .orElseGet(() -> new Verdict.Discarded(measured.lost(at -> 0)));
    }

    private static boolean narrow(Way way, Measured measured) {
        return way.claims().stream().anyMatch(claim -> narrow(claim, measured));
    }

    private static boolean narrow(Claim claim, Measured measured) {
        int at = measured.yardstick().at(claim);
        return measured.gain(at) + Math.max(0, claim.margin()) < CLEAR * measured.yardstick().scale(at);
    }
}
