package dev.autoresearch.decision;

/// The two sides of a comparison.
public enum Arm {
    /// What is to be beaten: the incumbent, or the session's start in a final comparison.
    INCUMBENT,
    /// What is tried.
    CANDIDATE
}
