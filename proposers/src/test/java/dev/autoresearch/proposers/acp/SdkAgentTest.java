package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An agent made with the protocol's own kit, in a process of its own, gets along with our side.
@Timeout(180)
class SdkAgentTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded());
    private final List<AcpEvent> events = new CopyOnWriteArrayList<>();
    private Path desk = Path.of("");

    @BeforeEach
    void desk() throws IOException {
        desk = Files.createDirectory(folder.resolve("desk")).toRealPath();
        Files.writeString(desk.resolve("target.txt"), "value = 41\n");
        Files.writeString(desk.resolve("score.py"), "print(41)\n");
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void itEditsAsksAndIsRefusedInOneSessionAndEndsWithTheConversation() throws IOException {
        AcpConversation conversation = open("code", false);
        try (conversation) {
            assertThat(turn(conversation, "edit " + desk + "/target.txt")).isEqualTo(new TurnEnd.Done("Changed it."));
            assertThat(turn(conversation, "edit " + desk + "/score.py"))
                    .isEqualTo(new TurnEnd.Done("I was not allowed to."));
            assertThat(turn(conversation, "force " + desk + "/score.py"))
                    .isInstanceOfSatisfying(TurnEnd.Done.class, done -> assertThat(done.text())
                            .contains("score.py must not change; only target.txt may (scope.modify)"));
            assertThat(turn(conversation, "force " + folder + "/elsewhere.txt")).isInstanceOfSatisfying(
                    TurnEnd.Done.class,
                    done -> assertThat(done.text()).contains("is outside the project folder"));
            assertThat(turn(conversation, "run make")).isEqualTo(new TurnEnd.Done("no"));
            assertThat(turn(conversation, "other")).isInstanceOfSatisfying(TurnEnd.NotSignedIn.class,
                    missing -> assertThat(missing.reason()).contains("Authentication required"));
            assertThat(conversation.agent()).isEqualTo("kit 0.14.0");
        }
        assertThat(conversation.alive()).isFalse();
        assertThat(desk.resolve("target.txt")).hasContent("value = 42");
        assertThat(desk.resolve("score.py")).hasContent("print(41)");
        assertThat(folder.resolve("elsewhere.txt")).doesNotExist();
        assertThat(events).contains(new AcpEvent.Used(Usage.NONE, 0.25),
                new AcpEvent.Tool("t1", "touch " + desk + "/target.txt", "edit", "pending"));
        assertThat(events.stream().filter(AcpEvent.Used.class::isInstance)).as("a cumulative cost").hasSize(1);
    }

    @Test
    void itIsCancelledAndGoesOn() {
        try (AcpConversation conversation = open("", true)) {
            Stop stop = new Stop();
            Thread.ofVirtual().start(() -> {
                await().until(() -> Files.readString(folder.resolve("transcript")).contains("waiting"));
                stop.request();
            });
            assertThat(conversation.turn("wait", LIMIT, stop))
                    .isEqualTo(new TurnEnd.Cancelled(TurnEnd.Why.ASKED, "waiting"));
            assertThat(turn(conversation, "run " + desk)).isEqualTo(new TurnEnd.Done("yes"));
        }
    }

    private static TurnEnd turn(AcpConversation conversation, String prompt) {
        return conversation.turn(prompt, LIMIT, new Stop());
    }

    private AcpConversation open(String mode, boolean commands) {
        try {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            Path arguments = Files.writeString(folder.resolve("arguments"), "-cp \""
                    + Objects.requireNonNull(System.getProperty("java.class.path")) + "\" " + SdkAgent.class.getName());
            var scope = new Scope(Globs.of("target.txt"), Globs.NONE, Globs.NONE, Globs.NONE);
            var setup = new AcpSetup(java + " -XX:TieredStopAtLevel=1 @" + arguments, desk,
                    Map.of("PATH", "/usr/bin:/bin"),
                    folder.resolve("log"), folder.resolve("transcript"), mode, "",
                    new ScopePolicy(desk, scope, scope.hidden()), commands, "1", AcpSetup.GRACE);
            return AcpConversation.open(executor, setup, events::add);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
