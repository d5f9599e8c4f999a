package dev.autoresearch.objective;

import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Metric;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Status;

/// Decides whether a candidate beats the incumbent, by the metric that decides. A gain counts when it is larger than
/// `minEffect` of the incumbent's size; a smaller gain or an equal value is a tie, which the tie rule decides; a loss,
/// however small, is never kept, or many of them would add up.
public final class Judge {
    private Judge() {}

    /// The verdict on two finite values of one metric.
    ///
    /// @param diff size of the change from the incumbent to the candidate
    /// @throws IllegalArgumentException if a value is not finite
    public static Judgement judge(Decide decide, Metric primary, double candidate, double incumbent, DiffStat diff) {
        if (!Double.isFinite(candidate) || !Double.isFinite(incumbent)) {
            throw new IllegalArgumentException("only finite values can be judged: " + candidate + ", " + incumbent);
        }
        return switch (decide.rule()) {
            case PRIMARY, WEIGHTED, PARETO, THRESHOLD, LEXICOGRAPHIC ->
                byPrimary(decide, primary, candidate, incumbent, diff);
        };
    }

    private static Judgement byPrimary(Decide decide, Metric primary, double candidate, double incumbent,
            DiffStat diff) {
        Direction direction = primary.direction();
        Numbers.Pair shown = Numbers.forPeople(candidate, incumbent);
        String values = primary.name() + " " + shown.one();
        if (candidate != incumbent && !direction.better(candidate, incumbent)) {
            return new Judgement(Status.DISCARD,
                    values + " is worse than " + shown.other() + change(incumbent, candidate));
        }
        double gain = Math.abs(candidate - incumbent);
        if (gain > decide.minEffect() * Math.abs(incumbent)) {
            return new Judgement(Status.KEEP,
                    values + " is better than " + shown.other() + change(incumbent, candidate));
        }
        String tie = gain == 0
                ? values + " equals " + shown.other()
                : values + " is better than " + shown.other() + change(incumbent, candidate) + " by no more than the "
                        + Numbers.forPeople(decide.minEffect() * 100) + " % that must be exceeded";
        return switch (decide.onTie()) {
            case DISCARD -> new Judgement(Status.DISCARD, tie + "; ties are discarded");
            case KEEP -> new Judgement(Status.KEEP, tie + "; ties are kept");
            case SIMPLER -> diff.simpler()
                    ? new Judgement(Status.KEEP, tie + " and the change is simpler (" + size(diff) + ")")
                    : new Judgement(Status.DISCARD, tie + " and the change is not simpler (" + size(diff) + ")");
        };
    }

    private static String change(double from, double to) {
        String percent = Numbers.percent(from, to);
        return percent.isEmpty() ? "" : " (" + percent + ")";
    }

    private static String size(DiffStat diff) {
        return diff.netLines() == 0
                ? "as many lines, " + signed(diff.netTokens(), "token")
                : signed(diff.netLines(), "line");
    }

    private static String signed(int count, String what) {
        String number = count > 0 ? "+" + count : Integer.toString(count);
        return number + " " + what + (Math.abs(count) == 1 ? "" : "s");
    }
}
