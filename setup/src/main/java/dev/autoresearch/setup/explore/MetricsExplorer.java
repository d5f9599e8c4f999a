package dev.autoresearch.setup.explore;

import dev.autoresearch.setup.ProjectTree;
import java.util.List;

/// The explorer of metrics and benchmarks.
final class MetricsExplorer {
    private MetricsExplorer() {}

    static List<Observation> look(ProjectTree tree) {
        return List.of();
    }
}
