package dev.autoresearch.journal;

import dev.autoresearch.config.Direction;

/// What a reader of the journal must know of a metric.
public record MetricLabel(String name, Direction direction, String unit) {}
