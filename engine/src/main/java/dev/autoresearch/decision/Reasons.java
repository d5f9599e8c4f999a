package dev.autoresearch.decision;

import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Comparison;
import dev.autoresearch.journal.Way;
import dev.autoresearch.objective.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/// Decisions in sentences, with the numbers they rest on.
final class Reasons {
    private static final int DIGITS = 3;

    private final Yardstick yardstick;
    private final List<Way> ways;

    Reasons(Yardstick yardstick, List<Way> ways) {
        this.yardstick = yardstick;
        this.ways = ways;
    }

    String screenedOut(Screen screen) {
        Way best = ways.getFirst();
        for (Way way : ways) {
            if (least(way, screen) > least(best, screen)) {
                best = way;
            }
        }
        Claim claim = best.claims().getFirst();
        for (Claim other : best.claims()) {
            if (screen.z(other) < screen.z(claim)) {
                claim = other;
            }
        }
        return at(claim, screen::gain) + " at first look"
                + (Double.isInfinite(screen.z(claim)) ? "" : " (z " + about(screen.z(claim)) + ")") + needs(claim);
    }

    private static double least(Way way, Screen screen) {
        return way.claims().stream().mapToDouble(screen::z).min().orElse(0);
    }

    private String needs(Claim claim) {
        return claim.margin() > 0 ? ", where a loss of less than " + size(claim) + " is to be shown" : "";
    }

    String notCertifiable(List<Way> all, Screen screen) {
        return all.stream().flatMap(way -> way.claims().stream()).filter(claim -> !yardstick.certifiable(claim))
                .findFirst()
                .map(claim -> "that " + claim.metric() + " is not worse by " + size(claim)
                        + " cannot be shown in this noise: a pair of equals differs by "
                        + amount(axis(claim), yardstick.scale(yardstick.at(claim))) + ", more than twice as much")
                .orElseGet(() -> "no way is left: " + screenedOut(screen));
    }

    String shown(Race race, Way way) {
        double weakest = race.weakest(way);
        String evidence = Double.isInfinite(weakest)
                ? ""
                : " (e-value " + about(weakest) + ", needed " + about(race.needed()) + ")";
        return claims(way, race::gain) + " in " + pairs(race.pairs()) + evidence + name(way);
    }

    String givenUp(Race race) {
        Way way = race.farthest();
        return claims(way, race::gain) + " in " + pairs(race.pairs()) + ": not worth more runs (e-value "
                + about(finite(race.weakest(way))) + ", needed " + about(race.needed()) + ")" + name(way);
    }

    /// @param when what comes before the number of pairs
    String undecided(Race race, String when) {
        Way way = race.farthest();
        return "undecided, " + when + " " + pairs(race.pairs()) + ": " + claims(way, race::gain) + " (e-value "
                + about(finite(race.weakest(way))) + ", needed " + about(race.needed()) + ")" + name(way);
    }

    private static double finite(double evidence) {
        return Double.isInfinite(evidence) ? 1 : evidence;
    }

    private String claims(Way way, IntToDoubleFunction gain) {
        return way.claims().stream().map(claim -> at(claim, gain)).collect(Collectors.joining(", "));
    }

    private String at(Claim claim, IntToDoubleFunction gain) {
        return claim.metric() + " " + change(axis(claim), gain.applyAsDouble(yardstick.at(claim)));
    }

    private Axis axis(Claim claim) {
        return yardstick.axis(yardstick.at(claim));
    }

    private static String pairs(int count) {
        return count == 1 ? "1 pair" : count + " pairs";
    }

    /// Which way it is, where there are several.
    String name(Way way) {
        return ways.size() > 1 ? ", " + way.name() : "";
    }

    String size(Claim claim) {
        return amount(axis(claim), axis(claim).demand(claim.margin()));
    }

    /// A distance on an axis; on a logarithmic one to first order.
    static String amount(Axis axis, double distance) {
        return axis.scale() == Scale.LOG
                ? about(100 * distance) + " %"
                : about(distance);
    }

    /// `about 3.1 % better`, and the like.
    static String change(Axis axis, double gain) {
        if (gain == 0) {
            return "the same";
        }
        double size = Math.abs(new Comparison.Estimate(axis, 0, gain, 0, 0).improvement(gain));
        String text = axis.scale() == Scale.LOG ? Numbers.percent(1, 1 + size).substring(1) : about(size);
        return "about " + text + (gain > 0 ? " better" : " worse");
    }

    /// A number with as many digits as a rough one deserves.
    static String about(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact.round(new MathContext(DIGITS, RoundingMode.HALF_UP));
        return Numbers.forPeople((rounded.scale() > 0 && rounded.abs().compareTo(BigDecimal.TEN) >= 0
                ? rounded.setScale(0, RoundingMode.HALF_UP)
                : rounded).doubleValue());
    }
}
