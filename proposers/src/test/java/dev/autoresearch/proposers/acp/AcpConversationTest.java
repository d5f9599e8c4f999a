package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Stop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// However an agent behaves, a turn ends, with a reason, and writes nothing that it may not.
@Timeout(120)
class AcpConversationTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path desk = Path.of("");
    private final List<AcpEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void desk() throws IOException {
        desk = Files.createDirectory(folder.resolve("desk")).toRealPath();
        Files.createDirectory(folder.resolve("outside"));
        Files.writeString(desk.resolve("target.txt"), "one\ntwo\nthree\n");
        Files.writeString(desk.resolve("score.py"), "print(1)\n");
    }

    @ParameterizedTest
    @CsvSource({"end_turn, Done", "max_tokens, CutShort", "max_turn_requests, CutShort", "refusal, Declined",
            "cancelled, Failed", "another, Failed"})
    void theReasonOfTheAgentDecidesHowATurnEnded(String reason, String end) {
        assertThat(turn(agent -> agent.result("{'stopReason': '" + reason + "'}")).getClass().getSimpleName())
                .isEqualTo(end);
    }

    @Test
    void anErrorOfTheModelIsAFailureWithItsText() {
        assertThat(turn(agent -> agent.error(-32603, "Internal error", "{'details': 'the model said 500'}")))
                .isEqualTo(new TurnEnd.Failed("Internal error: the model said 500", ""));
        assertThat(turn(agent -> agent.error(429, "quota", "null"))).isEqualTo(new TurnEnd.Failed("quota", ""));
        assertThat(turn(agent -> agent.error(-32000, "the model broke off", "null")))
                .isInstanceOf(TurnEnd.Failed.class);
    }

    @Test
    void aMissingAccountIsToldFromAFailure() {
        TurnEnd end = turn(agent -> agent.error(-32000, "Authentication required", "null"));
        assertThat(end).isInstanceOfSatisfying(TurnEnd.NotSignedIn.class, missing -> assertThat(missing.reason())
                .isEqualTo("Authentication required (it offers: Log in with Example)"));
    }

    @Test
    void anotherVersionOfTheProtocolIsAFailure() {
        TurnEnd end = conversation(raw((in, out) -> {
            JsonNode asked = JSON.readTree(in.readLine());
            out.accept("{'jsonrpc': '2.0', 'id': " + asked.path("id") + ", 'result': {'protocolVersion': 2}}");
            in.readLine();
        }), "");
        assertThat(end).isInstanceOfSatisfying(TurnEnd.Failed.class,
                failed -> assertThat(failed.reason()).contains("version 2"));
    }

    @Test
    void aModeThatTheAgentDoesNotHaveIsAFailureThatNamesItsModes() {
        assertThat(conversation(Scene.agent(agent -> agent.result("{'stopReason': 'end_turn'}")), "wild"))
                .isInstanceOfSatisfying(TurnEnd.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo("it has no mode 'wild', but ask, code"));
        assertThat(conversation(Scene.agent(agent -> agent.result("{'stopReason': 'end_turn'}")), "code"))
                .isInstanceOf(TurnEnd.Done.class);
    }

    @Test
    void anAgentThatLeavesInTheMiddleIsAFailure() {
        assertThat(turn(agent -> {
            agent.chunk("half");
            agent.leave();
        })).isInstanceOfSatisfying(TurnEnd.Failed.class,
                failed -> assertThat(failed.reason()).startsWith("it broke off"));
    }

    @Test
    void severalTurnsAreOneSession() {
        var prompts = new ArrayList<String>();
        try (var conversation = open(Scene.agent(agent -> {
            prompts.add(agent.prompt());
            agent.chunk("answer " + prompts.size());
            agent.result("{'stopReason': 'end_turn'}");
        }), "")) {
            assertThat(conversation.turn("first", LIMIT, new Stop())).isEqualTo(new TurnEnd.Done("answer 1"));
            assertThat(conversation.turn("second", LIMIT, new Stop())).isEqualTo(new TurnEnd.Done("answer 2"));
            assertThat(conversation.agent()).isEqualTo("example 1.0");
            assertThat(conversation.alive()).isTrue();
        }
        assertThat(prompts).containsExactly("first", "second");
    }

    @Test
    void theCapOfACallerCancelsTheTurn() {
        try (var conversation = open(Scene.agent(agent -> {
            agent.chunk("", "{'usage': {'inputTokens': 900, 'outputTokens': 100}}");
            agent.awaitCancel();
            agent.result("{'stopReason': 'cancelled'}");
        }), "", self -> event -> {
            if (event instanceof AcpEvent.Used used && used.tokens().sum() >= 1000) {
                self.getFirst().cancel();
            }
        })) {
            assertThat(conversation.turn("go", LIMIT, new Stop()))
                    .isEqualTo(new TurnEnd.Cancelled(TurnEnd.Why.ASKED, ""));
            assertThat(conversation.alive()).isTrue();
        }
    }

    @Test
    void anAgentThatDoesNotHeedACancelIsEnded() {
        try (var conversation = open(Scene.agent(Scene::ignoreEverything), "")) {
            assertThat(conversation.turn("go", Duration.ofMillis(500), new Stop()))
                    .isEqualTo(new TurnEnd.Cancelled(TurnEnd.Why.TIME, ""));
            assertThat(conversation.alive()).isFalse();
            assertThat(conversation.turn("again", LIMIT, new Stop())).isInstanceOf(TurnEnd.Failed.class);
        }
    }

    @Test
    void aStopBeforeTheTurnEndsItAtOnce() {
        Stop stop = new Stop();
        stop.request();
        try (var conversation = open(raw((in, out) -> {
            while (in.readLine() != null) {
                // says nothing, ever
            }
        }), "")) {
            assertThat(conversation.turn("go", LIMIT, stop)).isInstanceOf(TurnEnd.Cancelled.class);
        }
    }

    @Test
    void anAgentThatAsksForPermissionWhileItIsBeingEndedGetsNone() {
        TurnEnd end = turn(agent -> {
            agent.chunk("", "{'usage': {'inputTokens': 900, 'outputTokens': 100}}");
            agent.awaitCancel();
            JsonNode answer = agent.ask("session/request_permission",
                    "{'toolCall': {'toolCallId': '1', 'kind': 'read'},"
                            + "'options': [{'optionId': 'yes', 'kind': 'allow_once'}, {'optionId': 'no', 'kind': 'reject_once'}]}");
            agent.chunk(answer.path("result").toString());
            agent.result("{'stopReason': 'cancelled'}");
        }, Duration.ofMillis(300));
        assertThat(end).isEqualTo(
                new TurnEnd.Cancelled(TurnEnd.Why.TIME, "{\"outcome\":{\"outcome\":\"cancelled\"}}"));
    }

    @Test
    void filesAreReadWholeOrByLines() {
        var texts = new ArrayList<JsonNode>();
        turn(agent -> {
            for (String part : List.of("", ", 'line': 2", ", 'line': 2, 'limit': 1", ", 'limit': 0", ", 'line': 9",
                    ", 'line': null, 'limit': null")) {
                texts.add(agent.ask("fs/read_text_file", "{'path': '" + desk + "/target.txt'" + part + "}")
                        .path("result").path("content"));
            }
            texts.add(agent.ask("fs/read_text_file", "{'path': '" + desk + "/none.txt'}").path("error").path("code"));
            texts.add(agent.ask("terminal/create", "{'command': 'ls'}").path("error").path("code"));
            agent.result("{'stopReason': 'end_turn'}");
        });
        assertThat(texts).extracting(node -> node.asString("")).containsExactly("one\ntwo\nthree\n", "two\nthree\n",
                "two\n", "", "", "one\ntwo\nthree\n", "-32002", "-32601");
    }

    @Test
    void filesAreWrittenWithinTheScopeAndARefusalSaysWhy() throws IOException {
        var answers = new ArrayList<JsonNode>();
        turn(agent -> {
            answers.add(agent.ask("fs/write_text_file", "{'path': '" + desk + "/src/new/a.txt', 'content': 'x'}"));
            answers.add(agent.ask("fs/write_text_file", "{'path': '" + desk + "/score.py', 'content': 'x'}"));
            answers.add(agent.ask("fs/write_text_file", "{'path': '" + desk + "/target.txt'}"));
            agent.result("{'stopReason': 'end_turn'}");
        });
        assertThat(desk.resolve("src/new/a.txt")).hasContent("x");
        assertThat(answers.get(0).has("result")).isTrue();
        assertThat(answers.get(1).path("error").path("message").asString())
                .isEqualTo("score.py must not change; only target.txt, src/** may (scope.modify)");
        assertThat(answers.get(2).path("error").path("code").asInt()).isEqualTo(-32602);
        assertThat(events).filteredOn(AcpEvent.Refused.class::isInstance).hasSize(2);
        assertThat(folder.resolve("transcript")).content()
                .contains("-- refused: fs/write_text_file: score.py must not");
    }

    @Test
    void anAgentThatFloodsAndDoesNotReadHoldsNothingUp() {
        String huge = "x".repeat(1 << 20);
        TurnEnd end = conversation(raw((in, out) -> {
            for (int i = 0; i < 200; i++) {
                out.accept("{'jsonrpc': '2.0', 'id': '" + huge + i + "', 'method': 'no/such'}");
            }
        }), "");
        assertThat(end).isInstanceOf(TurnEnd.Failed.class);
    }

    @Test
    void aBugInTheListenerComesOutOfTheTurn() {
        var bug = new IllegalStateException("a bug");
        assertThatThrownBy(() -> {
            try (var conversation = open(Scene.agent(agent -> {
                agent.tool("1", "edit");
                agent.awaitCancel();
            }), "", self -> event -> {
                throw bug;
            })) {
                conversation.turn("go", LIMIT, new Stop());
            }
        }).isSameAs(bug);
    }

    @Test
    void whateverLinesAnAgentSendsTheTurnEndsAndNothingIsWrittenElsewhere() throws IOException {
        long seed = new Random().nextLong();
        Files.writeString(folder.resolve("outside/keep.txt"), "kept");
        Files.createSymbolicLink(desk.resolve("src"), Files.createDirectory(folder.resolve("outside/src")));
        Files.createSymbolicLink(desk.resolve("link.txt"), folder.resolve("outside/keep.txt"));
        for (int round = 0; round < 60; round++) {
            long own = seed + round;
            TurnEnd end = conversation(raw((in, out) -> new Nonsense(new Random(own), desk).send(in, out)), "");
            assertThat(end).as("seed %d", own).isNotNull();
        }
        try (Stream<Path> all = Files.walk(folder.resolve("outside"))) {
            assertThat(all.filter(Files::isRegularFile)).as("seed %d", seed)
                    .containsExactly(folder.resolve("outside/keep.txt"));
        }
        assertThat(folder.resolve("outside/keep.txt")).hasContent("kept");
        assertThat(desk.resolve("score.py")).as("seed %d", seed).hasContent("print(1)");
    }

    @Test
    void aProgramThatIsNoAgentIsAFailureAndLeavesNoProcess() {
        try (LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded())) {
            assertThat(real(executor, "no-such-agent --acp"))
                    .isEqualTo(new TurnEnd.Failed("could not be started: command not found: no-such-agent", ""));
            assertThat(real(executor, "echo hello; echo >&2 'no key'; exit 3"))
                    .isEqualTo(new TurnEnd.Failed("it broke off: exit code 3", ""));
            assertThat(folder.resolve("log")).hasContent("no key");
            assertThat(real(executor, "cat")).as("it says what it hears").isInstanceOf(TurnEnd.class);
        }
    }

    private TurnEnd real(Executor executor, String command) {
        try (var conversation = AcpConversation.open(executor, setup(command, ""), events::add)) {
            return conversation.turn("go", Duration.ofSeconds(5), new Stop());
        }
    }

    private TurnEnd turn(Scene.Act act) {
        return conversation(Scene.agent(act), "");
    }

    private TurnEnd turn(Scene.Act act, Duration limit) {
        try (var conversation = open(Scene.agent(act), "")) {
            return conversation.turn("go", limit, new Stop());
        }
    }

    private TurnEnd conversation(Executor agent, String mode) {
        try (var conversation = open(agent, mode)) {
            return conversation.turn("go", LIMIT, new Stop());
        }
    }

    private AcpConversation open(Executor agent, String mode) {
        return open(agent, mode, self -> events::add);
    }

    private AcpConversation open(Executor agent, String mode, Listening listening) {
        var self = new CopyOnWriteArrayList<AcpConversation>();
        AcpConversation conversation = AcpConversation.open(agent, setup("agent", mode), listening.by(self));
        self.add(conversation);
        return conversation;
    }

    private AcpSetup setup(String command, String mode) {
        try {
            var scope = new Scope(Globs.of("target.txt", "src/**"), Globs.NONE, Globs.NONE, Globs.NONE);
            return new AcpSetup(command, desk, Map.of("PATH", "/usr/bin:/bin"), folder.resolve("log"),
                    folder.resolve("transcript"), mode, "", new ScopePolicy(desk, scope, scope.hidden()), false, "1",
                    Duration.ofSeconds(2));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Executor raw(Life life) {
        return new InProcessAgent((input, output) -> life.live(reader(input), line -> write(output, line)));
    }

    private static BufferedReader reader(InputStream input) {
        return new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    }

    private static void write(OutputStream output, String line) throws IOException {
        output.write((line.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private interface Listening {
        Consumer<AcpEvent> by(List<AcpConversation> self);
    }

    private interface Life {
        void live(BufferedReader in, Out out) throws IOException;
    }

    /// Takes a line, with `'` for `"`.
    interface Out {
        void accept(String line) throws IOException;
    }

}
