package dev.autoresearch.app.cli;

import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.init.Answers;
import dev.autoresearch.app.init.ByRecipe;
import dev.autoresearch.app.init.Exploring;
import dev.autoresearch.app.init.Given;
import dev.autoresearch.app.init.Proposing;
import dev.autoresearch.app.init.SettingUp;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.Setup;
import dev.autoresearch.setup.source.Sources;
import dev.autoresearch.workspace.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sets a project up: looks around in it, asks what to optimise, runs the command once, writes a commented
/// autoresearch.yaml.
@Command(name = "init", description = {"Set this project up: one question, a test run, a commented autoresearch.yaml.",
        "Looks around in the project for what could be optimised and how that is measured, and shows the file before it "
                + "is written. What is given as an option is not inferred."}, footer = {
                        "%nExamples:", "  autoresearch init", "  autoresearch init \"make it faster\"",
                        "  autoresearch init --yes --run -n 50     from a clone to a running loop",
                        "  autoresearch init --modify src/parser.c --command ./bench.sh --metric ms",
                        "  autoresearch init --explore-with claude",
                        "  autoresearch init --from research.json",
                        "  autoresearch init --recipe jvm-flags --with-sample --commit"})
final class InitCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Parameters(paramLabel = "WISH", arity = "0..*", description = {
            "What to optimise: a number of the list, a metric, a goal such as \"make it faster\", or a file."})
    private List<String> wish = List.of();

    @Option(names = "--goal", paramLabel = "TEXT", description = "What is to get better, one line; written down as it is.")
    private @Nullable String goal;

    @Option(names = "--modify", paramLabel = "GLOB", split = ",", description = "What may change; several with commas.")
    private List<String> modify = List.of();

    @Option(names = "--command", paramLabel = "LINE", description = "The experiment; prints METRIC name=number.")
    private @Nullable String command;

    @Option(names = "--metric", paramLabel = "NAME", description = "The number that decides.")
    private @Nullable String metric;

    @Option(names = "--direction", paramLabel = "WORD", description = "lower or higher; inferred from the name if known.")
    private @Nullable String direction;

    @Option(names = "--prepare", paramLabel = "LINE", description = "A build before each run, not measured.")
    private @Nullable String prepare;

    @Option(names = "--guard", paramLabel = "LINE", description = "Must pass before a win is kept, for example the tests.")
    private @Nullable String guard;

    @Option(names = "--proposer", paramLabel = "WHO", description = {
            "Who makes changes: search, auto, claude, codex …, "
                    + "\"llm PROVIDER/NAME\", or an executable."})
    private @Nullable String proposer;

    @Option(names = "--explore-with", paramLabel = "WHO", description = {
            "Ask a coding agent or a model what to optimise; what it says is checked and shown."})
    private @Nullable String counsellor;

    @Option(names = "--from", paramLabel = "SOURCE", description = {
            "Take over another tool's configuration: research.json, CLAUDE.md,",
            "autoresearch.md, pi, crucible or neurolink."})
    private @Nullable String from;

    @Option(names = "--recipe", paramLabel = "NAME", description = {
            "Set up by a recipe of `autoresearch recipes`, or of a folder (./mine)."})
    private @Nullable String recipe;

    @Option(names = "--recipes", paramLabel = "DIR", description = "With --recipe: a further folder of recipes.")
    private @Nullable Path recipes;

    @Option(names = "--with-sample", description = "With --recipe: take its sample into the project, to try it.")
    private boolean sample;

    @Option(names = "--commit", description = "With --recipe: commit the files that it wrote, and nothing else.")
    private boolean commit;

    @Option(names = {"-y", "--yes"}, description = "Take the best guess and write it, if its test run gives a number.")
    private boolean yes;

    @Option(names = "--no-test-run", description = "Do not run the command once before.")
    private boolean untested;

    @Option(names = "--force", description = "Write over an existing file.")
    private boolean force;

    @Option(names = "--run", description = "Start `run` right after.")
    private boolean run;

    @Option(names = {"-n", "--experiments"}, paramLabel = "N", description = "With --run: so many experiments.")
    private @Nullable Long experiments;

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Path folder = project.folder(surroundings);
        Path file = folder.resolve(ConfigurationReader.FILE_NAMES.getFirst());
        if (Files.exists(file) && !force) {
            throw new Refusal(Exit.CONFIGURATION, file + " exists already.",
                    "Edit it, check it with `autoresearch doctor`, or write over it with --force.");
        }
        if (experiments != null && !run) {
            throw new Refusal(Exit.CONFIGURATION, "The option --experiments is for --run.",
                    "Add --run to start right after, or leave it out.");
        }
        if (recipe == null && (recipes != null || sample || commit)) {
            throw new Refusal(Exit.CONFIGURATION, "The options --recipes, --with-sample and --commit are for --recipe.",
                    "Name a recipe with --recipe, or leave them out.");
        }
        if (sample && !modify.isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION, "The options --with-sample and --modify do not go together.",
                    "Leave --modify out to try the sample, or --with-sample to work on your own file.");
        }
        if (recipe != null && (counsellor != null || (run && !commit))) {
            throw new Refusal(Exit.CONFIGURATION, counsellor != null
                    ? "The options --recipe and --explore-with do not go together."
                    : "The option --run with --recipe needs --commit: experiments run what is committed.",
                    counsellor != null ? "Leave one of them out." : "Add --commit, or start with `autoresearch run`.");
        }
        Project found = Project.discover(folder, surroundings.environment());
        var answers = new Answers(surroundings);
        boolean asking = answers.possible() && !yes;
        if (recipe != null) {
            return byRecipe(recipe, found, file, answers, asking);
        }
        Setup setup = setup(found, answers, asking);
        if (proposer != null) {
            setup = Proposing.given(setup, proposer);
        }
        var manner = new SettingUp.Manner(!untested, asking, yes, force);
        var setting = new SettingUp(surroundings, found, file, answers, manner);
        if (given().complete() && !asking && !yes) {
            // Whoever says everything and cannot be asked wants it written down.
            setting.write(setup);
        } else if (!setting.finish(setup)) {
            return Exit.OK.code();
        }
        return run ? start(folder) : next(folder, "");
    }

    /// Experiments run what is committed: the harness cannot be tried before.
    private int byRecipe(String name, Project found, Path file, Answers answers, boolean asking) {
        var cook = new ByRecipe(surroundings, found, RecipesCommand.recipes(surroundings, recipes)
                .named(name, surroundings.directory()), modify, sample, force, commit);
        Given given = given();
        Setup setup = cook.setup(wish.isEmpty() ? given : given.to(String.join(" ", wish).strip()));
        if (proposer != null) {
            setup = Proposing.given(setup, proposer);
        }
        var manner = new SettingUp.Manner(false, asking, yes, force, cook.files());
        if (!new SettingUp(surroundings, found, file, answers, manner).finish(setup)) {
            return Exit.OK.code();
        }
        cook.write();
        return run ? start(found.folder()) : next(found.folder(), cook.committing());
    }

    /// What is to be set up, by whatever way it was found.
    private Setup setup(Project found, Answers answers, boolean asking) {
        if (from != null) {
            return taken(found.folder(), from);
        }
        Given given = given();
        String words = goal != null ? goal : String.join(" ", wish).strip();
        return new Exploring(surroundings, found, answers,
                new Exploring.Wanted(words, given, asking, yes, counsellor == null
                        ? null
                        : Proposing.parse(counsellor)))
                .setup();
    }

    /// What another tool's file says, with what was given as an option in its place.
    private Setup taken(Path folder, String source) {
        var taken = Sources.in(folder).named(source);
        ProjectConfiguration.of(taken).tell(surroundings.console());
        surroundings.console().line();
        List<Origin> origins = taken.setup().origins().stream().map(origin -> origin.key().startsWith("metrics")
                ? new Origin("metrics", origin.source(), origin.certain())
                : origin).distinct().toList();
        return given().over(new Setup(taken.configuration(), origins, taken.setup().conflicts(),
                taken.setup().hints()), Given.OPTIONS);
    }

    private Given given() {
        return new Given(or(goal), modify, or(command), or(metric), or(direction), or(prepare), or(guard));
    }

    private static String or(@Nullable String option) {
        return option == null ? "" : option;
    }

    private int next(Path folder, String before) {
        var next = new NextSteps(surroundings, folder);
        if (!before.isEmpty()) {
            next.add(before, "experiments run what is committed");
        }
        next.own("doctor", "checks that a run can start");
        next.own("run", "starts it");
        next.print();
        return Exit.OK.code();
    }

    private int start(Path folder) {
        List<String> arguments = new ArrayList<>(List.of("run", "--new", "-C", folder.toString()));
        if (experiments != null) {
            arguments.addAll(List.of("--experiments", experiments.toString()));
        }
        String tag = project.tag();
        if (tag != null) {
            arguments.addAll(List.of("--tag", tag));
        }
        surroundings.console().line();
        return Program.run(surroundings, arguments.toArray(String[]::new));
    }
}
