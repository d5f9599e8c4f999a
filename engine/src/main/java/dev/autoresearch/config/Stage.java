package dev.autoresearch.config;

/// One stage of a pipeline: what it keeps is frozen for the next one.
///
/// @param name          as the user called it; no two stages have the same
/// @param configuration everything that holds in this stage, without stages of its own. Its budget caps the stage alone
/// @param plateau       so many experiments in a row without a keep end the stage; [Checks#OFF] for never
public record Stage(String name, Configuration configuration, long plateau) {}
