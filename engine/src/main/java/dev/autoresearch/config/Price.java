package dev.autoresearch.config;

/// What a language model costs, in US dollars per million tokens.
///
/// @param input  fresh tokens in
/// @param cached tokens in that the service had cached
/// @param output tokens out, reasoning included
public record Price(double input, double cached, double output) {}
