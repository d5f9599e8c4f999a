package dev.autoresearch.session;

import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Comparison;
import dev.autoresearch.journal.Comparison.Estimate;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Route.Exploration;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Study;
import dev.autoresearch.journal.Way;
import dev.autoresearch.objective.Objective;
import dev.autoresearch.session.Loop.Ended;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A region that was entered although it was not better. It pays when its incumbent wins, in a fresh comparison and by the
/// session's own ways to win, against the incumbent that was left for it; until then nothing of it is claimed.
final class Region {
    private final Parts parts;
    private final Steps steps;
    private final Studies studies;

    Region(Parts parts, Steps steps, Studies studies) {
        this.parts = parts;
        this.steps = steps;
        this.studies = studies;
    }

    /// Looks, after an experiment, whether the region pays; turns back when the patience is used up.
    ///
    /// @return a reason to end the session, if one was found
    Optional<Ended> look() {
        Exploration exploration = steps.state().route().exploration();
        if (exploration == null) {
            return Optional.empty();
        }
        Experiment home = exploration.home();
        List<Way> ways = objective().ways(DiffStat.NONE, steps.state().noise().axes(), home.metrics());
        if (promising(home, ways)) {
            if (compared(home).isEmpty()) {
                Optional<Ended> end = studies.region(home.commit());
                if (end.isPresent()) {
                    return end;
                }
            }
            Optional<Comparison> found = compared(home);
            if (found.isEmpty()) {
                leave("could not be compared with it");
                return Optional.empty();
            }
            if (won(ways, claim -> low(found.get(), claim))) {
                steps.append(new Event.Settled(home.number()));
                steps.report("The explored region is better than experiment " + home.number()
                        + ", from which it was entered: the session goes on from there.");
                return Optional.empty();
            }
        }
        if (exploration.tried() >= parts.configuration().strategy().explorePatience()) {
            leave("did not become better than it in " + exploration.tried()
                    + (exploration.tried() == 1 ? " experiment" : " experiments"));
        }
        return Optional.empty();
    }

    /// Turns back, if a region is explored.
    ///
    /// @param why what the region did not do, as a part of a sentence
    void leave(String why) {
        Exploration exploration = steps.state().route().exploration();
        if (exploration == null) {
            return;
        }
        Experiment home = exploration.home();
        steps.append(new Event.Rewound(home));
        steps.report(parts.workspace().advance(home.commit()));
        steps.report("Experiment " + home.number() + " is the incumbent again: the region that was explored from there "
                + why + ".");
    }

    private Objective objective() {
        return parts.objective(steps.state());
    }

    private Experiment incumbent() {
        return Objects.requireNonNull(steps.state().incumbent(), "a region is entered by a candidate");
    }

    /// The comparison that was made of the region's present incumbent, if there was one.
    private Optional<Comparison> compared(Experiment home) {
        Confirmation last = steps.state().confirmations().get(Study.Kind.REGION);
        return last == null || !last.from().equals(home.commit()) || !last.to().equals(incumbent().commit())
                ? Optional.empty()
                : Optional.of(last.comparison());
    }

    /// Whether the recorded values say that a comparison is worth its runs.
    private boolean promising(Experiment home, List<Way> ways) {
        SessionState state = steps.state();
        Map<String, Double> then = objective().values(home.metrics());
        Map<String, Double> now = objective().values(incumbent().metrics());
        return won(ways, claim -> state.noise().axes().stream().filter(axis -> axis.metric().equals(claim.metric()))
                .mapToDouble(axis -> gain(axis, then, now)).findFirst().orElse(Double.NEGATIVE_INFINITY));
    }

    private static double gain(Axis axis, Map<String, Double> then, Map<String, Double> now) {
        Double before = then.get(axis.metric());
        Double after = now.get(axis.metric());
        return before == null || after == null || !axis.takes(before) || !axis.takes(after)
                ? Double.NEGATIVE_INFINITY
                : axis.y(before) - axis.y(after);
    }

    private static double low(Comparison comparison, Claim claim) {
        return comparison.estimates().stream().filter(estimate -> estimate.axis().metric().equals(claim.metric()))
                .mapToDouble(Estimate::low).findFirst().orElse(Double.NEGATIVE_INFINITY);
    }

    private static boolean won(List<Way> ways, ToDoubleFunction<Claim> gain) {
        return ways.stream().anyMatch(way -> way.claims().stream()
                .allMatch(claim -> gain.applyAsDouble(claim) + claim.margin() > 0));
    }
}
