package dev.autoresearch.proposers.search.optimize;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Chooses the next point to try. A function of its arguments alone: the same history and seed give the same point, so
/// that a session that is taken up again goes the same way. Implementations are immutable and thread-safe.
@FunctionalInterface
public interface Optimizer {

    /// The next point.
    ///
    /// @param incumbent the point that stands; it may lie outside the ranges
    /// @param tried     whether a point was tried before; such a point is never returned
    /// @param seed      for this one decision
    /// @return empty when every point has been tried
    Optional<Point> ask(Space space, History history, Point incumbent, Predicate<Point> tried, long seed);

    /// What is known; of bounded size.
    ///
    /// @param observations oldest first: all of a short history, the best and the latest of a long one
    /// @param finished     how many trials there were in all
    /// @param stagnation   how many trials there were since the best score was seen
    record History(List<Observation> observations, long finished, long stagnation) {

        /// Copies the list.
        public History {
            observations = List.copyOf(observations);
        }
    }

    /// One trial.
    ///
    /// @param feasible whether it gave a number
    /// @param score    what it gave, smaller is better; without meaning when it is not feasible
    record Observation(Point point, boolean feasible, double score) {}
}
