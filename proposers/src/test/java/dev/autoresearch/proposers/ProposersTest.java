package dev.autoresearch.proposers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.session.Autoresearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProposersTest {

    @Test
    void makesTheProposerThatTheConfigurationNames() {
        assertThat(create("search", "").proposer().name()).isEqualTo("search");
        assertThat(create("search", "").note()).isEmpty();
        assertThat(create("command", "./propose.sh").proposer().name()).isEqualTo("command");
        assertThat(create("auto", "").proposer().name()).isEqualTo("search");
        assertThat(create("auto", "").note()).contains("search");
    }

    @Test
    void refusesWhatThisVersionDoesNotHave() {
        assertThatThrownBy(() -> create("prune", "")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.exit()).isEqualTo(Exit.CONFIGURATION);
            assertThat(refusal.getMessage()).isEqualTo("The proposer prune is not part of this version.");
        });
        assertThatThrownBy(() -> create("command", " ")).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesAProgramThatIsNotThereOrNotNamed() {
        assertThatThrownBy(() -> create("claude", "")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.exit()).isEqualTo(Exit.SETUP);
            assertThat(refusal.getMessage())
                    .isEqualTo("Claude Code is not installed: there is no claude on the PATH.");
        });
        assertThatThrownBy(() -> create("agent", " ")).isInstanceOf(Refusal.class);
        assertThat(create("agent", "my-agent --print").proposer().name()).isEqualTo("agent");
    }

    private static Proposers.Created create(String kind, String command) {
        return Proposers.create(
                new Autoresearch.Workshop(Samples.configuration(List.of(), "src/**"), new ShellExecutor(), Map.of(),
                        Map.of("PATH", "/nowhere", "OLLAMA_HOST", "127.0.0.1:1"),
                        number -> Path.of("runs", Integer.toString(number))),
                new ProposerChoice(kind, command, Duration.ofSeconds(1)));
    }
}
