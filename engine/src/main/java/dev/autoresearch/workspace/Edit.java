package dev.autoresearch.workspace;

import java.util.List;

/// What a proposer did at the desk, held against the scope.
public sealed interface Edit {

    /// Nothing is different.
    record None() implements Edit {}

    /// Every difference is allowed.
    ///
    /// @param paths changed paths, relative to the project folder
    record Allowed(List<String> paths) implements Edit {

        /// Copies the list.
        public Allowed {
            paths = List.copyOf(paths);
        }
    }

    /// At least one difference is not allowed.
    ///
    /// @param breaches one phrase a path, for example `bench/run.sh: outside scope.modify`
    record Outside(List<String> breaches) implements Edit {

        /// Copies the list.
        public Outside {
            breaches = List.copyOf(breaches);
        }
    }
}
