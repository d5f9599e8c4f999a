package dev.autoresearch.setup.estimate;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Quantity;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is to be expected of a session, in ranges.
///
/// @param pace     how long an experiment takes
/// @param perHour  experiments an hour
/// @param cost     what one costs
/// @param hourly   dollars an hour; 0 where they are not known
/// @param caps     when each cap is reached
/// @param uncapped whether nothing at all ends the session although the proposer costs or may cost money
public record Estimate(Pace pace, Range perHour, Cost cost, Range hourly, List<Until> caps, boolean uncapped) {

    /// Copies the list.
    public Estimate {
        caps = List.copyOf(caps);
    }

    /// What is known best wins: what a session lived through, then its baseline, then one measured run, then limits.
    ///
    /// @param known    a session that measured the same thing
    /// @param going    whether the session goes on, so that what it has used up counts against its caps
    /// @param measured one run
    /// @param tariffs  of the models that the proposer may ask; none when it asks none
    public static Estimate of(Configuration configuration, Optional<SessionState> known, boolean going,
            Optional<Timing> measured, List<Tariff> tariffs) {
        Pace pace = known.flatMap(state -> Pace.lived(configuration, state))
                .or(() -> known.flatMap(state -> Pace.calibrated(configuration, state.noise())))
                .or(() -> measured.map(timing -> Pace.once(configuration, timing)))
                .orElseGet(() -> Pace.limited(configuration));
        Cost cost = tariffs.isEmpty()
                ? Cost.FREE
                : known.flatMap(Cost::lived).orElseGet(() -> Cost.assumed(configuration, tariffs));
        Range perHour = pace.perHour();
        Used used = going ? known.map(Used::of).orElse(Used.NOTHING) : Used.NOTHING;
        List<Until> caps = caps(configuration.budget(), pace, cost, used);
        return new Estimate(pace, perHour, cost, cost.dollars().times(perHour), caps, caps(configuration.budget()) == 0
                && cost.costs());
    }

    /// What a session has used up of its caps.
    private record Used(long experiments, long runs, double seconds, double dollars, long tokens) {
        static final Used NOTHING = new Used(0, 0, 0, 0, 0);

        static Used of(SessionState state) {
            return new Used(state.experiments(), state.noise().runs(), state.elapsed().toMillis() / 1000.0,
                    state.spending().dollars(), state.spending().tokens());
        }
    }

    private static int caps(Budget budget) {
        return (budget.experiments() == Budget.UNLIMITED ? 0 : 1) + (budget.runs() == Budget.UNLIMITED ? 0 : 1)
                + (budget.wall().isZero() ? 0 : 1) + (budget.cost() > 0 ? 1 : 0)
                + (budget.tokens() == Budget.UNLIMITED ? 0 : 1);
    }

    private static List<Until> caps(Budget budget, Pace pace, Cost cost, Used used) {
        var caps = new ArrayList<Until>();
        if (budget.experiments() != Budget.UNLIMITED) {
            Range count = Range.of(left(budget.experiments(), used.experiments()));
            caps.add(until(budget.experiments() + " experiments", count, pace, cost));
        }
        if (budget.runs() != Budget.UNLIMITED) {
            caps.add(until(budget.runs() + " runs", pace.runs().in(left(budget.runs(), used.runs())), pace,
                    cost));
        }
        if (!budget.wall().isZero()) {
            double left = Math.max(0, budget.wall().toMillis() / 1000.0 - used.seconds());
            Range count = pace.seconds().in(left);
            caps.add(new Until(Quantity.text(budget.wall()), count, Range.of(left), cost.dollars().times(count)));
        }
        if (budget.cost() > 0 && cost.dollars().low() > 0) {
            double left = Math.max(0, budget.cost() - used.dollars());
            Range count = cost.dollars().in(left);
            caps.add(new Until(String.format(Locale.ROOT, "$%.2f", budget.cost()), count, count.times(pace.seconds()),
                    Range.of(left)));
        }
        if (budget.tokens() != Budget.UNLIMITED && cost.tokens().low() > 0) {
            Range count = cost.tokens().in(left(budget.tokens(), used.tokens()));
            caps.add(until(budget.tokens() + " tokens", count, pace, cost));
        }
        return caps;
    }

    private static double left(long cap, long used) {
        return (double) Math.max(0, cap - used);
    }

    private static Until until(String cap, Range count, Pace pace, Cost cost) {
        return new Until(cap, count, count.times(pace.seconds()), count.times(cost.dollars()));
    }
}
