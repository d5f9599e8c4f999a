package dev.autoresearch.decision;

import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.NoiseChange;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.Reference;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.Way;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cheap screen against the incumbent's last runs, then a race in fresh interleaved pairs.
final class RaceRule implements Rule {
    /// Standard deviations from which a gain is clear at first look.
    private static final double CLEAR = 3;

    private final TrialPlan plan;
    private final Noise noise;
    private final Yardstick yardstick;
    private final PairOrder order;
    private final ReferenceRuns incumbent;
    private final ReferenceRuns candidate = new ReferenceRuns();
    private @Nullable Screen screen;
    private @Nullable Race race;
    private @Nullable Decision decision;
    private double[] opened = {};
    private boolean improved;
    private boolean open;
    private long last;

    RaceRule(TrialPlan plan, Noise noise, Yardstick yardstick) {
        this.plan = plan;
        this.noise = noise;
        this.yardstick = yardstick;
        this.order = new PairOrder(plan.seed());
        this.last = plan.runs();
        this.incumbent = new ReferenceRuns(noise.reference(), last);
        for (int i = 0; i < yardstick.count(); i++) {
            if (Double.isNaN(yardstick.scale(i))) {
                throw new IllegalArgumentException(
                        "the noise of " + yardstick.axis(i).metric() + " is not known: calibrate first");
            }
        }
    }

    @Override
    public Step next() {
        if (decision != null) {
            return new Step.Done(decision);
        }
        if (race != null) {
            int pair = race.pairs() + 1;
            return open
                    ? new Step.Run(order.second(pair), Purpose.RACE, Step.Part.CLOSES, Double.NaN)
                    : new Step.Run(order.first(pair), Purpose.RACE, Step.Part.OPENS, Double.NaN);
        }
        if (improved) {
            return new Step.Improved();
        }
        if (screen == null && !incumbent.enough()) {
            return new Step.Run(Arm.INCUMBENT, Purpose.REFERENCE);
        }
        return new Step.Run(Arm.CANDIDATE, Purpose.SCREEN, Step.Part.ALONE, screening().worst());
    }

    private Screen screening() {
        Screen current = screen;
        if (current == null) {
            current = new Screen(plan, yardstick, incumbent.all());
            screen = current;
        }
        return current;
    }

    @Override
    public void told(Sample sample, double[] placed, long run) {
        last = run;
        Reference seen = new Reference(run, sample.values());
        if (race != null) {
            paired(race, seen, placed);
        } else if (screen == null) {
            incumbent.add(seen);
        } else {
            screened(screen, placed);
        }
    }

    private void screened(Screen screen, double[] placed) {
        screen.add(placed);
        if (!screen.passed()) {
            decision = decide(Status.DISCARD, reasons().screenedOut(screen));
        } else if (!screen.unsure()) {
            improved = true;
            if (racing(screen).isEmpty()) {
                decision = decide(Status.INCONCLUSIVE, reasons().notCertifiable(plan.ways(), screen));
            }
        }
    }

    /// The ways that a race can show.
    private List<Way> racing(Screen screen) {
        return plan.ways().stream().map(way -> sharpened(way, screen))
                .filter(way -> way.claims().stream().allMatch(claim -> open(claim, screen))).toList();
    }

    /// Where the noise hides a loss as small as must be ruled out, a gain that is clear at first look rules it out as well:
    /// then that is what is raced for, which says more.
    private Way sharpened(Way way, Screen screen) {
        return new Way(way.name(), way.claims().stream().map(claim -> {
            var gain = new Claim(claim.metric(), 0);
            return !yardstick.certifiable(claim) && screen.z(gain) >= CLEAR ? gain : claim;
        }).toList());
    }

    private boolean open(Claim claim, Screen screen) {
        int at = yardstick.at(claim);
        return yardstick.axis(at).deterministic() ? screen.holds(claim) : yardstick.certifiable(claim);
    }

