package dev.autoresearch.config;

import java.util.List;
import java.util.OptionalDouble;

/// What a result must hold besides being better.
///
/// @param constraints what metrics must hold, for example `p99_ms < 200`
/// @param target      the session ends when the deciding metric of the incumbent reaches this
/// @param holdout     a second measurement that decides nothing
public record Demands(List<Constraint> constraints, OptionalDouble target, Holdout holdout) {

    /// None.
    public static final Demands NONE = new Demands(List.of(), OptionalDouble.empty(), Holdout.NONE);

    /// Copies the list.
    public Demands {
        constraints = List.copyOf(constraints);
    }

    /// The same with other constraints.
    public Demands with(List<Constraint> others) {
        return new Demands(others, target, holdout);
    }

    /// The same with another target, or none.
    public Demands with(OptionalDouble value) {
        return new Demands(constraints, value, holdout);
    }

    /// The same with another holdout.
    public Demands with(Holdout other) {
        return new Demands(constraints, target, other);
    }
}
