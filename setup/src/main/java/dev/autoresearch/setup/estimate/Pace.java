package dev.autoresearch.setup.estimate;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.decision.Regime;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long an experiment takes.
///
/// @param seconds of one experiment
/// @param runs    of one experiment
/// @param basis   where it comes from, one phrase
/// @param limit   whether it is only known to be no longer than that
public record Pace(Range seconds, Range runs, String basis, boolean limit) {
    private static final int ENOUGH = 5;
    private static final Duration BEFORE_BASELINE = Duration.ofMinutes(10);
    private static final double HOUR = 3600;

    /// Experiments an hour.
    public Range perHour() {
        return seconds.in(HOUR);
    }

    /// From what a session did: how far apart its last experiments ended.
    ///
    /// @return empty while there are too few
    public static Optional<Pace> lived(Configuration configuration, SessionState state) {
        List<Experiment> recent = state.recent();
        var gaps = new ArrayList<Double>();
        for (int i = 1; i < recent.size(); i++) {
            Duration gap = Duration.between(recent.get(i - 1).finished(), recent.get(i).finished());
            if (recent.get(i - 1).number() > 0 && gap.isPositive()) {
                gaps.add(gap.toMillis() / 1000.0);
            }
        }
        return gaps.size() < ENOUGH
                ? Optional.empty()
                : Optional.of(new Pace(Range.middle(gaps), runs(configuration, state.noise()),
                        "the last " + gaps.size() + " experiments", false));
    }

    /// From the measured baseline.
    ///
    /// @return empty before it is calibrated
    public static Optional<Pace> calibrated(Configuration configuration, Noise noise) {
        return noise.timing().run().isPositive()
                ? Optional.of(
                        measured(configuration, noise.timing(), runs(configuration, noise), "the measured baseline"))
                : Optional.empty();
    }

    /// From one measured run.
    public static Pace once(Configuration configuration, Timing timing) {
        return measured(configuration, timing, runs(configuration, Noise.UNKNOWN), "one measured run");
    }

    private static Pace measured(Configuration configuration, Timing timing, Range runs, String basis) {
        Range seconds = runs.times(seconds(timing.run())).plus(Range.of(seconds(timing.prepare())))
                .plus(thinking(configuration.proposer()));
        return new Pace(seconds, runs, basis, false);
    }

    /// From the configured time limits alone: no experiment takes longer that needs so many runs.
    public static Pace limited(Configuration configuration) {
        Duration run = configuration.run().timeout() instanceof TimeLimit.Fixed(Duration limit)
                ? limit
                : BEFORE_BASELINE;
        Duration prepare = configuration.run().prepare().isEmpty()
                ? Duration.ZERO
                : configuration.run().prepareTimeout();
        Range runs = runs(configuration, Noise.UNKNOWN);
        double longest = runs.high() * seconds(run) + seconds(prepare) + thinking(configuration.proposer()).high();
        return new Pace(Range.of(longest), runs, "the time limits alone: nothing was measured yet", true);
    }

    /// Runs of an experiment: a first look alone, or all it takes to keep something.
    static Range runs(Configuration configuration, Noise noise) {
        Mode mode = configuration.mode() == Mode.AUTO && noise.calibrated()
                ? Regime.of(configuration, noise).mode()
                : configuration.mode();
        return switch (mode) {
            case SINGLE, RECORD -> Range.of(1);
            case DETERMINISTIC -> new Range(1, 2);
            case NEAR_THRESHOLD -> new Range(1, 3);
            case SEED_K -> Range.of(configuration.seedRuns());
            case FAST -> new Range(1, 1 + 2 * RaceRules.FAST.minPairs());
            case VERIFIED, AUTO -> new Range(1, 2 + 2 * RaceRules.VERIFIED.minPairs());
        };
    }

    /// Time that a proposer takes, in seconds; an assumption.
    static Range thinking(ProposerChoice proposer) {
        double most = seconds(proposer.timeout());
        Range usual = switch (proposer.kind()) {
            case "search", "prune" -> new Range(0, 1);
            case "command" -> new Range(0, 60);
            case "llm" -> new Range(15, 180);
            default -> new Range(60, 600);
        };
        return new Range(Math.min(usual.low(), most), Math.min(usual.high(), most));
    }

    // Nothing takes no time at all, and an hour must have a number of them.
    private static double seconds(Duration time) {
        return Math.max(time.toNanos() / 1e9, 0);
    }
}
