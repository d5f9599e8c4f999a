package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposers.acp.AcpEvent.Used;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Conversations with seven real agents, played back: what they used, what they said, what they were allowed.
@Timeout(60)
class RecordedConversationsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Path desk = Path.of("");
    private final List<AcpEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void desk() throws IOException {
        desk = Files.createDirectory(folder.resolve("desk")).toRealPath();
        Files.writeString(desk.resolve("target.txt"), "value = 41\n");
        Files.writeString(desk.resolve("score.py"), "print(1)\n");
    }

    /// The script "edit" is three calls of a model, each with 1000 tokens read, 200 of them from a cache, and 50 written.
    @ParameterizedTest
    @CsvSource({"gemini, 3000, 0, 150, NaN", "claude, 2400, 600, 150, 0.01696", "codex, 2400, 600, 150, NaN",
            "pi, 0, 0, 0, NaN"})
    void whatATurnUsedIsCountedOnce(String agent, long input, long cached, long output, Double dollars)
            throws IOException {
        assertThat(play(agent, false, "")).isInstanceOf(TurnEnd.Done.class);
        assertThat(used()).isEqualTo(new Usage(input, cached, 0, output));
        assertThat(dollars()).isEqualTo(dollars);
    }

    @Test
    void qwenTellsTheTokensOfEachCallWithAPieceOfText() throws IOException {
        assertThat(play("qwen", false, "")).as("the recording ends early").isInstanceOf(TurnEnd.Failed.class);
        assertThat(used()).isEqualTo(new Usage(800, 200, 0, 50));
    }

    @Test
    void opencodeTellsTheCostOfTheTurnAndTheTokensOfTheLastCall() throws IOException {
        assertThat(play("opencode-tamper", false, "")).isInstanceOf(TurnEnd.Done.class);
        assertThat(used()).isEqualTo(new Usage(800, 200, 0, 50));
        assertThat(dollars()).isEqualTo(0.00184);
        assertThat(events).filteredOn(Used.class::isInstance).allSatisfy(
                event -> assertThat(((Used) event).dollars()).as("nobody else has to price it").isNotNaN());
    }

    @Test
    void clineTellsNothing() throws IOException {
        assertThat(play("cline-deny", false, "")).isInstanceOf(TurnEnd.Done.class);
        assertThat(used()).isEqualTo(Usage.NONE);
        assertThat(dollars()).isNaN();
    }

    @Test
    void whatATurnHasUsedSoFarIsEstimatedFromTheContext() throws IOException {
        play("claude", false, "");
        var estimates = events.stream().filter(AcpEvent.Estimated.class::isInstance)
                .map(event -> ((AcpEvent.Estimated) event).tokens()).toList();
        assertThat(estimates).isSorted();
        assertThat(estimates.getLast()).isEqualTo(3 * 1050L);
    }

    @ParameterizedTest
    @CsvSource({"gemini, Changed the number. (fm:2)", "claude, Changed the number. (fm:2)",
            "codex, Changed the number. (fm:2)", "pi, Changed the number. (fm:2)",
            "claude-tamper2, Tried to tamper. (fm:6)", "gemini-tamper, Tried to tamper. (fm:6)",
            "cline-deny, Tried to tamper. (fm:6)"})
    void theLastMessageIsTheAnswer(String agent, String text) throws IOException {
        assertThat(play(agent, false, "")).isEqualTo(new TurnEnd.Done(text));
    }

    /// The person that was recorded refused what touches `score.py` and what uses git.
    @ParameterizedTest
    @ValueSource(strings = {"claude-tamper2", "gemini-tamper", "opencode-tamper", "cline-deny"})
    void theScopeRefusesWhatTheRecordedPersonRefused(String agent) throws IOException {
        Recording recording = Recording.of(agent, desk);
        TurnEnd end = play(recording, false, "", agent.equals("cline-deny"));
        assertThat(end).isInstanceOf(TurnEnd.Done.class);
        recording.verify();
        assertThat(outcomes(recording.answers())).isNotEmpty().isEqualTo(outcomes(recording.recordedAnswers()));
        assertThat(events).filteredOn(AcpEvent.Refused.class::isInstance).isNotEmpty()
                .allSatisfy(event -> assertThat(((AcpEvent.Refused) event).why()).isNotBlank());
        assertThat(desk.resolve("score.py")).hasContent("print(1)");
    }

    @Test
    void anAgentThatUsesOurFilesEditsThroughUs() throws IOException {
        play("gemini", false, "");
        assertThat(desk.resolve("target.txt")).hasContent("value = 42");
        assertThat(events).filteredOn(AcpEvent.Tool.class::isInstance)
                .extracting(event -> ((AcpEvent.Tool) event).kind())
                .contains("read", "edit");
    }

    @ParameterizedTest
    @CsvSource({"claude-cancel, '', 1050, 0.00848", "codex-cancel, '', 1050, NaN", "gemini-cancel, yolo, 0, NaN",
            "opencode-cancel, '', 0, NaN"})
    void aTurnThatIsCancelledIsCountedToo(String agent, String mode, long tokens, Double dollars) throws IOException {
        Recording recording = Recording.of(agent, desk);
        assertThat(play(recording, true, mode, false)).isInstanceOf(TurnEnd.Cancelled.class);
        recording.verify();
        assertThat(used().sum()).isEqualTo(tokens);
        assertThat(dollars()).isEqualTo(dollars);
    }

    @Test
    void everythingThatWasSaidIsWrittenDown() throws IOException {
        play("gemini-tamper", false, "");
        assertThat(Files.readString(folder.resolve("transcript"))).contains(" -> {\"jsonrpc\":\"2.0\"")
                .contains(" <- {", "-- refused: edit score.py", "score.py must not change; only target.txt may",
                        "-- refused: execute", "-- allowed: edit target.txt");
    }

    private TurnEnd play(String agent, boolean commands, String mode) throws IOException {
        Recording recording = Recording.of(agent, desk);
        TurnEnd end = play(recording, commands, mode, false);
        recording.verify();
        return end;
    }

    private TurnEnd play(Recording recording, boolean commands, String mode, boolean hideScore) throws IOException {
        var scope = new Scope(Globs.of("target.txt"), Globs.NONE, Globs.of("data/**"), Globs.NONE);
        var policy = new ScopePolicy(desk, scope, hideScore ? Globs.of("score.py") : Globs.NONE);
        var setup = new AcpSetup("agent", desk, Map.of(), folder.resolve("log"), folder.resolve("transcript"), mode, "",
                policy, commands, "1", Duration.ofSeconds(5));
        try (AcpConversation conversation = AcpConversation.open(new InProcessAgent(recording), setup, events::add)) {
            recording.onCancel(conversation::cancel);
            return conversation.turn("Raise.", LIMIT, new Stop());
        }
    }

    private Usage used() {
        return events.stream().filter(Used.class::isInstance).map(event -> ((Used) event).tokens()).reduce(Usage.NONE,
                Usage::plus);
    }

    private Double dollars() {
        double all = events.stream().filter(Used.class::isInstance).mapToDouble(event -> ((Used) event).dollars())
                .filter(Double::isFinite).filter(dollars -> dollars > 0).reduce(Double::sum).orElse(Double.NaN);
        return Math.rint(all * 1e9) / 1e9;
    }

    /// Permissions only: what was read from files differs in nothing that matters here.
    private static List<String> outcomes(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.path("result").path("outcome")).filter(JsonNode::isObject)
                .map(JsonNode::toString).toList();
    }
}
