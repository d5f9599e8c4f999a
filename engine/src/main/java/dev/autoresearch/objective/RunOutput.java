package dev.autoresearch.objective;

import dev.autoresearch.exec.Execution;
import java.nio.file.Path;

/// What a finished run left for the extractors.
///
/// @param log       its output
/// @param folder    the run's working folder, where files it wrote are looked for
/// @param result    the file named to it in `AUTORESEARCH_RESULT`, which may not exist
/// @param execution how it ended and what it used
public record RunOutput(Path log, Path folder, Path result, Execution execution) {}
