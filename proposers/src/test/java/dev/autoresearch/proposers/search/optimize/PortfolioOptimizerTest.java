package dev.autoresearch.proposers.search.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.proposers.search.optimize.Optimizer.History;
import dev.autoresearch.proposers.search.optimize.Optimizer.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class PortfolioOptimizerTest {
    private static final int EVALUATIONS = 50;
    private static final int SEEDS = 12;

    /// A function to minimise, with its lowest value 0; infinite means a crash.
    private record Problem(String name, Space space, Point start, ToDoubleFunction<Point> loss) {}

    private static final List<Problem> PROBLEMS = List.of(bowl(), pools(), interacting(), crashing());

    @Test
    void findsMuchBetterPointsThanRandomSearchOnMixedProblems() {
        for (Problem problem : PROBLEMS) {
            double ours = medianRegret(problem, new PortfolioOptimizer());
            double random = medianRegret(problem,
                    (space, _, _, _, seed) -> Optional.of(space.random(new SplittableRandom(seed))));
            assertThat(ours).as("median regret on %s, random search has %s", problem.name(), random)
                    .isLessThan(0.5 * random);
        }
    }

    @Test
    void sameHistoryAndSeedGiveTheSamePoint() {
        Problem problem = bowl();
        assertThat(trajectory(problem, new PortfolioOptimizer(), 7, 30))
                .isEqualTo(trajectory(problem, new PortfolioOptimizer(), 7, 30));
    }

    @Test
    void proposesEveryPointOfAFiniteSpaceOnceAndThenNothing() {
        var space = new Space(List.of(new Dimension.Numbers(1, 7, true, true), new Dimension.Choices(3),
                new Dimension.Choices(2), new Dimension.Choices(1)));
        Set<Point> tried = new HashSet<>();
        var observations = new ArrayList<Observation>();
        for (int i = 0; i < 42; i++) {
            Point point = new PortfolioOptimizer().ask(space, new History(observations, i, i), Point.of(1, 0, 0, 0),
                    tried::contains, i).orElseThrow();
            assertThat(tried.add(point)).isTrue();
            observations.add(new Observation(point, i % 5 > 0, point.value(0) + point.value(1)));
        }
        assertThat(new PortfolioOptimizer().ask(space, new History(observations, 42, 0), Point.of(1, 0, 0, 0),
                tried::contains, 99)).isEmpty();
    }

    @Test
    void everyProposedValueCanBeWrittenAndLiesInItsRange() {
        for (Problem problem : PROBLEMS) {
            for (Point point : trajectory(problem, new PortfolioOptimizer(), 3, 40)) {
                for (int i = 0; i < problem.space().count(); i++) {
                    Dimension dimension = problem.space().dimensions().get(i);
                    double value = point.value(i);
                    assertThat(dimension.unit(value)).isBetween(0.0, 1.0);
                    if (dimension instanceof Dimension.Numbers numbers) {
                        assertThat(value).isBetween(numbers.low(), numbers.high());
                        assertThat(!numbers.integer() || value == Math.rint(value)).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void climbsInSpacesTooLargeForAModel() {
        var dimensions = new ArrayList<Dimension>();
        for (int i = 0; i < 40; i++) {
            dimensions.add(new Dimension.Numbers(0, 1, false, false));
        }
        double[] start = new double[40];
        Arrays.fill(start, 0.5);
        var problem = new Problem("many", new Space(dimensions), Point.of(start), point -> {
            double sum = 0;
            for (int i = 0; i < 40; i++) {
                sum += Math.abs(point.value(i) - 0.8);
            }
            return sum;
        });
        assertThat(regret(problem, new PortfolioOptimizer(), 1, 200)).isLessThan(0.75 * 40 * 0.3);
    }

    private static double medianRegret(Problem problem, Optimizer optimizer) {
        double[] regrets = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            regrets[seed] = regret(problem, optimizer, seed, EVALUATIONS);
        }
        Arrays.sort(regrets);
        return (regrets[SEEDS / 2] + regrets[(SEEDS - 1) / 2]) / 2;
    }

    private static double regret(Problem problem, Optimizer optimizer, long seed, int evaluations) {
        return trajectory(problem, optimizer, seed, evaluations).stream().mapToDouble(problem.loss()).min()
                .orElseThrow();
    }

    private static List<Point> trajectory(Problem problem, Optimizer optimizer, long seed, int evaluations) {
        var random = new SplittableRandom(seed);
        var observations = new ArrayList<Observation>();
        var points = new ArrayList<Point>();
        Point incumbent = problem.start();
        double best = problem.loss().applyAsDouble(incumbent);
        observations.add(new Observation(incumbent, true, best));
        long stagnation = 0;
        for (int i = 0; i < evaluations; i++) {
            Point point = optimizer.ask(problem.space(), new History(observations, i, stagnation), incumbent,
                    points::contains, random.nextLong()).orElseThrow();
            double loss = problem.loss().applyAsDouble(point);
            points.add(point);
            observations.add(new Observation(point, Double.isFinite(loss), loss));
            stagnation++;
            if (loss < best) {
                best = loss;
                incumbent = point;
                stagnation = 0;
            }
        }
        return points;
    }

    private static Problem bowl() {
        var space = new Space(List.of(new Dimension.Numbers(1, 1024, true, true),
                new Dimension.Numbers(0, 1, false, false),
                new Dimension.Choices(4), new Dimension.Choices(2), new Dimension.Numbers(1e-5, 1e-1, false, true)));
        return new Problem("bowl", space, Point.of(4, 0.9, 0, 0, 0.05), point -> {
            double a = Math.log(point.value(0) / 90) / Math.log(2);
            double b = point.value(1) - 0.3;
            double e = Math.log10(point.value(4) / 1e-3);
            return 0.1 * a * a + 4 * b * b + (point.value(2) == 2 ? 0 : 0.6) + (point.value(3) == 1 ? 0 : 0.4)
                    + 0.3 * e * e;
        });
    }

    private static Problem pools() {
        var space = new Space(
                List.of(new Dimension.Numbers(1, 64, true, true), new Dimension.Numbers(1, 4096, true, true),
                        new Dimension.Numbers(10, 1000, true, true), new Dimension.Choices(3),
                        new Dimension.Numbers(0, 9, true, false),
                        new Dimension.Choices(2)));
        return new Problem("pools", space, Point.of(2, 64, 100, 0, 6, 0), point -> {
            double threads = Math.abs(Math.log(point.value(0) / 12));
            double buffer = Math.abs(Math.log(point.value(1) / 700)) / 2;
            double wait = Math.abs(Math.log(point.value(2) / 40)) / 2;
            double level = Math.abs(point.value(4) - (point.value(3) == 1 ? 3 : 7)) / 4;
            return threads + buffer + wait + level + (point.value(3) == 1 ? 0 : 0.5) + 0.3 * (1 - point.value(5));
        });
    }

    private static Problem interacting() {
        var space = new Space(
                List.of(new Dimension.Numbers(-5, 10, false, false), new Dimension.Numbers(0, 15, false, false),
                        new Dimension.Choices(3), new Dimension.Numbers(0.125, 8, false, true)));
        return new Problem("interacting", space, Point.of(9, 14, 2, 1), point -> {
            double x = point.value(0);
            double y = point.value(1);
            double branin = Math.pow(y - 5.1 * x * x / (4 * Math.PI * Math.PI) + 5 * x / Math.PI - 6, 2)
                    + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10 - 0.397887;
            return branin + 8 * Math.abs(point.value(2) - 1) + 10 * Math.pow(Math.log(point.value(3) / 3), 2);
        });
    }

    private static Problem crashing() {
        var space = new Space(
                List.of(new Dimension.Numbers(1, 256, true, true), new Dimension.Numbers(1, 256, true, true),
                        new Dimension.Numbers(0, 1, false, false), new Dimension.Choices(2)));
        return new Problem("crashing", space, Point.of(4, 4, 0.5, 0), point -> {
            double memory = point.value(0) * point.value(1);
            if (memory > 4096) {
                return Double.POSITIVE_INFINITY;
            }
            return Math.log(4096 / memory) + Math.abs(Math.log(point.value(0) / 100))
                    + 3 * Math.abs(point.value(2) - 0.15)
                    + (point.value(3) == 1 ? 0 : 1);
        });
    }
}
