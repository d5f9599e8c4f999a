package dev.autoresearch.proposers.search;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposers.search.knob.KnobFinder;
import dev.autoresearch.proposers.search.knob.KnobSet;
import dev.autoresearch.proposers.search.knob.Tunable;
import dev.autoresearch.proposers.search.optimize.Dimension;
import dev.autoresearch.proposers.search.optimize.Optimizer;
import dev.autoresearch.proposers.search.optimize.Point;
import dev.autoresearch.proposers.search.optimize.PortfolioOptimizer;
import dev.autoresearch.proposers.text.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The proposer that needs no model: it turns the knobs in the files of the scope. What it proposes is a function of the
/// brief's seed, the files at the desk and the experiments it was told; each proposal carries the knobs' values in its
/// detail, so that a session that is taken up again goes the same way.
public final class SearchProposer implements Proposer {
    private static final int NAMED = 3;
    private static final int HYPOTHESIS = 200;

    private final KnobFinder finder;
    private final Optimizer optimizer;
    private final TrialMemory memory;

    /// A search with the default optimiser.
    public SearchProposer(Configuration configuration) {
        this(configuration, new PortfolioOptimizer());
    }

    /// A search with another optimiser.
    public SearchProposer(Configuration configuration, Optimizer optimizer) {
        this.finder = new KnobFinder(configuration);
        this.optimizer = optimizer;
        this.memory = new TrialMemory(configuration);
    }

    @Override
    public String name() {
        return "search";
    }

    /// Proposes the next values.
    ///
    /// @throws Refusal if the files have no knob, or a declaration of one is wrong
    @Override
    public Proposal propose(Brief brief, Path desk, Stop stop) {
        if (brief.attempt() > 1) {
            return new Proposal.NoChange("search has no remedy for a crash; it keeps away from these values",
                    Spending.NONE);
        }
        KnobSet knobs = finder.find(desk, memory.origins());
        Point incumbent = knobs.current();
        Optional<Point> next = optimizer.ask(knobs.space(), memory.history(knobs), incumbent,
                point -> point.equals(incumbent) || memory.tried(knobs, point), brief.seed());
        if (next.isEmpty()) {
            return new Proposal.Exhausted(exhausted(knobs));
        }
        Point point = next.get();
        try {
            knobs.write(desk, point);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, "The new values could not be written at " + desk + ": " + e,
                    "Make room or mend the rights of that folder, then resume the session.");
        }
        var origins = new TreeMap<String, String>();
        for (Tunable tunable : knobs.tunables()) {
            if (!memory.origins().containsKey(tunable.id())) {
                origins.put(tunable.id(), tunable.origin());
            }
        }
        var detail = new Detail(knobs.differences(point), origins);
        return new Proposal.Edited(hypothesis(knobs, point), Spending.NONE, detail.json());
    }

    @Override
    public void learn(Experiment experiment) {
        memory.learn(experiment);
    }

    private static String exhausted(KnobSet knobs) {
        long size = knobs.space().size();
        String count = size == Dimension.ENDLESS ? "every value" : "all " + size + " combinations";
        int knobCount = knobs.tunables().size();
        return count + " of the " + knobCount + (knobCount == 1 ? " knob" : " knobs")
                + " that search could find have been tried";
    }

    private static String hypothesis(KnobSet knobs, Point point) {
        List<String> texts = knobs.texts(point);
        var names = new HashMap<String, Integer>();
        var keys = new HashMap<String, Integer>();
        knobs.tunables().forEach(tunable -> {
            names.merge(tunable.shortName(), 1, Integer::sum);
            keys.merge(tunable.key(), 1, Integer::sum);
        });
        var changes = new ArrayList<String>();
        for (int i = 0; i < texts.size(); i++) {
            Tunable tunable = knobs.tunables().get(i);
            if (!texts.get(i).equals(tunable.text())) {
                changes.add(OneLine.of(name(tunable, names, keys), 60) + " " + OneLine.of(tunable.text(), 24) + " -> "
                        + OneLine.of(texts.get(i), 24));
            }
        }
        String named = String.join(", ", changes.subList(0, Math.min(NAMED, changes.size())));
        return OneLine.of(changes.size() > NAMED ? named + " and " + (changes.size() - NAMED) + " more" : named,
                HYPOTHESIS);
    }

    private static String name(Tunable tunable, Map<String, Integer> names, Map<String, Integer> keys) {
        if (names.getOrDefault(tunable.shortName(), 0) == 1) {
            return tunable.shortName();
        }
        return keys.getOrDefault(tunable.key(), 0) == 1 ? tunable.key() : tunable.id();
    }
}