    @Override
    public void goOn() {
        Screen passed = screening();
        double level = Level.of(noise.keeps(), noise.races());
        race = new Race(racing(passed), plan.race(), yardstick, passed, level);
    }

    private void paired(Race race, Reference seen, double[] placed) {
        Arm arm = open ? order.second(race.pairs() + 1) : order.first(race.pairs() + 1);
        switch (arm) {
            case INCUMBENT -> incumbent.add(seen);
            case CANDIDATE -> candidate.add(seen);
        }
        if (!open) {
            opened = placed;
            open = true;
            return;
        }
        open = false;
        switch (arm) {
            case INCUMBENT -> race.add(placed, opened);
            case CANDIDATE -> race.add(opened, placed);
        }
        race.won().ifPresentOrElse(way -> decision = decide(Status.KEEP, reasons().shown(race, way)), () -> {
            if (race.lost()) {
                decision = decide(Status.DISCARD, reasons().givenUp(race));
            } else if (race.over()) {
                decision = decide(Status.INCONCLUSIVE, reasons().undecided(race, "in all"));
            }
        });
    }

    private Reasons reasons() {
        return new Reasons(yardstick, plan.ways());
    }

    @Override
    public Decision unfinished() {
        Race begun = race;
        String reason = begun != null && begun.pairs() > 0
                ? reasons().undecided(begun, "no further run is allowed after")
                : "no run is left to decide with";
        return decide(Status.INCONCLUSIVE, reason);
    }

    private Decision decide(Status status, String reason) {
        boolean kept = status == Status.KEEP;
        Race begun = race;
        int pairs = begun == null ? 0 : begun.pairs();
        Map<String, List<Double>> deviations = begun == null ? Map.of() : begun.deviations();
        return new Decision(status, reason, kept && plan.mode().verifies(), gain(), yardstick.spread(),
                begun == null ? 0 : 1 / begun.needed(), pairs, shown(),
                change(kept ? candidate.all() : incumbent.fresh(last), deviations, kept));
    }

    /// A race for nothing but "equal but simpler" is not counted: its levels are about gains.
    private NoiseChange change(List<Reference> reference, Map<String, List<Double>> deviations, boolean kept) {
        boolean counted = race != null
                && racing(screening()).stream().anyMatch(way -> way.claims().stream().anyMatch(Claim::better));
        long raced = race == null ? 0 : 2L * race.pairs() + (open ? 1 : 0);
        return new NoiseChange(reference, deviations, counted ? 1 : 0, counted && kept ? 1 : 0, raced);
    }

    private Map<String, Double> gain() {
        double[] gains = new double[yardstick.count()];
        for (int i = 0; i < gains.length; i++) {
            if (race != null && race.pairs() > 0) {
                gains[i] = race.gain(i);
            } else if (screen != null && screen.looked()) {
                gains[i] = screen.gain(i);
            } else {
                return new HashMap<>();
            }
        }
        return yardstick.byMetric(gains);
    }

    private List<Decision.Shown> shown() {
        var shown = new ArrayList<Decision.Shown>();
        for (Way planned : plan.ways()) {
            Way way = screen != null && screen.looked() ? sharpened(planned, screening()) : planned;
            for (Claim claim : way.claims()) {
                shown.add(shown(way, claim));
            }
        }
        return shown;
    }

    private Decision.Shown shown(Way way, Claim claim) {
        boolean looked = screen != null && screen.looked();
        double z = looked ? screening().z(claim) : 0;
        boolean direct = yardstick.axis(yardstick.at(claim)).deterministic();
        Race begun = race;
        if (begun != null && begun.pairs() > 0 && begun.races(way)) {
            return new Decision.Shown(way.name(), claim, direct ? 0 : z, begun.sum(claim), begun.evidence(claim));
        }
        double evidence = direct && looked && screening().holds(claim) ? 1 : 0;
        return new Decision.Shown(way.name(), claim, direct ? 0 : z, 0, evidence);
    }

    @Override
    public NoiseChange brokenOff() {
        return change(incumbent.fresh(last), Map.of(), false);
    }
}
