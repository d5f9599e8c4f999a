package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Offers for a command that is there to measure: one for each metric it prints, else one for the report of a tool it
/// starts, else one for its wall time.
final class Measuring {
    /// Confidence where the command's own numbers are read.
    static final int READ = 85;
    /// Confidence where only its wall time is known.
    static final int TIMED = 62;

    private static final int MOST = 4;

    private final String kind;
    private final String place;
    private final List<Printed> printed;
    private final Optional<Tools> tool;

    /// @param kind    what kind of project it is
    /// @param place   where the command stands
    /// @param printed what it prints, the point of it first
    /// @param shell   its text, for tools that it starts
    Measuring(String kind, String place, List<Printed> printed, String shell) {
        this.kind = kind;
        this.place = place;
        this.printed = printed;
        this.tool = printed.isEmpty() ? Tools.in(shell) : Optional.empty();
    }

    /// The offers.
    ///
    /// @param rest completes a draft with everything but goal and metrics
    List<Offer> offers(UnaryOperator<OfferDraft> rest) {
        if (tool.isPresent()) {
            Tools used = tool.get();
            return draft(rest, used.metric() + " as " + used.program() + " measures it", READ)
                    .goal(goal(used.metric(), used.better()), Evidence.suggests("what " + place + " measures"))
                    .metric(used.metric(), used.better(), used.extract(),
                            Evidence.suggests(place + " starts " + used.program()))
                    .needs(used.program()).offers();
        }
        if (printed.isEmpty()) {
            return draft(rest, "time that " + place + " takes", TIMED)
                    .goal("Make what " + place + " runs faster", Evidence.suggests("it prints no number that is known"))
                    .metric("run_seconds", Direction.LOWER, new Extractor.WallTime(),
                            Evidence.suggests("the run's own wall time"))
                    .offers();
        }
        var offers = new ArrayList<Offer>();
        boolean onlyCosts = printed.stream().allMatch(Printed::resource);
        for (Printed first : printed.stream().limit(MOST).toList()) {
            int less = (first.resource() && !onlyCosts ? 15 : 0) + offers.size();
            OfferDraft draft = draft(rest, first.name() + " of " + place, READ - less)
                    .goal(goal(first.name(), first.direction()), Evidence.suggests("what " + place + " prints"))
                    .metric(first.name(), first.direction(), first.extractor(), Evidence.stands(first.place()));
            printed.stream().filter(other -> !other.equals(first))
                    .forEach(other -> draft.recorded(other.name(), other.extractor()));
            offers.addAll(draft.offers());
        }
        return offers;
    }

    private OfferDraft draft(UnaryOperator<OfferDraft> rest, String wish, int confidence) {
        return rest.apply(new OfferDraft(kind, wish, confidence));
    }

    private static String goal(String metric, Direction better) {
        return (better == Direction.LOWER ? "Lower " : "Raise ") + metric;
    }
}
