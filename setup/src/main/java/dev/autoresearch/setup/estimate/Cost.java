package dev.autoresearch.setup.estimate;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.SessionState;
import java.util.List;
import java.util.Optional;

/// What one experiment costs.
///
/// @param dollars of the proposer and of judges
/// @param tokens  in and out
/// @param priced  whether the dollars are known; they are 0 otherwise
/// @param basis   where it comes from, one phrase
public record Cost(Range dollars, Range tokens, boolean priced, String basis) {
    private static final int ENOUGH = 3;
    private static final double LEAST = 0.25;

    /// A proposer that uses no tokens.
    public static final Cost FREE = new Cost(Range.ZERO, Range.ZERO, true, "the proposer uses no model");

    /// Whether it costs or may cost anything.
    public boolean costs() {
        return !priced || dollars.high() > 0;
    }

    /// From what a session spent.
    ///
    /// @return empty while there is too little
    public static Optional<Cost> lived(SessionState state) {
        List<Experiment> spent = state.recent().stream()
                .filter(row -> row.spending().dollars() > 0 || row.spending().tokens() > 0).toList();
        if (spent.size() < ENOUGH) {
            return Optional.empty();
        }
        Range dollars = floored(spent.stream().map(row -> row.spending().dollars()).toList());
        Range tokens = floored(spent.stream().map(row -> (double) row.spending().tokens()).toList());
        return Optional.of(new Cost(dollars, tokens, dollars.high() > 0,
                "what the last " + spent.size() + " experiments spent"));
    }

    // An experiment that hardly cost anything says little of the next, so the least is a quarter of the mean.
    private static Range floored(List<Double> spent) {
        double mean = spent.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        Range middle = Range.middle(spent);
        double low = Math.max(middle.low(), mean * LEAST);
        return new Range(low, Math.max(low, middle.high()));
    }

    /// From prices and an assumed conversation.
    ///
    /// @param tariffs of the models that may be asked; none when the proposer uses no model
    public static Cost assumed(Configuration configuration, List<Tariff> tariffs) {
        if (tariffs.isEmpty()) {
            return FREE;
        }
        ProposerChoice choice = configuration.proposer();
        int turns = choice.kind().equals("llm") ? choice.llm().turns() : choice.agent().turns();
        Talk brief = Talk.brief(choice.briefTokens(), turns);
        Talk thorough = Talk.thorough(choice.briefTokens(), turns);
        Range tokens = new Range(brief.tokens(), Math.max(brief.tokens(), thorough.tokens()));
        String talk = "assumed: " + brief.text() + " to " + thorough.text();
        if (tariffs.stream().anyMatch(tariff -> !tariff.known())) {
            String who = tariffs.stream().filter(tariff -> !tariff.known()).map(Tariff::who).findFirst().orElse("");
            return new Cost(Range.ZERO, tokens, false, talk + "; what " + who + " charges for them is not known");
        }
        Range dollars = tariffs.stream()
                .map(tariff -> new Range(brief.dollars(tariff),
                        Math.max(brief.dollars(tariff), thorough.dollars(tariff))))
                .reduce(Range::with).orElse(Range.ZERO);
        return new Cost(dollars, tokens, true, talk);
    }
}
