package dev.autoresearch.app.cli;

import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.Rough;
import dev.autoresearch.setup.estimate.Estimate;
import dev.autoresearch.setup.estimate.Range;
import dev.autoresearch.setup.estimate.Until;
import java.util.ArrayList;

/// An estimate as it stands under the banner and in `autoresearch estimate`.
final class EstimateBlock {
    private static final double NIGHT = 8;

    private final Console console;
    private final Estimate estimate;

    EstimateBlock(Console console, Estimate estimate) {
        this.console = console;
        this.estimate = estimate;
    }

    /// Two or three lines, and nothing while nothing is known.
    void compact() {
        if (estimate.pace().limit() && estimate.cost().dollars().high() == 0) {
            return;
        }
        String money = estimate.cost().dollars().high() > 0
                ? Rough.money(estimate.cost().dollars()) + " each (" + estimate.cost().basis() + ")"
                : "";
        String pace = estimate.pace().limit() ? "" : rate() + ", by " + estimate.pace().basis();
        console.field("estimate", pace + (pace.isEmpty() || money.isEmpty() ? "" : "; ") + money);
        if (!estimate.pace().limit()) {
            estimate.caps().forEach(this::cap);
        }
    }

    /// All of it.
    void whole() {
        console.field("pace", rate() + ", " + (estimate.pace().limit() ? "at most " : "")
                + Rough.time(estimate.pace().seconds()) + " each");
        console.field("by", estimate.pace().basis() + "; " + Rough.count(estimate.pace().runs())
                + (estimate.pace().runs().equals(Range.of(1)) ? " run" : " runs") + " an experiment");
        if (!estimate.cost().costs()) {
            console.field("cost", "nothing: " + estimate.cost().basis());
        } else {
            console.field("cost", (estimate.cost().priced()
                    ? Rough.money(estimate.cost().dollars()) + " an experiment"
                    : "not known in dollars") + ", " + Rough.count(estimate.cost().tokens()) + " tokens");
            console.field("by", estimate.cost().basis());
        }
        estimate.caps().forEach(this::cap);
    }

    /// What nothing ends, in one loud line; empty where something does or where nothing costs.
    String uncapped() {
        if (!estimate.uncapped()) {
            return "";
        }
        String sum = estimate.hourly().high() > 0 && !estimate.pace().limit()
                ? ": about " + Rough.money(estimate.hourly()) + " an hour, "
                        + Rough.money(estimate.hourly().times(NIGHT)) + " a night"
                : "";
        return "nothing caps what the proposer may cost" + sum + "; budget: {cost: 10 USD, experiments: 100} would";
    }

    /// Prints that line.
    void warn() {
        if (!uncapped().isEmpty()) {
            console.field("warning", console.styled(Style.WARNING, uncapped()));
        }
    }

    private String rate() {
        return (estimate.pace().limit() ? "at least " : "") + Rough.count(estimate.perHour()) + " experiments an hour";
    }

    private void cap(Until until) {
        boolean limit = estimate.pace().limit();
        boolean paid = until.cap().startsWith("$") || until.cap().endsWith("tokens");
        boolean counted = until.cap().endsWith("experiments");
        boolean timed = until.seconds().equals(Range.of(until.seconds().low())) && !counted && !paid;
        var parts = new ArrayList<String>();
        if (!counted) {
            parts.add((limit && !paid ? "at least " : "")
                    + Rough.count(limit && !paid ? Range.of(until.experiments().low()) : until.experiments())
                    + " experiments");
        }
        if (!timed) {
            parts.add(limit ? "at most " + Rough.time(Range.of(until.seconds().high())) : Rough.time(until.seconds()));
        }
        if (until.dollars().high() > 0 && !until.cap().startsWith("$") && !(limit && timed)) {
            parts.add(Rough.money(until.dollars()));
        }
        console.field("until", until.cap() + ": " + String.join(", ", parts));
    }
}
