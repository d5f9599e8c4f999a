package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Confinement;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposers.Proposers;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.autoresearch.session.Autoresearch;
import dev.autoresearch.session.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole sessions with the real programs, from the compiled brief to the kept commit.
@Tag("agents")
@Timeout(300)
class SessionRealAgentsIT {
    @TempDir
    Path temporary;

    @TempDir(factory = RealAgentsIT.Private.class)
    Path home;

    static Stream<RealAgent> agents() {
        return RealAgent.all();
    }

    @ParameterizedTest
    @MethodSource("agents")
    void threeExperimentsAreProposedMeasuredAndKept(RealAgent agent) throws IOException {
        Path folder = RealProject.in(temporary.toRealPath().resolve("project")).folder();
        var settings = new AgentSettings(agent.model(), 20, agent.arguments(), List.of(), Confinement.AUTO, "", false);
        Configuration configuration = Configuration.builder().goal("Raise the number in target.txt")
                .modify("target.txt").protect(Globs.of("score.py")).metric("score", Direction.HIGHER).repeats(1)
                .experiments(3).proposer(new ProposerChoice(agent.name(), "", Duration.ofMinutes(2), settings,
                        LlmSettings.NONE, ProposerChoice.DEFAULT_BRIEF))
                .build();
        try (ScriptedModel server = ScriptedModel.with(Script.resource("bump"))) {
            Outcome outcome = Autoresearch.in(folder).configuration(configuration)
                    .environment(agent.settled(home, server))
                    .proposer(workshop -> Proposers.create(workshop, configuration.proposer()).proposer())
                    .run(candidate -> Map.of("score", value(candidate))).start();

            assertThat(outcome.reason()).isEqualTo(EndReason.EXPERIMENTS);
            assertThat(outcome.state().count(Status.KEEP)).as("kept, the baseline aside").isEqualTo(3);
            Experiment best = Objects.requireNonNull(outcome.state().incumbent());
            assertThat(best.metrics()).containsEntry("score", 41.0 + 1 + 2 + 3);
            assertThat(best.description()).startsWith("Raised the number by 3");
            assertThat(best.proposer()).isEqualTo(agent.name());
            var usage = server.log().usage(entry -> true);
            assertThat(outcome.state().spending().tokens()).isEqualTo(usage.input() + usage.output());
            assertThat(Files.readString(folder.resolve("target.txt"))).as("the user's checkout")
                    .isEqualTo("value = 41\n");
        }
        assertThat(RealProject.living(home)).isEmpty();
    }

    private static double value(Path folder) throws IOException {
        return Double.parseDouble(Files.readString(folder.resolve("target.txt")).replace("value = ", "").strip());
    }
}
