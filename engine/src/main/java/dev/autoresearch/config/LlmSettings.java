package dev.autoresearch.config;

import java.util.List;

/// How language models are asked for changes.
///
/// @param models   at least one; which of several is asked is learnt from what they earned
/// @param turns    responses in one proposal; at least 1
/// @param commands command lines that a model may run to look around; none of them should change anything
public record LlmSettings(List<ModelChoice> models, int turns, List<String> commands) {

    /// The limit on turns when none is given.
    public static final int DEFAULT_TURNS = 30;

    /// No model.
    public static final LlmSettings NONE = new LlmSettings(List.of(), DEFAULT_TURNS, List.of());

    /// Copies the lists.
    public LlmSettings {
        models = List.copyOf(models);
        commands = List.copyOf(commands);
    }
}
