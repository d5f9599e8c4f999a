package dev.autoresearch.app.init;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.Setup;
import dev.autoresearch.setup.recipe.Fitting;
import dev.autoresearch.setup.recipe.Needs;
import dev.autoresearch.setup.recipe.Planting;
import dev.autoresearch.setup.recipe.Recipe;
import dev.autoresearch.workspace.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Sets a project up by a recipe: the recipe fitted to the project, and its files written beside the configuration.
/// Everything that could be in the way is found before anything is written.
public final class ByRecipe {
    private static final int LINE = 600;
    private static final String MESSAGE = "Add a harness for autoresearch";

    private final Console console;
    private final Surroundings surroundings;
    private final Project project;
    private final Fitting fitting;
    private final Planting planting;
    private final boolean commit;

    /// Fits the recipe and looks whether its files can be written and committed.
    ///
    /// @param modify globs of what may change; none means that the recipe looks for it
    /// @param sample whether the recipe's sample is written into the project, too
    /// @param over   whether existing files may be written over
    /// @param commit whether the written files are committed
    /// @throws Refusal if something is in the way
    public ByRecipe(Surroundings surroundings, Project project, Recipe recipe, List<String> modify, boolean sample,
            boolean over, boolean commit) {
        this.surroundings = surroundings;
        this.console = surroundings.console();
        this.project = project;
        this.commit = commit;
        var tree = new ProjectTree(project.folder(), project.tracked(List.of()));
        fitting = Fitting.of(recipe, tree, modify, sample);
        planting = new Planting(project.folder(), fitting, over);
        planting.check();
        if (commit) {
            project.git().ask(project.folder(), "var", "GIT_COMMITTER_IDENT");
        }
    }

    /// The recipe's setup with what the user said in place of its own, who is told what the machine lacks.
    ///
    /// @param given what the user said; what may change is in it already
    public Setup setup(Given given) {
        Recipe recipe = fitting.recipe();
        console.field("recipe", recipe.name() + ": " + recipe.summary());
        List<String> missing = Needs.missing(recipe.needs(), surroundings.environment());
        if (!missing.isEmpty()) {
            console.field("warning", "it needs " + String.join(", ", missing) + ", not found on this machine",
                    Console.Style.WARNING);
        }
        Given rest = new Given(given.goal(), List.of(), given.command(), given.metric(), given.direction(),
                given.prepare(), given.guard());
        return rest.equals(Given.NOTHING) ? fitting.setup() : rest.over(fitting.setup(), Given.OPTIONS);
    }

    /// The files that it writes, relative to the project's folder.
    public List<String> files() {
        return fitting.files();
    }

    /// Writes the files, and commits them and nothing else if that was asked for.
    public void write() {
        planting.write();
        files().forEach(file -> console.line("wrote " + project.folder().resolve(file)));
        if (commit) {
            List<String> paths = files();
            project.git().ask(project.folder(), words(List.of("add", "--"), paths));
            if (!project.git().ask(project.folder(), words(List.of("status", "--porcelain", "--"), paths)).isEmpty()) {
                project.git().ask(project.folder(), words(List.of("commit", "-q", "-m", MESSAGE, "--"), paths));
            }
            console.line("committed these files and nothing else");
        }
        console.line();
        List<String> bring = fitting.recipe().bring();
        for (int i = 0; i < bring.size(); i++) {
            console.field(i == 0 ? "bring" : "", PlainText.line(bring.get(i), LINE));
        }
    }

    /// The command with which the user commits the files; empty when that is done.
    public String committing() {
        String paths = String.join(" ", places());
        return commit ? "" : "git add " + paths + " && git commit -m '" + MESSAGE + "' -- " + paths;
    }

    private List<String> places() {
        var places = new ArrayList<>(List.of(Recipe.HARNESS));
        files().stream().filter(file -> !file.startsWith(Recipe.HARNESS + "/")).forEach(places::add);
        return places;
    }

    private static String[] words(List<String> first, List<String> paths) {
        return Stream.concat(first.stream(), paths.stream()).toArray(String[]::new);
    }
}
