package dev.autoresearch.app.cli;

import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.Spans;
import dev.autoresearch.config.Budget;
import dev.autoresearch.app.screen.Figures;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Mode;
import dev.autoresearch.decision.Regime;
import dev.autoresearch.journal.Noise;
import java.util.Locale;
import dev.autoresearch.config.Metric;
import dev.autoresearch.proposers.Proposers;
import dev.autoresearch.setup.estimate.Estimate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a session is about to do, said before it does.
final class Banner {
    private final Console console;
    private final Configuration configuration;
    private final Path folder;
    private final Noise noise;
    private final Map<String, String> environment;
    private final Estimate estimate;

    /// @param environment the user's
    /// @param noise       what a session that is gone on with knows; [Noise#UNKNOWN] for a new one
    /// @param estimate    what is to be expected
    Banner(Console console, Configuration configuration, Path folder, Map<String, String> environment, Noise noise,
            Estimate estimate) {
        this.estimate = estimate;
        this.environment = environment;
        this.noise = noise;
        this.folder = folder;
        this.console = console;
        this.configuration = configuration;
    }

    /// Prints goal, metrics, scope, proposer and budget, and what the checks before the run say.
    void print(PreflightBlock checked) {
        if (!configuration.goal().isEmpty()) {
            console.field("goal", configuration.goal(), Style.BOLD);
        }
        for (Metric metric : configuration.metrics()) {
            console.field(metric.equals(configuration.primary()) ? "metric" : "also", metric.name() + ", "
                    + metric.direction().word() + " is better"
                    + (metric.directionInferred() ? " (inferred from its name; `direction:` says otherwise)" : ""));
        }
        console.field("may change", configuration.scope().modify().toString());
        if (!configuration.run().command().isEmpty()) {
            console.field("command", configuration.run().command());
        }
        console.field("decides", decides());
        configuration.constraints().forEach(constraint -> console.field("must hold", constraint.text()
                + (constraint.hard() ? "" : ", priced at " + Figures.text(constraint.price()))));
        console.field("proposer", Proposers.describe(configuration, folder, environment));
        console.field("budget", budget(configuration.budget()));
        var block = new EstimateBlock(console, estimate);
        block.compact();
        block.warn();
        checked.print(console);
        console.line();
    }

    private String decides() {
        Decide.Rule rule = configuration.decide().rule();
        String by = rule == Decide.Rule.PRIMARY ? "" : "by rule " + rule.name().toLowerCase(Locale.ROOT) + ", ";
        if (noise.calibrated() && configuration.stages().isEmpty()) {
            Regime regime = Regime.of(configuration, noise);
            return by + "mode " + regime.mode().word() + ": " + regime.why();
        }
        return by + (configuration.mode() == Mode.AUTO
                ? "in the mode that fits the run time and noise of the unchanged project, measured first"
                : "mode " + configuration.mode().word() + ", as configured");
    }

    private static String budget(Budget budget) {
        List<String> caps = caps(budget);
        return caps.isEmpty() ? "none: works until Ctrl-C or `autoresearch stop`" : String.join(", ", caps);
    }

    private static List<String> caps(Budget budget) {
        List<String> caps = new ArrayList<>();
        if (budget.experiments() != Budget.UNLIMITED) {
            caps.add(budget.experiments() + " experiments");
        }
        if (budget.runs() != Budget.UNLIMITED) {
            caps.add(budget.runs() + " runs");
        }
        if (!budget.wall().isZero()) {
            caps.add(Spans.text(budget.wall()));
        }
        if (budget.cost() > 0) {
            caps.add("$%.2f".formatted(budget.cost()));
        }
        if (budget.tokens() != Budget.UNLIMITED) {
            caps.add(budget.tokens() + " tokens");
        }
        return caps;
    }
}
