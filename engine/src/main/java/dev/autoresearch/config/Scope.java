package dev.autoresearch.config;

/// What a candidate may change, is given to read, must leave bit-identical, and must not be shown.
/// All paths are relative to the project folder, with `/`.
///
/// @param modify  globs of what a candidate may change, nothing else may
/// @param read    globs of what the proposer is given as context
/// @param protect globs of what must stay identical bit for bit, also outside git
/// @param hidden  globs of what is never shown to the proposer
public record Scope(Globs modify, Globs read, Globs protect, Globs hidden) {}
