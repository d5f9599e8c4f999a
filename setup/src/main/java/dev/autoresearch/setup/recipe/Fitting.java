package dev.autoresearch.setup.recipe;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Holdout;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.Setup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// A recipe as it fits one project: its configuration with the project's own target in place of the sample's.
///
/// @param recipe the recipe
/// @param setup  ready to be written, with the recipe's hints
/// @param files  what has to be written into the project besides, relative to its folder: the harness, and the sample
///               where it was wanted
public record Fitting(Recipe recipe, Setup setup, List<String> files) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final int TOLD = 5;

    /// Copies the list.
    public Fitting {
        files = List.copyOf(files);
    }

    /// Fits a recipe to a project.
    ///
    /// @param modify globs of what may change, as the user gave them; none means that the target is looked for
    /// @param sample whether the recipe's sample is written into the project and is what may change
    /// @throws Refusal if no file is found that could be the target
    public static Fitting of(Recipe recipe, ProjectTree tree, List<String> modify, boolean sample) {
        if (sample) {
            List<String> files = Stream.concat(recipe.harness().stream(), recipe.sample().stream()).toList();
            return new Fitting(recipe, setup(recipe, recipe.target(), List.of(), "the recipe's sample", List.of()),
                    files);
        }
        var conflicts = new ArrayList<String>();
        String target = modify.isEmpty() ? found(recipe, tree, conflicts) : given(tree, modify);
        return new Fitting(recipe, setup(recipe, target, modify, modify.isEmpty()
                ? "the file that the recipe " + recipe.name() + " looks for"
                : "your options", conflicts), recipe.harness());
    }

    private static String given(ProjectTree tree, List<String> modify) {
        try {
            List<String> files = own(tree.matching(Globs.of(modify)));
            if (!files.isEmpty()) {
                return files.stream().filter(modify::contains).findFirst().orElse(files.getFirst());
            }
        } catch (PatternSyntaxException broken) {
            throw new Refusal(Exit.CONFIGURATION, "'" + broken.getPattern() + "' is no pattern for files: "
                    + broken.getDescription() + ".", "Write for example --modify conf/server.conf.");
        }
        throw new Refusal(Exit.CONFIGURATION, "No file in git matches --modify " + String.join(",", modify) + ".",
                "Name a file that is committed.");
    }

    private static String found(Recipe recipe, ProjectTree tree, List<String> conflicts) {
        for (String glob : recipe.find()) {
            List<String> files = own(tree.matching(Globs.of(glob)));
            if (!files.isEmpty()) {
                String first = files.getFirst();
                if (files.size() > 1) {
                    List<String> others = files.subList(1, Math.min(files.size(), 1 + TOLD));
                    conflicts.add("The target may be " + first + ", which was taken, or " + String.join(", ", others)
                            + (files.size() > 1 + TOLD ? " and " + (files.size() - 1 - TOLD) + " more" : "")
                            + "; --modify chooses.");
                }
                return first;
            }
        }
        throw new Refusal(Exit.CONFIGURATION, "Nothing in git looks like what the recipe " + recipe.name()
                + " changes: " + String.join(", ", recipe.find()) + ".",
                "Name the file with --modify FILE, or take the recipe's sample into the project with --with-sample.");
    }

    /// Without what belongs to harnesses; files near the root first.
    private static List<String> own(List<String> files) {
        return files.stream().filter(file -> !file.startsWith(Recipe.HARNESS + "/"))
                .sorted(Comparator.comparingLong((String file) -> file.chars().filter(c -> c == '/').count())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Setup setup(Recipe recipe, String target, List<String> modify, String why,
            List<String> conflicts) {
        Configuration c = recipe.configuration();
        UnaryOperator<Globs> globs = patterns -> Globs.of(patterns.patterns().stream()
                .map(pattern -> pattern.equals(recipe.target()) ? target : pattern).toList());
        UnaryOperator<String> shell = line -> replaced(line, recipe.target(), quoted(target));
        ConfigurationBuilder builder = c.toBuilder()
                .goal(replaced(c.goal(), recipe.target(), target))
                .modify(modify.isEmpty() ? globs.apply(c.scope().modify()) : Globs.of(modify))
                .read(globs.apply(c.scope().read())).protect(globs.apply(c.scope().protect()))
                .hidden(globs.apply(c.scope().hidden())).check(shell.apply(c.run().check()))
                .smoke(shell.apply(c.run().smoke())).prepare(shell.apply(c.run().prepare()))
                .command(shell.apply(c.run().command()));
        if (c.guard().present()) {
            builder.guard(shell.apply(c.guard().command()));
        }
        if (c.holdout().present()) {
            Holdout holdout = c.holdout();
            builder.demands(c.demands().with(new Holdout(shell.apply(holdout.command()), holdout.timeout(),
                    holdout.every(), holdout.extract())));
        }
        if (!target.equals(recipe.target())) {
            // They are keys of the sample; in another file, what can be searched is found by looking.
            builder.knobs(List.of());
        }
        String recipeName = "the recipe " + recipe.name();
        var origins = List.of(Origin.read("goal", recipeName), Origin.inferred("scope.modify", why),
                Origin.read("scope.protect", recipeName), Origin.read("run.command", recipeName),
                Origin.read("metrics", recipeName), Origin.read("budget", recipeName),
                Origin.read("hints", recipeName));
        return new Setup(builder.hints(recipe.hints()).build(), origins, conflicts, recipe.hints());
    }

    /// `line` with the file `name` replaced wherever it stands as a whole path.
    static String replaced(String line, String name, String other) {
        return Pattern.compile("(?<![\\w./*-])" + Pattern.quote(name) + "(?![\\w/*-]|\\.\\w)").matcher(line)
                .replaceAll(Matcher.quoteReplacement(other));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
