package dev.autoresearch.journal.view;

import dev.autoresearch.config.Direction;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.FinishedStage;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a session came to, in seed 003's words. Of bounded size however long the history.
public final class Summary {
    private static final int LONGEST = 160;

    private Summary() {}

    /// The line printed every so many experiments. Crashes include timeouts; whatever else was not kept is a discard.
    public static String progress(SessionState state) {
        Double value = state.incumbent() == null ? null : state.incumbent().metrics().get(metric(state));
        return "=== Iteration " + state.experiments() + ": metric at " + (value == null ? "NA" : Numbers.brief(value))
                + ", " + keeps(state) + " keeps / " + discards(state) + " discards / " + crashes(state)
                + " crashes ===";
    }

    /// The last words of a session, five lines, one more for each stage and one for what it cost, each with its line feed:
    /// what may be claimed comes first.
    public static String complete(SessionState state) {
        Optional<Experiment> best = best(state);
        String line = best.map(row -> "Best experiment: #" + row.number() + " — " + describe(row))
                .orElse("Best experiment: none");
        return "=== Autoresearch Complete (" + state.experiments() + " iterations) ===\n" + stages(state)
                + ClaimText.headline(state) + "\n" + change(state) + "\n"
                + "Keeps: " + keeps(state) + " | Discards: " + discards(state) + " | Crashes: " + crashes(state) + "\n"
                + line + "\n" + BudgetLog.perPercent(state);
    }

    /// One line for each finished stage, each with its line feed; then the name of the stage that the next lines are of.
    /// Empty without stages.
    static String stages(SessionState state) {
        if (state.leg().name().isEmpty()) {
            return "";
        }
        var lines = new StringBuilder();
        for (FinishedStage stage : state.finished()) {
            String name = stage.leg().metrics().getFirst().name();
            lines.append("Stage ").append(stage.leg().name()).append(": ").append(name).append(' ')
                    .append(change(stage.baseline().metrics().get(name), stage.incumbent().metrics().get(name)))
                    .append(", ").append(stage.experiments()).append(" iterations, ")
                    .append(stage.reason().phrase()).append(". ").append(claim(stage)).append('\n');
        }
        return lines.append("Stage ").append(state.leg().name()).append(": ").append(metric(state)).append(", ")
                .append(state.stageExperiments()).append(" iterations\n").toString();
    }

    private static String claim(FinishedStage stage) {
        Confirmation claim = stage.claim();
        return claim == null || claim.from().equals(claim.to())
                ? "No improvement: nothing was kept."
                : ClaimText.sentence(claim);
    }

    /// `Baseline: 0.9979 → Best: 0.9932 (-0.0047, -0.471 %)`.
    public static String change(SessionState state) {
        Double from = state.baseline() == null ? null : state.baseline().metrics().get(metric(state));
        Double to = best(state).map(row -> row.metrics().get(metric(state))).orElse(null);
        return change(from, to);
    }

    private static String change(@Nullable Double from, @Nullable Double to) {
        if (from == null || to == null) {
            return "Baseline: " + (from == null ? "NA" : Numbers.brief(from)) + " → Best: NA";
        }
        double delta = to - from;
        String share = from == 0 ? "" : String.format(Locale.ROOT, ", %+.3g %%", 100 * delta / Math.abs(from));
        return "Baseline: " + Numbers.brief(from) + " → Best: " + Numbers.brief(to) + " ("
                + (delta > 0 ? "+" : "") + Numbers.brief(delta) + (delta == 0 ? "" : share) + ")";
    }

    /// The best experiment that was kept; an incumbent that was only looked around from is not it.
    public static Optional<Experiment> best(SessionState state) {
        Experiment incumbent = state.incumbent();
        if (incumbent == null) {
            return Optional.empty();
        }
        Direction direction = state.metrics().getFirst().direction();
        String metric = metric(state);
        Optional<Experiment> kept = state.best().stream().filter(row -> row.status() == Status.KEEP).findFirst();
        Double own = incumbent.metrics().get(metric);
        Double other = kept.map(row -> row.metrics().get(metric)).orElse(null);
        return own != null && (other == null || !direction.better(other, own)) ? Optional.of(incumbent) : kept;
    }

    static long keeps(SessionState state) {
        return state.count(Status.KEEP) + state.count(Status.EXPLORE);
    }

    static long crashes(SessionState state) {
        return state.count(Status.CRASH) + state.count(Status.TIMEOUT);
    }

    static long discards(SessionState state) {
        return state.counts().values().stream().mapToLong(Long::longValue).sum() - keeps(state) - crashes(state);
    }

    static String metric(SessionState state) {
        return state.metrics().getFirst().name();
    }

    static String describe(Experiment row) {
        return PlainText.line(Rows.description(row), LONGEST);
    }
}
