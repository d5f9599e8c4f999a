package dev.autoresearch.decision;

import dev.autoresearch.objective.Numbers;

/// For metrics without noise: one run; a win is run once more and must give the same values.
record RunAgain() implements Verdicts {

    @Override
    public Verdict after(Measured measured) {
        if (measured.count() > 1) {
            Yardstick yardstick = measured.yardstick();
            for (int at = 0; at < yardstick.count(); at++) {
                double first = yardstick.value(at, measured.run(0, at));
                double second = yardstick.value(at, measured.run(1, at));
                if (!Determinism.same(first, second)) {
                    return new Verdict.Open(yardstick.axis(at).metric()
                            + " is not deterministic: two runs of the same commit gave " + Numbers.forPeople(first)
                            + " and " + Numbers.forPeople(second));
                }
            }
        }
        return measured.won(at -> 0)
                .map(way -> measured.count() > 1 ? new Verdict.Kept(measured.won(way)) : new Verdict.Again())
                .orElseGet(() -> new Verdict.Discarded(measured.lost(at -> 0)));
    }
}
