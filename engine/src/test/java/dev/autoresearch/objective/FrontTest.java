package dev.autoresearch.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.journal.MetricLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontTest {
    private static final List<MetricLabel> METRICS = List.of(metric("ms", Direction.LOWER),
            metric("accuracy", Direction.HIGHER));

    private static MetricLabel metric(String name, Direction direction) {
        return new MetricLabel(name, direction, "");
    }

    private static Front.Point point(int number, double ms, double accuracy) {
        return new Front.Point(number, Map.of("ms", ms, "accuracy", accuracy, "other", 1.0));
    }

    private static List<Integer> numbers(Front front) {
        return front.points().stream().map(Front.Point::experiment).toList();
    }

    @Test
    void whatIsWorseOnNothingAndBetterOnSomethingTakesThePlaceOfTheOther() {
        Front front = Front.of(METRICS).with(point(0, 10, 0.5)).with(point(1, 12, 0.6)).with(point(2, 13, 0.55));
        assertThat(numbers(front)).containsExactly(0, 1);
        assertThat(numbers(front.with(point(3, 10, 0.6)))).containsExactly(3);
        assertThat(numbers(front.with(point(4, 8, 0.1)))).containsExactly(0, 1, 4);
        assertThat(numbers(front.with(point(5, 10, 0.5)))).as("of equal ones the first").containsExactly(0, 1);
    }

    @Test
    void whatLacksAMetricChangesNothing() {
        Front front = Front.of(METRICS).with(point(0, 10, 0.5));
        assertThat(front.with(new Front.Point(1, Map.of("ms", 1.0)))).isEqualTo(front);
    }

    @Test
    void theFrontStaysBoundedAndKeepsItsEnds() {
        Front front = Front.of(METRICS);
        for (int i = 0; i <= 1_000; i++) {
            int at = i * 389 % 1_001;
            front = front.with(point(at, at, at));
        }
        assertThat(front.points()).hasSize(Front.MOST);
        assertThat(numbers(front)).contains(0, 1_000);
    }

    @Test
    void noPointOfTheFrontIsCoveredByAnyExperiment() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var all = new ArrayList<Front.Point>();
            Front front = Front.of(METRICS);
            for (int i = 0; i < 60; i++) {
                all.add(point(i, random.nextInt(12), random.nextInt(12)));
                front = front.with(all.getLast());
            }
            List<Integer> expected = all.stream().filter(one -> all.stream().noneMatch(other -> covered(one, other)))
                    .map(Front.Point::experiment).toList();
            assertThat(numbers(front)).as("seed %d", seed).containsExactlyElementsOf(expected);
        }
    }

    private static boolean covered(Front.Point one, Front.Point other) {
        double faster = value(one, "ms") - value(other, "ms");
        double surer = value(other, "accuracy") - value(one, "accuracy");
        boolean same = faster == 0 && surer == 0;
        return same ? other.experiment() < one.experiment() : faster >= 0 && surer >= 0;
    }

    private static double value(Front.Point point, String metric) {
        return point.values().getOrDefault(metric, Double.NaN);
    }
}
