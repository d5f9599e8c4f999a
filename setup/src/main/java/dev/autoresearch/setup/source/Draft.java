package dev.autoresearch.setup.source;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A configuration that settings are put into one by one; the deciding metric, which sources name in pieces, is put
/// together last. Not thread-safe.
final class Draft {
    final ConfigurationBuilder builder = Configuration.builder();
    String metric = "";
    @Nullable
    Direction direction;
    boolean inferred;
    String unit = "";
    Extractor extractor = new Extractor.MetricLines(Take.ONLY);
    Budget budget = Budget.NONE;
    final List<Metric> others = new ArrayList<>();

    void budget(UnaryOperator<Budget> change) {
        budget = change.apply(budget);
    }

    Configuration configuration() {
        if (direction == null) {
            throw new IllegalStateException("a direction is settled before this");
        }
        builder.metric(new Metric(metric, direction, inferred, unit, extractor));
        others.forEach(builder::metric);
        return builder.budget(budget).build();
    }
}
