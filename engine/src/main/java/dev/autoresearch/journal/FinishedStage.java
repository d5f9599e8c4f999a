package dev.autoresearch.journal;

import org.jspecify.annotations.Nullable;

/// What a stage came to: what it kept is frozen.
///
/// @param leg         where it stood in the session
/// @param baseline    what it started with
/// @param incumbent   what it ended with
/// @param experiments how many it made, canaries not counted
/// @param claim       its final comparison, null when none was made
/// @param reason      why it ended
public record FinishedStage(Leg leg, Experiment baseline, Experiment incumbent, long experiments,
        @Nullable Confirmation claim, EndReason reason) {}
