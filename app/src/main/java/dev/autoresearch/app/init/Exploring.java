package dev.autoresearch.app.init;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.Setup;
import dev.autoresearch.setup.explore.Exploration;
import dev.autoresearch.setup.explore.Explorer;
import dev.autoresearch.setup.explore.Offer;
import dev.autoresearch.workspace.Project;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a setup for a project: looks around in it, tells what is there, and finds out which of the offers is meant.
/// What the user gave by options goes before everything; who gives everything is not explored.
public final class Exploring {
    private static final int LINE = 300;

    private final Surroundings surroundings;
    private final Console console;
    private final Project project;
    private final Answers answers;
    private final Wanted wanted;

    /// What the user said.
    ///
    /// @param wish       what to optimise, in words or as a number of the list; empty for nothing
    /// @param given      single values
    /// @param ask        whether there is somebody to ask
    /// @param yes        whether the best guess is taken
    /// @param counsellor whom to ask for advice; null for nobody
    public record Wanted(String wish, Given given, boolean ask, boolean yes, @Nullable ProposerChoice counsellor) {}

    /// Explores the checkout of a project.
    public Exploring(Surroundings surroundings, Project project, Answers answers, Wanted wanted) {
        this.surroundings = surroundings;
        this.console = surroundings.console();
        this.project = project;
        this.answers = answers;
        this.wanted = wanted;
    }

    /// The setup that is meant.
    ///
    /// @throws Refusal if it cannot be found out
    public Setup setup() {
        Given given = wanted.given();
        if (given.complete()) {
            return directed(given, List.of()).alone();
        }
        var tree = new ProjectTree(project.folder(), project.tracked(List.of()));
        Exploration exploration = Explorer.explore(tree);
        var found = new Found(console, Programs.of(surroundings.environment()));
        found.show(tree, exploration);
        Optional<Setup> advised = Optional.ofNullable(wanted.counsellor())
                .flatMap(who -> advised(who, exploration, tree));
        if (advised.isPresent()) {
            return over(given, advised.get());
        }
        if (exploration.offers().isEmpty()) {
            return missing(given);
        }
        if (!wanted.ask() && !wanted.yes()) {
            found.offers(exploration.offers());
            throw new Refusal(Exit.CONFIGURATION, "Nobody is there to say what to optimise and to look at the file.",
                    "Take the likeliest with `autoresearch init --yes`, say it with `autoresearch init --yes \"make it "
                            + "faster\"`, or start on a terminal to be asked.");
        }
        String wish = wanted.wish().isEmpty() ? given.metric() : wanted.wish();
        Choosing.Chosen chosen = new Choosing(console, answers, found, exploration).choose(wish, wanted.ask());
        console.field("chosen", PlainText.line(chosen.offer().wish(), LINE), Console.Style.BOLD);
        List<String> missing = found.programs().missing(chosen.offer().needs());
        if (!missing.isEmpty()) {
            console.field("warning", "it needs " + String.join(", ", missing) + ", not found on this machine",
                    Console.Style.WARNING);
        }
        return over(given.goal().isEmpty() && !chosen.goal().isEmpty() ? given.to(chosen.goal()) : given,
                chosen.offer().setup());
    }

    private Setup over(Given given, Setup setup) {
        return given.equals(Given.NOTHING)
                ? setup
                : directed(given, setup.configuration().metrics()).over(setup, Given.OPTIONS);
    }

    /// What a counsellor makes of it; empty when its answer cannot be used, which is said.
    private Optional<Setup> advised(ProposerChoice who, Exploration exploration, ProjectTree tree) {
        console.field("asking", who.kind() + ", which may spend $%.2f".formatted(Account.DOLLARS));
        Advice advice = new Consultation(surroundings, project, who).ask(exploration, wanted.wish());
        List<Offer> offers = exploration.offers();
        String wrong = advice.wrong(offers.size(), tree.files());
        if (!wrong.isEmpty()) {
            return unused(who, wrong);
        }
        if (!advice.given().command().isEmpty()) {
            console.field("it says", "run `" + advice.given().command() + "`");
            if (!wanted.ask()) {
                return unused(who, "a command of its own making is run only if somebody agrees on a terminal");
            }
            if (!answers.agreed("Run this command here?", false)) {
                return unused(who, "you did not agree to its command");
            }
        }
        console.field("it says", advice.why().isEmpty() ? "nothing" : advice.why());
        Setup base = advice.offer() == 0 ? advice.given().alone() : offers.get(advice.offer() - 1).setup();
        console.line();
        return Optional.of(advice.given().over(base, who.kind() + " says so"));
    }

    private Optional<Setup> unused(ProposerChoice who, String why) {
        console.field("not used", "the answer of " + who.kind() + ": " + why, Console.Style.WARNING);
        console.line();
        return Optional.empty();
    }

    /// Nothing is offered: everything that is needed has to be said.
    private Setup missing(Given given) {
        List<String> modify = given.modify().isEmpty()
                ? List.of(ask("--modify", "Which files may change? (globs, several with commas)").split("\\s*,\\s*"))
                : given.modify();
        String command = given.command().isEmpty()
                ? ask("--command", "Which command runs one experiment?")
                : given.command();
        String metric = given.metric().isEmpty()
                ? ask("--metric", "Which number decides? (its name in the output: METRIC name=number)")
                : given.metric();
        var all = new Given(given.goal().isEmpty() ? wanted.wish() : given.goal(), modify, command, metric,
                given.direction(), given.prepare(), given.guard());
        return directed(all, List.of()).alone();
    }

    /// The same with a direction, asked for where neither option nor name tells it.
    private Given directed(Given given, List<Metric> known) {
        String name = given.metric();
        boolean clear = !given.direction().isEmpty() || name.isEmpty() || DirectionWords.infer(name).isPresent()
                || known.stream().anyMatch(metric -> metric.name().equals(name));
        return clear ? given : given.better(ask("--direction", "Is " + name + " better when it is lower or higher?"));
    }

    private String ask(String option, String question) {
        if (!wanted.ask()) {
            throw new Refusal(Exit.CONFIGURATION, "The option " + option + " is missing.",
                    question + " Give it as an option, or start on a terminal to be asked.");
        }
        return answers.ask(question).filter(answer -> !answer.isEmpty())
                .orElseThrow(() -> new Refusal(Exit.CONFIGURATION, "There was no answer, and nothing was written.",
                        "Start again, or give " + option + "."));
    }
}
