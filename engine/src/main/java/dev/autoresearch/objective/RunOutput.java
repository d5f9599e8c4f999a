package dev.autoresearch.objective;

import dev.autoresearch.exec.Execution;
import java.nio.file.Path;
import java.time.Instant;

/// What a finished run left for the extractors.
///
/// @param log       its output
/// @param folder    the run's working folder, where files it wrote are looked for
/// @param result    the file named to it in `AUTORESEARCH_RESULT`, which may not exist
/// @param execution how it ended and what it used
/// @param started   when it began, by the clock that stamps files: the time of a file made just before. A file of the
///                  run must not be older
/// @param prepared  when the candidate's preparation began, by the same clock; `started` when there was none
public record RunOutput(Path log, Path folder, Path result, Execution execution, Instant started, Instant prepared) {}
