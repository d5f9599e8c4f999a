package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Confinement;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.proposers.RealSession;
import dev.autoresearch.proposers.scripted.RequestLog;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.autoresearch.session.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every program proposes for a whole session, as a user would have it: prompt, edit, measurement, keep, money.
@Tag("agents")
class RealAgentSessionsIT {
    @TempDir
    private Path temporary;

    @TempDir(factory = RealAgentsIT.Private.class)
    private Path home;

    static Stream<RealAgent> agents() {
        return RealAgent.all();
    }

    @ParameterizedTest
    @MethodSource("agents")
    void threeExperimentsAreProposedMeasuredKeptAndCounted(RealAgent agent) throws IOException, InterruptedException {
        Path project = Files.createDirectory(temporary.toRealPath().resolve("project"));
        try (ScriptedModel server = ScriptedModel.with(Script.resource("bump"))) {
            var choice = new ProposerChoice(agent.name(), "", Duration.ofMinutes(3), new AgentSettings(agent.model(),
                    AgentSettings.DEFAULT_TURNS, agent.arguments(), List.of(), Confinement.AUTO, "", false),
                    LlmSettings.NONE, ProposerChoice.DEFAULT_BRIEF);
            Outcome outcome = RealSession.of(project, choice, agent.settled(home, server));
            assertThat(outcome.state().spending().tokens()).isPositive();
            assertThat(server.log().entries()).allMatch(entry -> entry.key() != RequestLog.Key.OTHER);
        } finally {
            assertThat(RealProject.living(home)).as("processes of the program").isEmpty();
        }
    }
}
