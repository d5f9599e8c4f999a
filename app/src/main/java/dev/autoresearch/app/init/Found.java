package dev.autoresearch.app.init;

import dev.autoresearch.app.screen.Columns;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Exploration;
import dev.autoresearch.setup.explore.Observation;
import dev.autoresearch.setup.explore.Offer;
import java.util.List;

/// Shows what was found in a project and what could be optimised there.
///
/// @param console  where
/// @param programs of this machine
record Found(Console console, Programs programs) {
    /// Offers that are shown.
    static final int OFFERS = 8;

    private static final int OBSERVATIONS = 8;
    private static final int LINE = 300;
    private static final String MARGIN = " ".repeat(4);

    /// The two lists.
    void show(ProjectTree tree, Exploration exploration) {
        console.field("explored", tree.folder() + ", " + tree.files().size()
                + (tree.files().size() == 1 ? " file" : " files") + " in git");
        list("structure", exploration.structure());
        list("measures", exploration.metrics());
        console.line();
    }

    /// The offers, numbered as answers name them.
    void offers(List<Offer> offers) {
        console.line("This could be optimised, the likeliest first:");
        for (int i = 0; i < Math.min(offers.size(), OFFERS); i++) {
            Configuration c = offers.get(i).setup().configuration();
            List<String> missing = programs.missing(offers.get(i).needs());
            console.line(
                    "%3d ".formatted(i + 1) + console.styled(Style.BOLD, PlainText.line(offers.get(i).wish(), LINE)));
            console.line(MARGIN + cut(c.primary().name() + ", " + c.primary().direction().word() + " is better, by `"
                    + PlainText.line(c.run().command(), LINE) + "`, changing " + c.scope().modify()));
            if (!missing.isEmpty()) {
                console.line(MARGIN + console.styled(Style.WARNING,
                        "needs " + String.join(", ", missing) + ", not found on this machine"));
            }
        }
        if (offers.size() > OFFERS) {
            console.line(MARGIN + "and " + (offers.size() - OFFERS) + " more");
        }
        console.line();
    }

    private void list(String name, List<Observation> observations) {
        if (observations.isEmpty()) {
            console.field(name, "nothing that is known");
            return;
        }
        for (int i = 0; i < Math.min(observations.size(), OBSERVATIONS); i++) {
            Observation one = observations.get(i);
            console.field(i == 0 ? name : "", PlainText.line(one.what(), LINE)
                    + (one.where().isEmpty() ? "" : " (" + PlainText.line(one.where(), LINE) + ")"));
        }
        if (observations.size() > OBSERVATIONS) {
            console.field("", "and " + (observations.size() - OBSERVATIONS) + " more");
        }
    }

    private String cut(String text) {
        return Columns.cut(PlainText.line(text, LINE), console.width() - MARGIN.length() - 1);
    }
}
