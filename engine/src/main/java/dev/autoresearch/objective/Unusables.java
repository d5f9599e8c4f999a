package dev.autoresearch.objective;

import dev.autoresearch.config.Metric;

/// The one form of every sentence that says why a metric has no number: it begins with the metric's name.
final class Unusables {
    private Unusables() {}

    static Reading.Unusable of(Metric metric, String why) {
        return new Reading.Unusable("metric " + metric.name() + " " + why);
    }
}
