package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.Exit;

/// What a finding is about.
public enum Topic {
    /// Java, the shell, how processes are held.
    MACHINE,
    /// The configuration as a whole.
    SETTINGS,
    /// What a candidate may change.
    SCOPE,
    /// The repository and the checkout.
    REPOSITORY,
    /// Programs that commands name.
    TOOLS,
    /// Files and folders that commands name.
    DATA,
    /// Folders that must be writable, and room on the disk.
    PLACES,
    /// Graphics cards, processors, memory.
    HARDWARE,
    /// The files that measure, as git has them.
    HARNESS,
    /// Whether a failure is noticed.
    EXIT_CODES,
    /// Where randomness begins.
    SEEDS,
    /// Results and binaries that are older than the run.
    OUTPUTS,
    /// Whether a candidate could change what measures it.
    EVALUATOR,
    /// Keys and passwords.
    SECRETS,
    /// What a run does to the world outside.
    EFFECTS,
    /// How long one answer takes and how far answers differ.
    FEEDBACK,
    /// Where autonomous change is a bad idea.
    SAFETY,
    /// Who proposes.
    PROPOSER;

    /// The exit code of a run that is refused for a problem of this kind.
    public Exit exit() {
        return switch (this) {
            case MACHINE, TOOLS, DATA, HARDWARE -> Exit.SETUP;
            case PLACES -> Exit.STORAGE;
            case REPOSITORY -> Exit.REPOSITORY;
            case SETTINGS, SCOPE, HARNESS, EXIT_CODES, SEEDS, OUTPUTS, EVALUATOR, SECRETS, EFFECTS, FEEDBACK, SAFETY, PROPOSER ->
                Exit.CONFIGURATION;
        };
    }
}
