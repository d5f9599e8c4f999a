package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Columns;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.Spans;
import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Constraint;
import dev.autoresearch.config.Metric;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.setup.recipe.Needs;
import dev.autoresearch.setup.recipe.Recipe;
import dev.autoresearch.setup.recipe.Recipes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the recipes, and tells all about one.
@Command(name = "recipes", description = "Ready set-ups for many kinds of work: the list, or all about one.", footer = {
        "%nExamples:", "  autoresearch recipes", "  autoresearch recipes show sql-queries",
        "  autoresearch init --recipe sql-queries"})
final class RecipesCommand implements Callable<Integer> {
    private static final int NARROW = 80;
    private static final int LINE = 600;

    private final Surroundings surroundings;
    private final Console console;

    @Option(names = "--recipes", paramLabel = "DIR", description = "A further folder with folders of recipes.")
    private @Nullable Path further;

    RecipesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.console = surroundings.console();
    }

    @Override
    public Integer call() {
        Recipes.Listing listing = recipes(surroundings, further).all();
        int column = 2 + listing.recipes().stream().mapToInt(recipe -> recipe.name().length()).max().orElse(0);
        String group = "";
        for (Recipe recipe : listing.recipes()) {
            if (!recipe.group().equals(group)) {
                if (!group.isEmpty()) {
                    console.line();
                }
                group = recipe.group();
                console.line(console.styled(Style.BOLD, group));
            }
            console.line("  " + Columns.left(recipe.name(), column)
                    + Columns.words(recipe.summary(), Math.max(NARROW, console.width()) - column - 2));
        }
        console.line();
        listing.broken().forEach(broken -> {
            console.field("broken", PlainText.line(String.valueOf(broken.getMessage()), LINE), Style.WARNING);
            broken.details().forEach(detail -> console.field("", PlainText.line(detail, LINE)));
        });
        var next = new NextSteps(surroundings, surroundings.directory());
        next.own("recipes show NAME", "all about one");
        next.own("init --recipe NAME", "sets this project up with it");
        next.print();
        return 0;
    }

    @Command(name = "show", description = "All about one recipe.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = "The recipe, or the folder of one.") String name,
            @Option(names = "--recipes", paramLabel = "DIR", description = "A further folder with folders of recipes.") @Nullable Path own) {
        Recipe recipe = recipes(surroundings, own == null ? further : own).named(name, surroundings.directory());
        Configuration c = recipe.configuration();
        console.line(console.styled(Style.BOLD, recipe.name()) + "  " + recipe.domain());
        console.line();
        field("for", recipe.summary());
        field("from", recipe.place());
        field("may change", recipe.target() + (recipe.find().isEmpty()
                ? ""
                : "; looked for as " + String.join(", ", recipe.find())));
        for (Metric metric : c.metrics()) {
            field(metric.equals(c.primary()) ? "metric" : "also", metric.name() + ", " + metric.direction().word()
                    + " is better");
        }
        if (!c.constraints().isEmpty()) {
            field("must hold", c.constraints().stream().map(Constraint::text).collect(Collectors.joining(", ")));
        }
        field("command", c.run().command());
        field("budget", budget(c.budget()));
        needs(recipe);
        lines("bring", recipe.bring());
        lines("what helps", recipe.hints());
        lines("harness", recipe.harness());
        lines("sample", recipe.sample());
        console.line();
        var next = new NextSteps(surroundings, surroundings.directory());
        next.own("init --recipe " + name, "sets this project up with it");
        next.own("init --recipe " + name + " --with-sample", "the same with the recipe's sample, to try it");
        next.print();
        return 0;
    }

    /// The recipes of the program, of the user, and of a folder that was named.
    static Recipes recipes(Surroundings surroundings, @Nullable Path further) {
        return Recipes.of(surroundings.environment(),
                Optional.ofNullable(further).map(folder -> surroundings.directory().resolve(folder).normalize()));
    }

    private void needs(Recipe recipe) {
        if (recipe.needs().isEmpty()) {
            return;
        }
        List<String> missing = Needs.missing(recipe.needs(), surroundings.environment());
        field("needs", String.join(", ", recipe.needs()));
        if (!missing.isEmpty()) {
            console.field("missing", String.join(", ", missing), Style.WARNING);
        }
    }

    private void lines(String name, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            field(i == 0 ? name : "", lines.get(i));
        }
    }

    private void field(String name, String value) {
        console.field(name, PlainText.line(value, LINE));
    }

    private static String budget(Budget budget) {
        var parts = new ArrayList<String>();
        if (budget.experiments() != Budget.UNLIMITED) {
            parts.add(budget.experiments() + " experiments");
        }
        if (!budget.wall().equals(Budget.NONE.wall())) {
            parts.add(Spans.text(budget.wall()));
        }
        if (!Double.isInfinite(budget.cost()) && budget.cost() > 0) {
            parts.add(String.format(Locale.ROOT, "$%.2f", budget.cost()));
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }
}
