package dev.autoresearch.decision;

import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.NoiseChange;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.Reference;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs of the candidate alone, compared with recorded values.
final class DirectRule implements Rule {
    private final TrialPlan plan;
    private final Noise noise;
    private final Measured measured;
    private final Verdicts verdicts;
    private final ReferenceRuns candidate = new ReferenceRuns();
    private @Nullable Decision decision;

    DirectRule(TrialPlan plan, Noise noise, Yardstick yardstick, Verdicts verdicts) {
        this.plan = plan;
        this.noise = noise;
        this.measured = new Measured(plan, yardstick);
        this.verdicts = verdicts;
    }

    @Override
    public Step next() {
        return decision != null ? new Step.Done(decision) : new Step.Run(Arm.CANDIDATE, Purpose.MEASURE);
    }

    @Override
    public void told(Sample sample, double[] placed, long run) {
        measured.add(placed);
        candidate.add(new Reference(run, sample.values()));
        switch (verdicts.after(measured)) {
            case Verdicts.Verdict.Again() -> {
            }
            case Verdicts.Verdict.Kept(String reason) -> decision = decide(Status.KEEP, reason);
            case Verdicts.Verdict.Discarded(String reason) -> decision = decide(Status.DISCARD, reason);
            case Verdicts.Verdict.Open(String reason) -> decision = decide(Status.INCONCLUSIVE, reason);
        }
    }

    @Override
    public void goOn() {
        throw new IllegalStateException("there is no screen in this mode");
    }

    @Override
    public Decision unfinished() {
        return decide(Status.INCONCLUSIVE, "no run is left to decide with");
    }

    private Decision decide(Status status, String reason) {
        boolean kept = status == Status.KEEP;
        return new Decision(status, reason, kept && plan.mode().verifies(), gain(), measured.yardstick().spread(), 0, 0,
                shown(), change(kept ? candidate.all() : noise.reference()));
    }

    private Map<String, Double> gain() {
        if (measured.count() == 0) {
            return Map.of();
        }
        double[] gains = new double[measured.yardstick().count()];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = measured.gain(i);
        }
        return measured.yardstick().byMetric(gains);
    }

    private List<Decision.Shown> shown() {
        var shown = new ArrayList<Decision.Shown>();
        for (Way way : plan.ways()) {
            for (Claim claim : way.claims()) {
                double holds = measured.count() > 0 && measured.holds(claim, at -> 0) ? 1 : 0;
                shown.add(new Decision.Shown(way.name(), claim, 0, 0, holds));
            }
        }
        return shown;
    }

    /// Runs beyond those that every candidate gets were made to verify.
    private NoiseChange change(List<Reference> reference) {
        int usual = verdicts instanceof MeanOfRuns(int repeats) ? repeats : 1;
        return new NoiseChange(reference, Map.of(), 0, 0, Math.max(0, measured.count() - usual));
    }

    @Override
    public NoiseChange brokenOff() {
        return change(noise.reference());
    }
}
