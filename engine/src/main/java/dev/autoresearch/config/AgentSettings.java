package dev.autoresearch.config;

import java.util.List;

/// How a coding agent is called.
///
/// @param model           as the agent knows it; empty for the agent's own choice
/// @param turns           model responses in one proposal, where the agent can be limited so; at least 1
/// @param arguments       added to its command line
/// @param passEnvironment names of environment variables that it gets although they look like secrets
/// @param confine         whether it runs in a sandbox of ours
/// @param mode            the session mode that an ACP agent is set to; empty for its own
/// @param allowCommands   whether an ACP agent that asks may run commands without a sandbox of ours around it
public record AgentSettings(String model, int turns, List<String> arguments, List<String> passEnvironment,
        Confinement confine, String mode, boolean allowCommands) {

    /// The limit on turns when none is given.
    public static final int DEFAULT_TURNS = 40;

    /// Nothing given.
    public static final AgentSettings USUAL = new AgentSettings("", DEFAULT_TURNS, List.of(), List.of(),
            Confinement.AUTO, "", false);

    /// Copies the lists.
    public AgentSettings {
        arguments = List.copyOf(arguments);
        passEnvironment = List.copyOf(passEnvironment);
    }
}
