package dev.autoresearch.proposers.acp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// How an agent is called.
///
/// @param command     for the shell
/// @param desk        the folder that the agent works in
/// @param environment everything that it gets
/// @param log         gets its standard error
/// @param transcript  gets everything that is said
/// @param mode        the session mode to set; empty for the agent's own
/// @param model       the model to set; empty for the agent's own
/// @param policy      what it may read and write through us
/// @param commands    whether it may run commands when it asks: a sandbox holds them, or the user allows it
/// @param version     ours, told to the agent
/// @param grace       for an agent to heed a request, before its program is ended
public record AcpSetup(String command, Path desk, Map<String, String> environment, Path log, Path transcript,
        String mode, String model, FilePolicy policy, boolean commands, String version, Duration grace) {

    /// An agent that is asked to end a turn took at most 0.2 s in trials.
    public static final Duration GRACE = Duration.ofSeconds(5);

    /// Copies the environment.
    public AcpSetup {
        environment = Map.copyOf(environment);
    }
}
