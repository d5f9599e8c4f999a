package dev.autoresearch.objective;

import dev.autoresearch.config.Direction;
import dev.autoresearch.journal.MetricLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The experiments of which no other was at least as good on every metric and better on one: what can be traded for what.
/// For showing; of bounded size. Immutable.
///
/// @param metrics what is compared
/// @param points  in the order in which they came
public record Front(List<MetricLabel> metrics, List<Point> points) {
    /// The most points that are kept; beyond it the one goes whose neighbours are nearest.
    public static final int MOST = 100;

    /// Copies the lists.
    public Front {
        metrics = List.copyOf(metrics);
        points = List.copyOf(points);
    }

    /// One measured experiment.
    ///
    /// @param experiment its number
    /// @param values     its metrics
    public record Point(int experiment, Map<String, Double> values) {

        /// Copies the map.
        public Point {
            values = Map.copyOf(values);
        }

        private double value(String metric) {
            return values.getOrDefault(metric, Double.NaN);
        }
    }

    /// A front without points.
    public static Front of(List<MetricLabel> metrics) {
        return new Front(metrics, List.of());
    }

    /// The front after one more experiment. One that lacks a metric changes nothing; of equal ones the first stays.
    public Front with(Point point) {
        boolean whole = metrics.stream().allMatch(metric -> Double.isFinite(point.value(metric.name())));
        if (!whole || points.stream().anyMatch(other -> covers(other, point))) {
            return this;
        }
        var front = new ArrayList<Point>();
        points.stream().filter(other -> !covers(point, other)).forEach(front::add);
        front.add(point);
        if (front.size() > MOST) {
            front.remove(crowded(front));
        }
        return new Front(metrics, front);
    }

    /// Whether `one` is at least as good as `other` on every metric.
    private boolean covers(Point one, Point other) {
        return metrics.stream().noneMatch(metric -> worse(metric, one, other));
    }

    private static boolean worse(MetricLabel metric, Point one, Point other) {
        Direction direction = metric.direction();
        return direction.better(other.value(metric.name()), one.value(metric.name()));
    }

    /// The place of the point whose neighbours are nearest on all metrics together, each measured by its whole range. Ends
    /// of a range have no neighbour on one side and stay.
    private int crowded(List<Point> front) {
        double[] room = new double[front.size()];
        for (MetricLabel metric : metrics) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < front.size(); i++) {
                order.add(i);
            }
            order.sort(Comparator.comparingDouble(at -> front.get(at).value(metric.name())));
            double least = front.get(order.getFirst()).value(metric.name());
            double range = front.get(order.getLast()).value(metric.name()) - least;
            room[order.getFirst()] = Double.POSITIVE_INFINITY;
            room[order.getLast()] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < order.size() - 1 && range > 0; i++) {
                double between = front.get(order.get(i + 1)).value(metric.name())
                        - front.get(order.get(i - 1)).value(metric.name());
                room[order.get(i)] += between / range;
            }
        }
        int crowded = 0;
        for (int i = 1; i < room.length; i++) {
            if (room[i] < room[crowded]) {
                crowded = i;
            }
        }
        return crowded;
    }
}
