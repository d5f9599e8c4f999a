package dev.autoresearch.objective;

/// Carries out the pipeline of a `shell` extractor over a finished run.
@FunctionalInterface
public interface ShellEvaluator {

    /// Runs the pipeline in the run's folder, where `run.log` names its log.
    Answer evaluate(String pipeline, RunOutput output);

    /// What a pipeline gave.
    sealed interface Answer {

        /// What it printed on standard output, capped.
        record Printed(String text) implements Answer {}

        /// It failed.
        ///
        /// @param why a phrase, for example `exit code 2`
        record Failed(String why) implements Answer {}
    }
}
