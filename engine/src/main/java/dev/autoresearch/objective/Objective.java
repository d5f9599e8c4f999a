package dev.autoresearch.objective;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// stub.
public final class Objective {
    private final Configuration configuration;

    public Objective(Configuration configuration, Map<String, Double> baseline) {
        this.configuration = configuration;
    }

    public List<Axis> axes() {
        return List.of(new Axis(configuration.primary().name(), configuration.primary().direction(), Scale.LOG, false));
    }

    public List<String> names() {
        return List.of(configuration.primary().name());
    }

    public Map<String, Double> values(Map<String, Double> metrics) {
        return metrics;
    }

    public Optional<String> broken(Map<String, Double> metrics) {
        return Optional.empty();
    }

    public Optional<String> sortedOut(dev.autoresearch.config.Proxy proxy, Map<String, Double> seen,
            Map<String, Double> standing) {
        return Optional.empty();
    }

    public Duration cutoff(double worst) {
        return Duration.ZERO;
    }

    public Axis holdoutAxis() {
        return axes().getFirst();
    }

    public Objective ofHoldout() {
        return this;
    }

    public List<Way> ways(DiffStat diff, Map<String, Double> standing) {
        return List.of(new Way("better " + configuration.primary().name(),
                List.of(new Claim(configuration.primary().name(), 0))));
    }
}
