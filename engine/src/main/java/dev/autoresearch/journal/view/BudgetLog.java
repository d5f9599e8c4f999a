package dev.autoresearch.journal.view;

import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Comparison.Estimate;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Study;
import java.util.List;
import java.util.Locale;

/// Money and tokens in words: `budget.log`, one line an experiment with what the session has cost so far, and the last line
/// of a summary. Nothing is said of a session that cost nothing.
public final class BudgetLog {
    private BudgetLog() {}

    /// The line of one experiment, with its line feed; empty when the session has cost nothing by then.
    static String row(Experiment row) {
        return row.total().equals(Spending.NONE)
                ? ""
                : Rows.second(row.finished()) + "  experiment " + row.number() + "  " + amount(row.spending())
                        + "  so far " + amount(row.total()) + "\n";
    }

    /// `0.0123 USD, 4,512 tokens`.
    public static String amount(Spending spending) {
        return dollars(spending.dollars()) + " USD, " + String.format(Locale.ROOT, "%,d", spending.tokens())
                + " tokens";
    }

    /// What a percent of improvement cost, with its line feed; empty when the session cost nothing.
    static String perPercent(SessionState state) {
        Spending spending = state.spending();
        if (spending.equals(Spending.NONE)) {
            return "";
        }
        Confirmation claim = state.confirmations().get(Study.Kind.FINAL);
        List<Double> percent = claim == null || !claim.to().equals(state.claimedCommit())
                ? List.of()
                : claim.comparison().estimates().stream().limit(1).filter(Estimate::verified)
                        .map(BudgetLog::percent).filter(share -> share > 0).toList();
        String share = percent.isEmpty()
                ? "no verified percent gained"
                : spending.dollars() > 0
                        ? dollars(spending.dollars() / percent.getFirst()) + " USD per percent gained"
                        : String.format(Locale.ROOT, "%,.0f", spending.tokens() / percent.getFirst())
                                + " tokens per percent gained";
        return "Cost: " + amount(spending) + "; " + share + "\n";
    }

    private static double percent(Estimate estimate) {
        return estimate.axis().scale() == Scale.LOG ? 100 * estimate.improvement(estimate.gain()) : Double.NaN;
    }

    private static String dollars(double dollars) {
        return String.format(Locale.ROOT, dollars >= 100 ? "%,.2f" : "%.4f", dollars);
    }
}
