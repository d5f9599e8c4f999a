package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.decision.NoiseScale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Noise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Whether answers come fast enough and alike enough for a loop to learn from them.
final class FeedbackCheck implements Check {
    private static final Duration SLOW = Duration.ofMinutes(10);
    private static final double WILD = 0.2;
    private static final String FASTER = "Measure less (a part of the data, fewer repetitions), or sort out with a cheap stand-in: run.proxy.";

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new ArrayList<Finding>();
        slow(ground, findings);
        swings(ground).ifPresent(share -> findings.add(wild(ground, share)));
        keys(ground, findings);
        return List.copyOf(findings);
    }

    private static void slow(Ground ground, List<Finding> findings) {
        Duration measured = ground.noise().timing().run();
        var run = ground.configuration().run();
        if (run.proxy().isPresent()) {
            return;
        }
        if (measured.compareTo(SLOW) > 0) {
            findings.add(Finding.warning(Topic.FEEDBACK,
                    "One run takes " + measured.toMinutes() + " minutes: a night has room for few experiments.",
                    FASTER));
        } else if (measured.isZero() && run.timeout() instanceof TimeLimit.Fixed(Duration limit)
                && limit.compareTo(SLOW) > 0) {
            findings.add(Finding.warning(Topic.FEEDBACK,
                    "One run may take " + limit.toMinutes()
                            + " minutes (run.timeout): if it does, a night has room for few experiments.",
                    FASTER));
        }
    }

    /// By how much the deciding metric differs between runs of the same, as a share of its value; empty when not known.
    private static OptionalDouble swings(Ground ground) {
        Noise noise = ground.noise();
        Metric primary = ground.configuration().primary();
        Axis axis = noise.axes().stream().filter(each -> each.metric().equals(primary.name())).findFirst().orElse(null);
        List<Double> seen = noise.deviations().getOrDefault(primary.name(), List.of());
        if (axis == null || axis.deterministic() || seen.isEmpty()) {
            return OptionalDouble.empty();
        }
        double spread = NoiseScale.of(seen) / Math.sqrt(2);
        double size = axis.scale() == Scale.LOG
                ? 1
                : Math.abs(noise.standing().getOrDefault(primary.name(), Double.NaN));
        double share = spread / size;
        return share > WILD && Double.isFinite(share) ? OptionalDouble.of(share) : OptionalDouble.empty();
    }

    private static Finding wild(Ground ground, double share) {
        Mode mode = ground.configuration().mode();
        boolean tested = mode == Mode.AUTO || mode.verifies() || mode == Mode.SEED_K;
        return Finding.warning(Topic.FEEDBACK,
                String.format(Locale.ROOT, "%s swings by about %.0f %% between runs of the same program.",
                        ground.configuration().primary().name(), share * 100),
                tested
                        ? "Small gains will not be seen: measure longer in one run, or on a quieter machine."
                        : "Let the engine tell gain from luck: decide: {mode: verified}, or repeats: 5.");
    }

    /// A harness that uses a key may pay for what it calls; that is not in any budget of ours.
    private static void keys(Ground ground, List<Finding> findings) {
        Budget budget = ground.configuration().budget();
        boolean capped = budget.experiments() != Budget.UNLIMITED || budget.runs() != Budget.UNLIMITED
                || !budget.wall().isZero();
        List<String> keys = ground.configuration().run().passEnvironment().stream()
                .filter(name -> name.matches(".*(?:API|KEY|TOKEN).*")).toList();
        if (!capped && !keys.isEmpty()) {
            findings.add(Finding.warning(Topic.FEEDBACK,
                    "Runs get " + String.join(", ", keys)
                            + ", and what they spend with it is in no budget; nothing caps how many there are.",
                    "Cap them: budget: {runs: 200}, or experiments, or wall."));
        }
    }
}
