package dev.autoresearch.decision;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Quantity;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RaceRules;
import java.time.Duration;

/// Which statistics a trial gets: what the configuration says, else what follows from the measured run time, the noise
/// and the budget.
///
/// @param mode never [Mode#AUTO]
/// @param race thresholds of screen and race
/// @param why  one sentence for people
public record Regime(Mode mode, RaceRules race, String why) {
    /// Runs up to this long are raced as the rule is written.
    public static final Duration SHORT = Duration.ofMinutes(1);

    /// Runs over this are too dear to be raced.
    public static final Duration LONG = Duration.ofMinutes(5);

    private static final int RUNS_A_PROPOSAL = 3;
    private static final long USUAL_NIGHT = 40;

    /// The regime of the next trial.
    ///
    /// @param noise as calibrated
    public static Regime of(Configuration configuration, Noise noise) {
        Mode wanted = configuration.mode();
        Mode mode = wanted == Mode.AUTO ? chosen(configuration.budget(), noise) : wanted;
        String why = wanted == Mode.AUTO ? reason(mode, noise) : "as configured";
        RaceRules rules = mode == Mode.FAST ? RaceRules.FAST : RaceRules.VERIFIED;
        boolean races = mode == Mode.VERIFIED || mode == Mode.FAST;
        if (!races || noise.timing().run().compareTo(SHORT) <= 0) {
            return new Regime(mode, rules, why);
        }
        long pairs = Math.min(pairs(configuration, noise), left(configuration.budget(), noise) / 2);
        if (pairs >= rules.minPairs()) {
            return new Regime(mode, rules.withMaxPairs(Math.toIntExact(pairs)),
                    why + ", at most " + pairs + " pairs a candidate (decide.race-limit)");
        }
        return new Regime(Mode.NEAR_THRESHOLD, rules,
                "half of all runs went into verifying already; keeps wait for the final comparison");
    }

    private static Mode chosen(Budget budget, Noise noise) {
        if (noise.deterministic()) {
            return Mode.DETERMINISTIC;
        }
        if (noise.timing().run().compareTo(LONG) > 0) {
            return Mode.NEAR_THRESHOLD;
        }
        boolean scarce = budget.runs() != Budget.UNLIMITED && budget.experiments() != Budget.UNLIMITED
                && budget.runs() < RUNS_A_PROPOSAL * budget.experiments();
        return scarce ? Mode.FAST : Mode.VERIFIED;
    }

    private static String reason(Mode mode, Noise noise) {
        String run = "a run takes " + Quantity.text(rounded(noise.timing().run()));
        return switch (mode) {
            case DETERMINISTIC -> "runs of the unchanged project give the same value every time";
            case NEAR_THRESHOLD -> run + ", too long to race: keeps are unverified until the final comparison";
            case FAST -> run + " and there are fewer than three runs an experiment";
            case VERIFIED -> run + " and its value is noisy";
            case AUTO, RECORD, SEED_K, SINGLE -> throw new IllegalArgumentException(mode + " is never chosen");
        };
    }

    private static Duration rounded(Duration time) {
        return time.compareTo(Duration.ofSeconds(10)) < 0
                ? Duration.ofMillis(time.toMillis())
                : Duration.ofSeconds(time.toSeconds());
    }

    private static long pairs(Configuration configuration, Noise noise) {
        var limit = configuration.decide().raceLimit();
        long inTime = limit.wall().dividedBy(noise.timing().run()) / 2;
        // The race is worth nothing below three pairs, however long a run is.
        return Math.max(RaceRules.VERIFIED.minPairs(),
                Math.min(RaceRules.VERIFIED.maxPairs(), Math.min(limit.runs() / 2, inTime)));
    }

    /// Runs that may still go into verifying: half of all that the session will make, as far as that is known.
    private static long left(Budget budget, Noise noise) {
        long all = Math.max(noise.runs(), USUAL_NIGHT);
        if (budget.runs() != Budget.UNLIMITED) {
            all = budget.runs();
        } else if (!budget.wall().isZero()) {
            all = budget.wall().dividedBy(noise.timing().run());
        }
        return all / 2 - noise.verifying();
    }
}
