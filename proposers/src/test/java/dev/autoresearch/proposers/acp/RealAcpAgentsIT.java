package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposers.scripted.Fault;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.autoresearch.proposers.scripted.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real programs that speak the protocol themselves, each with a home of its own, asking a model that follows a script.
@Tag("agents")
@Timeout(300)
class RealAcpAgentsIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path temporary;

    private final LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded());
    private final List<AcpEvent> events = new CopyOnWriteArrayList<>();
    private Path home = Path.of("");
    private Path desk = Path.of("");

    @BeforeEach
    void aProject() throws IOException {
        home = Files.createDirectory(temporary.toRealPath().resolve("home"));
        desk = Files.createDirectory(temporary.toRealPath().resolve("desk"));
        Files.writeString(desk.resolve("target.txt"), "value = 41\n");
        Files.writeString(desk.resolve("score.py"), "print(1)\n");
    }

    @AfterEach
    void nothingIsLeft() {
        executor.close();
        assertThat(living()).as("processes of the program").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itEditsTheFileTwiceInOneSession(RealAcpAgent agent) throws IOException {
        try (ScriptedModel server = ScriptedModel.with(Script.resource("edit").repeating());
                AcpConversation conversation = open(agent, server, false)) {
            for (int turn = 1; turn <= 2; turn++) {
                Files.writeString(desk.resolve("target.txt"), "value = 41\n");
                assertThat(conversation.turn(prompt("Raise the number, please."), LONG, new Stop()))
                        .as("turn %d", turn).isInstanceOfSatisfying(TurnEnd.Done.class,
                                done -> assertThat(done.text()).contains("Changed the number."));
                assertThat(desk.resolve("target.txt")).hasContent("value = 42");
            }
            assertThat(conversation.agent()).isNotEmpty();
            long used = events.stream().filter(AcpEvent.Used.class::isInstance)
                    .mapToLong(event -> ((AcpEvent.Used) event).tokens().sum()).sum();
            var counted = server.log().usage();
            long all = counted.input() + counted.output();
            switch (agent) {
                case GEMINI -> assertThat(used).as("without the thoughts").isEqualTo(all - counted.reasoning());
                case QWEN -> assertThat(used).isEqualTo(all);
                case OPENCODE -> assertThat(used).as("the last call of each turn").isEqualTo(all / 3);
                case CLINE -> assertThat(used).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheScopeRefusesItDoesNotDo(RealAcpAgent agent) throws IOException {
        try (ScriptedModel server = ScriptedModel.with(Script.resource("tamper"));
                AcpConversation conversation = open(agent, server, false)) {
            assertThat(conversation.turn(prompt("Raise the number, please."), LONG, new Stop()))
                    .isInstanceOf(TurnEnd.Done.class);
            assertThat(desk.resolve("score.py")).hasContent("print(1)");
            assertThat(events).filteredOn(AcpEvent.Refused.class::isInstance).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStopWhileTheModelIsSilentEndsTheTurnAndTheAgentGoesOn(RealAcpAgent agent) throws IOException {
        Script silent = Script.of("silent", Step.say("Never said.").failing(new Fault.Hang(Duration.ofMinutes(5))));
        try (ScriptedModel server = ScriptedModel.with(silent);
                AcpConversation conversation = open(agent, server, false)) {
            Stop stop = new Stop();
            Thread.ofVirtual().start(() -> {
                await().atMost(LONG).until(() -> server.log().count() > 0);
                stop.request();
            });
            assertThat(conversation.turn(prompt("Raise the number, please."), LONG, stop))
                    .isInstanceOfSatisfying(TurnEnd.Cancelled.class,
                            cancelled -> assertThat(cancelled.why()).isEqualTo(TurnEnd.Why.ASKED));
            assertThat(conversation.alive()).as("it heeded").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTimeLimitWhileACommandRunsLeavesNoProcess(RealAcpAgent agent) throws IOException {
        try (ScriptedModel server = ScriptedModel.with(Script.resource("slow-shell"));
                AcpConversation conversation = open(agent, server, true)) {
            Stop stop = new Stop();
            Thread.ofVirtual().start(() -> {
                await().atMost(LONG).until(() -> Files.exists(desk.resolve("began.txt")));
                stop.request();
            });
            assertThat(conversation.turn(prompt("Run it, please."), LONG, stop))
                    .isInstanceOf(TurnEnd.Cancelled.class);
            assertThat(desk.resolve("ended.txt")).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfTheModelIsAFailure(RealAcpAgent agent) throws IOException {
        Script broken = Script.of("broken", Step.say("Never said.").failing(new Fault.Status(401, "", "no such key")));
        try (ScriptedModel server = ScriptedModel.with(broken);
                AcpConversation conversation = open(agent, server, false)) {
            assertThat(conversation.turn(prompt("Raise the number, please."), LONG, new Stop()))
                    .isInstanceOfAny(TurnEnd.Failed.class, TurnEnd.NotSignedIn.class);
        }
    }

    private AcpConversation open(RealAcpAgent agent, ScriptedModel server, boolean commands) throws IOException {
        var scope = new Scope(Globs.of("target.txt"), Globs.NONE, Globs.of("score.py"), Globs.NONE);
        var setup = new AcpSetup(agent.command, desk, agent.settled(home, server), temporary.resolve("log"),
                temporary.resolve("transcript"), agent.mode, "", new ScopePolicy(desk, scope, scope.hidden()), commands,
                "1", AcpSetup.GRACE);
        return AcpConversation.open(executor, setup, events::add);
    }

    private String prompt(String text) {
        return "[[fm cwd=" + desk + "]] " + text;
    }

    /// Every process that was started with this home.
    private List<String> living() {
        var found = new ArrayList<String>();
        ProcessHandle.allProcesses().forEach(process -> {
            try {
                String environment = Files.readString(Path.of("/proc/" + process.pid() + "/environ"),
                        StandardCharsets.ISO_8859_1);
                if (environment.contains("HOME=" + home + "\0")) {
                    found.add(process.pid() + " " + process.info().commandLine().orElse(""));
                }
            } catch (IOException gone) {
                // it is not there any more, or not ours
            }
        });
        return found;
    }
}
