package dev.autoresearch.app.init;

import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.setup.explore.Exploration;
import dev.autoresearch.setup.explore.Offer;
import dev.autoresearch.setup.explore.Wish;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds out which of the offers is meant: by what the user said, by the one question, or by what is likeliest. Where two
/// readings are equally likely it says so and does not guess.
final class Choosing {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final int LINE = 200;
    private static final String WHICH = "Which of them? Name one by its number.\n>";

    private final Console console;
    private final Answers answers;
    private final Found found;
    private final Exploration exploration;

    Choosing(Console console, Answers answers, Found found, Exploration exploration) {
        this.console = console;
        this.answers = answers;
        this.found = found;
        this.exploration = exploration;
    }

    /// What is chosen, and the words that chose it.
    ///
    /// @param goal what the user said and what it was taken for, where that is more than a number, a metric or a file
    record Chosen(Offer offer, String goal) {}

    /// Chooses.
    ///
    /// @param wish what the user said already; empty for nothing
    /// @param ask  whether to ask
    Chosen choose(String wish, boolean ask) {
        found.offers(exploration.offers());
        if (wish.isEmpty() && ask) {
            return asked();
        }
        List<Offer> likely = likely(wish);
        if (likely.size() == 1) {
            return new Chosen(likely.getFirst(), goal(wish, likely.getFirst()));
        }
        if (ask) {
            return asked();
        }
        throw new Refusal(Exit.CONFIGURATION, "There are " + likely.size() + " readings that are equally likely"
                + (wish.isEmpty() ? "." : " for \"" + PlainText.line(wish, LINE) + "\"."),
                likely.stream().map(offer -> number(offer) + ": " + PlainText.line(offer.wish(), LINE) + " ("
                        + offer.setup().configuration().primary().name() + ")").toList(),
                "Say which by its number or in words, for example `autoresearch init --yes " + number(likely.getFirst())
                        + "`.");
    }

    private Chosen asked() {
        List<Offer> first = likely("");
        String question = "What do you want to optimise?\nA number, a metric, a goal (\"make it faster\") or a file"
                + (first.size() == 1 ? "; Enter takes 1" : "") + ".\n>";
        if (first.size() > 1) {
            console.line(
                    "Nothing in the project says that one of " + numbers(first) + " is meant more than the others.");
        }
        while (true) {
            String answer = answers.ask(question).orElseThrow(() -> new Refusal(Exit.CONFIGURATION,
                    "There was no answer, and nothing was written.",
                    "Start again, or say it at once: `autoresearch init \"make it faster\"`."));
            console.line();
            if (NUMBER.matcher(answer).matches() && numbered(answer).isEmpty()) {
                console.line("There is no " + answer + " in the list.");
                continue;
            }
            List<Offer> likely = likely(answer);
            if (likely.size() == 1) {
                return new Chosen(likely.getFirst(), goal(answer, likely.getFirst()));
            }
            if (!answer.isEmpty()) {
                console.line("That can be read in " + likely.size() + " ways with equal right: " + numbers(likely)
                        + " of the list.");
            }
            question = WHICH;
        }
    }

    private String numbers(List<Offer> offers) {
        List<String> numbers = offers.stream().map(this::number).toList();
        return String.join(", ", numbers.subList(0, numbers.size() - 1)) + " and " + numbers.getLast();
    }

    /// What an answer means: one offer, or those that are equally likely.
    private List<Offer> likely(String answer) {
        if (NUMBER.matcher(answer).matches()) {
            return List.of(numbered(answer).orElseThrow(() -> new Refusal(Exit.CONFIGURATION,
                    "There is no offer " + answer + "; there are " + exploration.offers().size() + ".",
                    "Name one of the list, or say in words what is to get better.")));
        }
        List<Offer> ranked = Wish.ranked(exploration, answer);
        List<Offer> likely = Wish.equallyLikely(ranked);
        List<Offer> possible = likely.stream().filter(offer -> found.programs().missing(offer.needs()).isEmpty())
                .toList();
        // What cannot run here is no rival to what can.
        return possible.size() == 1 && likely.size() > 1 ? possible : likely;
    }

    private Optional<Offer> numbered(String answer) {
        int number = Integer.parseInt(answer);
        return number >= 1 && number <= exploration.offers().size()
                ? Optional.of(exploration.offers().get(number - 1))
                : Optional.empty();
    }

    /// The place in the list that the user saw, whatever their words made of it.
    private String number(Offer offer) {
        List<Offer> all = exploration.offers();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind().equals(offer.kind()) && all.get(i).wish().equals(offer.wish())
                    && all.get(i).setup().configuration().run().equals(offer.setup().configuration().run())) {
                return Integer.toString(i + 1);
            }
        }
        return "?";
    }

    /// An answer that is more than the name of something is the goal in the user's own words.
    private static String goal(String answer, Offer offer) {
        return answer.contains(" ") && !answer.equals(offer.wish()) ? answer + ": " + offer.wish() : "";
    }
}
