package dev.autoresearch.decision;

import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.Reference;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.Way;
import java.util.ArrayList;
import java.util.List;

/// The first look at a candidate: one or two of its runs beside the incumbent's last runs. It decides only whether a race
/// is worth its runs; nothing of it counts in the race.
final class Screen {
    private final List<Way> ways;
    private final RaceRules rules;
    private final Yardstick yardstick;
    private final double[] centre;
    private final int references;
    private final List<double[]> runs = new ArrayList<>(2);

    Screen(TrialPlan plan, Yardstick yardstick, List<Reference> reference) {
        this.ways = plan.ways();
        this.rules = plan.race();
        this.yardstick = yardstick;
        this.references = reference.size();
        List<double[]> placed = reference.stream().map(run -> yardstick.place(run.values())).toList();
        this.centre = new double[yardstick.count()];
        for (int i = 0; i < centre.length; i++) {
            int at = i;
            centre[i] = Summary.median(placed.stream().mapToDouble(run -> run[at]).toArray());
        }
    }

    void add(double[] placed) {
        runs.add(placed);
    }

    boolean looked() {
        return !runs.isEmpty();
    }

    boolean passed() {
        return !(best() < rules.screen());
    }

    /// Whether another look is needed before a race.
    boolean unsure() {
        return runs.size() < 2 && best() < rules.strong();
    }

    /// How much the candidate looks better, of its best way.
    double best() {
        return ways.stream().mapToDouble(this::z).max().orElse(Double.NaN);
    }

    private double z(Way way) {
        return way.claims().stream().mapToDouble(this::z).min().orElse(Double.NaN);
    }

    /// How far a claim looks true, in standard deviations; infinite on a deterministic axis.
    double z(Claim claim) {
        int at = yardstick.at(claim);
        if (yardstick.axis(at).deterministic()) {
            return holds(claim) ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return (gain(at) + allowance(claim)) / width(at, runs.size());
    }

    /// Whether a claim on a deterministic axis holds.
    boolean holds(Claim claim) {
        int at = yardstick.at(claim);
        return runs.stream().allMatch(run -> yardstick.holds(claim, centre[at] - run[at], centre[at], 0));
    }

    /// The incumbent's place less the candidate's mean.
    double gain(int at) {
        double sum = 0;
        for (double[] run : runs) {
            sum += run[at];
        }
        return centre[at] - sum / runs.size();
    }

    /// Where the incumbent stands.
    double centre(int at) {
        return centre[at];
    }

    private double width(int at, int looks) {
        double sigma = yardstick.scale(at) / Math.sqrt(2);
        return sigma * Math.sqrt(1.0 / looks + 1.0 / references);
    }

    private static double allowance(Claim claim) {
        return Math.max(0, claim.margin());
    }

    /// The value of the next run from which on the candidate is certainly discarded; NaN when several claims decide, or
    /// other metrics too must be known.
    double worst() {
        if (ways.size() != 1 || ways.getFirst().claims().size() != 1 || yardstick.count() != 1) {
            return Double.NaN;
        }
        Claim claim = ways.getFirst().claims().getFirst();
        int at = yardstick.at(claim);
        int looks = runs.size() + 1;
        double bound = yardstick.axis(at).deterministic() ? 0 : rules.screen() * width(at, looks);
        double limit = looks * (centre[at] + allowance(claim) - bound);
        for (double[] run : runs) {
            limit -= run[at];
        }
        // A little beyond the threshold, so that rounding on the way to the metric's own scale and back cannot undo it.
        double beyond = limit + Yardstick.SAME * Math.max(Math.abs(limit), Math.abs(centre[at]));
        double worst = yardstick.value(at, beyond);
        return yardstick.axis(at).takes(worst) ? worst : Double.NaN;
    }
}
