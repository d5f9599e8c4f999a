package dev.autoresearch.config;

/// What a candidate may change, is given to read, must leave bit-identical, and must not be shown.
/// All paths are relative to the project folder, with `/`.
public record Scope(Globs modify, Globs read, Globs protect, Globs hidden) {}
