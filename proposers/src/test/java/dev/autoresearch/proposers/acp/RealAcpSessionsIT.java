package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Confinement;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.proposers.RealSession;
import dev.autoresearch.proposers.scripted.RequestLog;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every program that speaks the protocol itself proposes for a whole session.
@Tag("agents")
class RealAcpSessionsIT {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource
    void threeExperimentsAreProposedMeasuredAndKept(RealAcpAgent agent) throws IOException, InterruptedException {
        Path home = Files.createDirectory(temporary.toRealPath().resolve("home"));
        Path project = Files.createDirectory(temporary.toRealPath().resolve("project"));
        try (ScriptedModel server = ScriptedModel.with(Script.resource("bump"))) {
            var environment = agent.settled(home, server);
            var choice = new ProposerChoice("acp", agent.command, Duration.ofMinutes(3), new AgentSettings("",
                    AgentSettings.DEFAULT_TURNS, List.of(), List.copyOf(environment.keySet()), Confinement.AUTO,
                    agent.mode, true), LlmSettings.NONE, ProposerChoice.DEFAULT_BRIEF);
            RealSession.of(project, choice, environment);
            assertThat(server.log().entries()).allMatch(entry -> entry.key() != RequestLog.Key.OTHER);
        }
    }
}
