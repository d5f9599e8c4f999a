package dev.autoresearch.objective;

import dev.autoresearch.config.JudgeSettings;
import java.nio.file.Path;

/// Judges what runs made, by the rubrics of `llm-judge` extractors. What it costs is told with each judgement and counted
/// by who asked.
@FunctionalInterface
public interface Jury {

    /// There is none.
    Jury NONE = (_, _, _) -> Judgement.withheld("no judge is available");

    /// Judges one run.
    ///
    /// @param folder the project's folder with what the run made; rubric and judged files are relative to it
    /// @param output the run's output, whose middle may have been cut
    Judgement judge(JudgeSettings settings, Path folder, Path output);
}
