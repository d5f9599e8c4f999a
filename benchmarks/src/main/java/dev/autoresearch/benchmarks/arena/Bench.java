package dev.autoresearch.benchmarks.arena;

import java.util.random.RandomGenerator;

/// One simulated session's machine, proposals and book-keeping. The truth lies here; a policy sees runs only.
final class Bench {
    private static final double REAL = 0.005;

    private final Machine machine;
    private final Gains gains;
    private final RandomGenerator proposals;
    private final Budget budget;
    private final long seed;
    private double incumbent;
    private double gain;
    private int runs;
    private int judged;
    private int keeps;
    private int worthless;
    private int wins;
    private int missed;
    private int finalRuns;

    /// @param proposals where gains are drawn from, apart from the machine's noise, so that policies meet the same ones
    Bench(Machine machine, Gains gains, RandomGenerator proposals, Budget budget, long seed) {
        this.machine = machine;
        this.gains = gains;
        this.proposals = proposals;
        this.budget = budget;
        this.seed = seed;
    }

    Budget budget() {
        return budget;
    }

    /// The session's root of chance.
    long seed() {
        return seed;
    }

    int runsLeft() {
        return budget.runs() - runs;
    }

    int runs() {
        return runs;
    }

    /// Proposals judged so far.
    int judged() {
        return judged;
    }

    double runIncumbent() {
        return run(incumbent);
    }

    double runCandidate() {
        return run(incumbent - gain);
    }

    /// A run for the final comparison.
    ///
    /// @param start of the session's start, rather than of its end
    double runFinal(boolean start) {
        finalRuns++;
        return run(start ? 0 : incumbent);
    }

    private double run(double theta) {
        if (runs >= budget.runs()) {
            throw new IllegalStateException("the budget is used up");
        }
        runs++;
        return machine.run(theta);
    }

    /// Draws the next proposal; false when there have been enough.
    boolean propose() {
        if (judged >= budget.proposals()) {
            return false;
        }
        gain = gains.next(proposals);
        return true;
    }

    /// Writes down what became of the proposal.
    void judge(boolean kept) {
        judged++;
        wins += gain >= REAL ? 1 : 0;
        missed += gain >= REAL && !kept ? 1 : 0;
        if (kept) {
            keeps++;
            worthless += gain <= 0 ? 1 : 0;
            incumbent -= gain;
        }
    }

    int keeps() {
        return keeps;
    }

    /// The session's end.
    ///
    /// @param low  lower end of what is claimed, on the logarithm
    /// @param high upper end
    Outcome end(double claim, double low, double high, boolean verified) {
        boolean covered = keeps == 0 || (low <= -incumbent && -incumbent <= high);
        return new Outcome(-Math.expm1(incumbent), claim, covered, verified, keeps, worthless, wins, missed, judged,
                runs,
                finalRuns);
    }

    /// The end of a session whose claim is a value it has recorded.
    Outcome end(double first, double last) {
        return end(1 - last / first, Double.NaN, Double.NaN, last < first);
    }
}
