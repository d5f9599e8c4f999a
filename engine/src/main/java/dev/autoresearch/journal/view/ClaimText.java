package dev.autoresearch.journal.view;

import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Comparison.Estimate;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Study;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What may be claimed of a session: the fresh comparison of its start with its incumbent, and nothing else.
public final class ClaimText {
    private ClaimText() {}

    /// One sentence: the improvement with its interval, that none was verified, or that nothing was compared yet.
    public static String headline(SessionState state) {
        Confirmation last = state.confirmations().get(Study.Kind.FINAL);
        boolean kept = !state.claimedCommit().equals(state.base());
        if (last == null || !last.to().equals(state.claimedCommit())) {
            return kept
                    ? "Not confirmed: the result was not compared with the start afresh (`autoresearch confirm` does it)."
                    : "No improvement: nothing was kept.";
        }
        if (!kept) {
            return "No improvement: nothing was kept.";
        }
        return sentence(last);
    }

    /// One sentence on a comparison of two different commits.
    static String sentence(Confirmation last) {
        List<Estimate> estimates = last.comparison().estimates();
        Estimate first = estimates.getFirst();
        String others = estimates.stream().skip(1).map(ClaimText::figures).collect(Collectors.joining("; "));
        return (first.verified() ? "Verified improvement: " : "No verified improvement: ") + figures(first)
                + (others.isEmpty() ? "" : "; " + others) + "; " + first.pairs() + " fresh pair"
                + (first.pairs() == 1 ? "" : "s") + " of start and result.";
    }

    /// One metric: `p99_ms 12.3 % (95 % interval 11.1 to 13.4 %)`.
    public static String figures(Estimate estimate) {
        String value = estimate.axis().metric() + " " + amount(estimate, estimate.gain());
        return estimate.low() == estimate.high()
                ? value + " (the same every time)"
                : value + " (95 % interval " + number(estimate, estimate.low()) + " to "
                        + amount(estimate, estimate.high()) + ")";
    }

    private static String amount(Estimate estimate, double gain) {
        return number(estimate, gain) + (estimate.axis().scale() == Scale.LOG ? " %" : "");
    }

    private static String number(Estimate estimate, double gain) {
        double improvement = estimate.improvement(gain);
        return estimate.axis().scale() == Scale.LOG
                ? percent(improvement * 100)
                : new BigDecimal(improvement).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    private static String percent(double share) {
        return Math.abs(share) < 0.1 && share != 0
                ? String.format(Locale.ROOT, "%.2g", share)
                : String.format(Locale.ROOT, "%.1f", share);
    }
}
