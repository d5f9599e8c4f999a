package dev.autoresearch.journal;

/// Something to try later, noted by a proposer.
///
/// @param id         names it for ever in this session, from 1
/// @param text       one line
/// @param experiment the experiment that it was noted in; 0 when it was brought from elsewhere
public record Idea(int id, String text, int experiment) {}
