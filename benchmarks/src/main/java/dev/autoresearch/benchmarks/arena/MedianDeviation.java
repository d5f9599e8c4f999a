package dev.autoresearch.benchmarks.arena;

import java.util.ArrayList;
import java.util.List;

/// pi-autoresearch's rule: one run, kept if better than the best; where the gain is smaller than the median absolute
/// deviation of all values seen it is run once more, and the mean of both decides.
record MedianDeviation() implements Policy {

    @Override
    public String name() {
        return "mad";
    }

    @Override
    public Outcome play(Bench bench) {
        var seen = new ArrayList<Double>();
        double start = Math.log(bench.runIncumbent());
        double best = start;
        seen.add(start);
        while (bench.runsLeft() >= 2 && bench.propose()) {
            double value = Math.log(bench.runCandidate());
            seen.add(value);
            if (value < best && best - value < deviation(seen)) {
                value = (value + Math.log(bench.runCandidate())) / 2;
            }
            boolean kept = value < best;
            bench.judge(kept);
            best = kept ? value : best;
        }
        return bench.end(Math.exp(start), Math.exp(best));
    }

    private static double deviation(List<Double> values) {
        double middle = median(values);
        return median(values.stream().map(value -> Math.abs(value - middle)).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
