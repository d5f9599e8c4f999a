package dev.autoresearch.app.cli;

import dev.autoresearch.app.screen.Columns;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.Figures;
import dev.autoresearch.config.Scale;
import dev.autoresearch.decision.Arm;
import dev.autoresearch.decision.RaceTable;
import dev.autoresearch.decision.Sample;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.Way;
import dev.autoresearch.session.Recount;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A decision as a person follows it: what had to be shown, what was run, and how far it came.
final class DecisionTable {
    private static final String GAP = "  ";
    private static final int[] WIDTHS = {4, 9, 12, 12, 9, 8, 7, 9, 11};

    private final Console console;
    private final Recount recount;
    private final TrialPlan plan;
    private final Decision decision;

    DecisionTable(Console console, Recount recount) {
        this.console = console;
        this.recount = recount;
        this.plan = recount.plan();
        this.decision = recount.recorded();
    }

    /// Prints it.
    void print() {
        console.field("mode", plan.mode().word() + (decision.verified() ? ", a keep is a tested statement" : ""));
        for (Way way : plan.ways()) {
            console.field("may win", way.name() + ": "
                    + way.claims().stream().map(this::demand).collect(Collectors.joining(", and ")));
        }
        for (Axis axis : plan.axes()) {
            console.field("noise", noise(axis));
        }
        for (Recount.Told told : recount.runs()) {
            if (told.run().purpose() != Purpose.RACE) {
                console.field(told.run().purpose().name().toLowerCase(Locale.ROOT), side(told.arm()) + ": "
                        + values(told) + around(told));
            }
        }
        for (Decision.Shown shown : decision.shown()) {
            if (shown.screen() != 0) {
                console.field("screen", "%s: z %s, goes on from %s".formatted(demand(shown.claim()),
                        two(shown.screen()), Figures.text(plan.race().screen())));
            }
        }
        List<Sample> race = recount.runs().stream().filter(told -> told.run().purpose() == Purpose.RACE)
                .map(Recount.Told::sample).toList();
        if (race.size() > 1) {
            console.field("level", "%s: a race is won at an e-value of %s, after %d pairs at least".formatted(
                    Figures.text(Math.rint(decision.level() * 1e4) / 1e4), two(1 / decision.level()),
                    plan.race().minPairs()));
            decision.shown().stream().map(Decision.Shown::claim).distinct()
                    .filter(claim -> !plan.axis(claim.metric()).deterministic())
                    .forEach(claim -> race(RaceTable.of(plan, recount.before(), claim, race)));
        }
        console.field("made again", recount.same()
                ? "from the journal: the same decision, to the last bit"
                : console.styled(Style.BAD, "from the journal: " + recount.again().reason()));
    }

    private void race(RaceTable table) {
        console.line();
        console.line(console.styled(Style.FAINT, "race: " + demand(table.claim())));
        row(Style.FAINT, "pair", "first", "incumbent", "candidate", "gain", "unit", "sum", "e-value", "given up at");
        Scale scale = plan.axis(table.claim().metric()).scale();
        for (RaceTable.Row row : table.rows()) {
            row(Style.PLAIN, Integer.toString(row.pair()), side(row.first()), Figures.text(row.incumbent()),
                    Figures.text(row.candidate()), amount(scale, row.gain()), amount(scale, row.unit()),
                    two(row.sum()), two(row.evidence()), two(row.hopeless()));
        }
        console.line();
    }

    private void row(Style style, String... cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : GAP)
                    .append(i == 1 ? Columns.left(cells[i], WIDTHS[i]) : Columns.right(cells[i], WIDTHS[i]));
        }
        console.line(console.styled(style, line.toString()));
    }

    private String demand(Claim claim) {
        Axis axis = plan.axis(claim.metric());
        if (claim.margin() == 0) {
            return claim.metric() + " better";
        }
        return claim.metric() + (claim.better() ? " better by more than " : " not worse by as much as ")
                + amount(axis.scale(), axis.demand(claim.margin()));
    }

    private String noise(Axis axis) {
        if (axis.deterministic()) {
            return axis.metric() + ": none, runs of one commit give the same value";
        }
        Double spread = decision.spread().get(axis.metric());
        int seen = recount.before().deviations().getOrDefault(axis.metric(), List.of()).size();
        return spread == null
                ? axis.metric() + ": not known"
                : "%s: pairs of equals differ by %s (standard deviation, from %d differences)".formatted(axis.metric(),
                        amount(axis.scale(), spread), seen);
    }

    private String values(Recount.Told told) {
        return plan.axes().stream().map(axis -> axis.metric() + " "
                + Figures.text(told.sample().values().getOrDefault(axis.metric(), Double.NaN)))
                .collect(Collectors.joining(", "));
    }

    private static String around(Recount.Told told) {
        double load = told.run().run().around().load();
        return load < 0 ? "" : " (load " + two(load) + ")";
    }

    private static String side(Arm arm) {
        return arm.name().toLowerCase(Locale.ROOT);
    }

    private static String amount(Scale scale, double difference) {
        return scale == Scale.LOG ? two(difference * 100) + " %" : Figures.text(difference);
    }

    private static String two(double value) {
        return Math.abs(value) >= 1000 ? Figures.text(Math.rint(value)) : String.format(Locale.ROOT, "%.2f", value);
    }
}
