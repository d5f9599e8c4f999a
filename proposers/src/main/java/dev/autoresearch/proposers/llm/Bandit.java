package dev.autoresearch.proposers.llm;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.journal.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.GammaDistribution;

/// Chooses which of several models is asked: at first as often as the user weighs them, more and more the one that earns
/// the most keeps for its cost.
///
/// Keeps come at a rate per cost; what is believed of each rate is a gamma distribution, one number is drawn of each, and
/// the highest is asked (Thompson sampling). Costs are counted in experiments of average cost, so that no currency matters.
/// It depends on nothing but the weights, what it was told in which order, and the seed. For one thread.
final class Bandit {

    // What is believed before anything is known: one experiment in five is kept, as sure as after two experiments.
    private static final double PRIOR_RATE = 0.2;
    private static final double PRIOR_COST = 2;

    // A model that costs nothing still costs the time of its experiments.
    private static final double LEAST_COST = 0.1;

    private final List<Arm> arms;
    private final boolean money;
    private int learnt;
    private double spent;

    private static final class Arm {
        final double weight;
        int experiments;
        int keeps;
        double cost;

        Arm(double weight) {
            this.weight = weight;
        }
    }

    /// @param money whether costs are in dollars; in tokens where the price of a model is not known
    Bandit(List<ModelChoice> models, boolean money) {
        double sum = models.stream().mapToDouble(ModelChoice::weight).sum();
        this.arms = new ArrayList<>(models.stream().map(model -> new Arm(model.weight() / sum)).toList());
        this.money = money;
    }

    /// Learns what an experiment of a model came to.
    void learn(int model, boolean kept, Spending spending) {
        Arm arm = arms.get(model);
        double cost = money ? spending.dollars() : spending.tokens();
        arm.experiments++;
        arm.keeps += kept ? 1 : 0;
        arm.cost += cost;
        learnt++;
        spent += cost;
    }

    /// The model to ask.
    int choose(long seed) {
        if (arms.size() == 1) {
            return 0;
        }
        var random = new SplittableRandom(seed);
        double trust = learnt / (learnt + 2.0 * arms.size());
        return random.nextDouble() < trust ? earner(random) : weighed(random);
    }

    private int weighed(SplittableRandom random) {
        double at = random.nextDouble();
        for (int i = 0; i < arms.size(); i++) {
            at -= arms.get(i).weight;
            if (at < 0) {
                return i;
            }
        }
        return arms.size() - 1;
    }

    private int earner(SplittableRandom random) {
        double average = spent > 0 ? spent / learnt : 1;
        int best = 0;
        double highest = -1;
        for (int i = 0; i < arms.size(); i++) {
            Arm arm = arms.get(i);
            double cost = Math.max(arm.cost / average, LEAST_COST * arm.experiments);
            double believed = PRIOR_RATE * arm.weight * arms.size() * PRIOR_COST;
            double rate = GammaDistribution.of(believed + arm.keeps, 1 / (PRIOR_COST + cost))
                    .inverseCumulativeProbability(random.nextDouble());
            if (rate > highest) {
                highest = rate;
                best = i;
            }
        }
        return best;
    }
}
