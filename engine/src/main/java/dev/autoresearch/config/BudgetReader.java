package dev.autoresearch.config;

import java.util.Optional;

/// Reads `budget`, of the file or of a stage.
final class BudgetReader {
    private static final String COUNTED = Quantity.COUNT_FORM + ", at least 1";

    private BudgetReader() {}

    /// The caps of the whole session.
    static Budget session(YamlSection section) {
        Budget shared = stage(section, Budget.NONE);
        Optional<YamlSection> single = section.get("per-experiment")
                .flatMap(value -> value.section(YamlKeys.PER_EXPERIMENT));
        return new Budget(shared.experiments(), shared.runs(), shared.wall(), cost(section), tokens(section),
                section.get("consecutive-crashes").flatMap(value -> value.count(COUNTED, 1, Budget.UNLIMITED))
                        .orElse(Budget.NONE.consecutiveCrashes()),
                single.map(BudgetReader::cost).orElse(Budget.NONE.experimentCost()),
                single.map(BudgetReader::tokens).orElse(Budget.NONE.experimentTokens()));
    }

    private static double cost(YamlSection section) {
        return section.get("cost").flatMap(YamlValue::dollars).orElse(Budget.NONE.cost());
    }

    private static long tokens(YamlSection section) {
        return section.get("tokens").flatMap(value -> value.count(COUNTED, 1, Budget.UNLIMITED))
                .orElse(Budget.NONE.tokens());
    }

    /// The caps that a stage can have, which are counted within it.
    static Budget stage(YamlSection section, Budget usual) {
        return new Budget(
                section.get("experiments").flatMap(value -> value.count(Quantity.COUNT_FORM, 0, Budget.UNLIMITED))
                        .orElse(usual.experiments()),
                section.get("runs").flatMap(value -> value.count(COUNTED, 1, Budget.UNLIMITED)).orElse(usual.runs()),
                section.get("wall").flatMap(YamlValue::duration).orElse(usual.wall()), usual.cost(), usual.tokens(),
                usual.consecutiveCrashes(), usual.experimentCost(), usual.experimentTokens());
    }
}
