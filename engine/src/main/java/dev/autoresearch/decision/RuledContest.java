package dev.autoresearch.decision;

import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.NoiseChange;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.TrialPlan.GuardTime;
import org.jspecify.annotations.Nullable;

/// A rule with what every contest has besides: guards in their time, a limit of runs, lots.
final class RuledContest implements Contest {
    private final TrialPlan plan;
    private final Yardstick yardstick;
    private final Rule rule;
    private @Nullable Ask pending;
    private boolean guarded;
    private int made;
    private long lot;

    RuledContest(TrialPlan plan, Yardstick yardstick, Rule rule) {
        this.plan = plan;
        this.yardstick = yardstick;
        this.rule = rule;
        this.guarded = plan.guard() == GuardTime.NEVER;
    }

    @Override
    public Ask ask() {
        Ask ask = pending;
        if (ask == null) {
            ask = plan.guard() == GuardTime.FIRST && !guarded ? new Ask.Guard() : next();
            pending = ask;
        }
        return ask;
    }

    private Ask next() {
        while (true) {
            switch (rule.next()) {
                case Step.Improved() -> {
                    if (plan.guard() == GuardTime.IMPROVED && !guarded) {
                        return new Ask.Guard();
                    }
                    rule.goOn();
                }
                case Step.Run run -> {
                    int needed = run.part() == Step.Part.OPENS ? 2 : 1;
                    if (plan.allowed() - made < needed) {
                        return new Ask.Settled(rule.unfinished());
                    }
                    if (run.part() != Step.Part.CLOSES) {
                        lot = plan.runs() + made + 1;
                    }
                    return new Ask.Run(run.arm(), run.purpose(), lot, run.worst());
                }
                case Step.Done(Decision decision) -> {
                    return decision.status() == Status.KEEP && !guarded
                            ? new Ask.Guard()
                            : new Ask.Settled(decision);
                }
            }
        }
    }

    @Override
    public void tell(Sample sample) {
        if (!(ask() instanceof Ask.Run)) {
            throw new IllegalStateException("no run was asked for");
        }
        double[] placed = yardstick.place(sample.values());
        made++;
        pending = null;
        rule.told(sample, placed, plan.runs() + made);
    }

    @Override
    public void guardPassed() {
        if (!(ask() instanceof Ask.Guard)) {
            throw new IllegalStateException("no guard was asked for");
        }
        guarded = true;
        pending = null;
    }

    @Override
    public NoiseChange brokenOff() {
        return rule.brokenOff();
    }
}
