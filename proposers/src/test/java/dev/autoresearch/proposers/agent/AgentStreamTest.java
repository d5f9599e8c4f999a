package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.proposers.agent.AgentStream.Dialect;
import dev.autoresearch.proposers.agent.AgentStream.Used;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What recorded runs of the real programs mean. The scripted run `edit` is three model calls of 1000 tokens in, 200 of
/// them cached, and 50 out.
class AgentStreamTest {

    @ParameterizedTest
    @CsvSource({"CLAUDE, claude-edit.jsonl", "CLAUDE, claude-partial.jsonl", "CLAUDE, claude-result.json",
            "QWEN, qwen-edit.json", "CODEX, codex-edit.jsonl", "OPENCODE, opencode-edit.jsonl", "PI, pi-edit.jsonl",
            "CLINE, cline-edit.jsonl", "GEMINI, gemini-edit.jsonl"})
    void aRunThatWentWellTellsItsSumsItsTextAndItsEnd(Dialect dialect, String file) {
        Run run = run(dialect, file);
        // Gemini counts thoughts, 5 a call, beside the answer.
        assertThat(run.tokens()).isEqualTo(new Tokens(2400, 600, 0, dialect == Dialect.GEMINI ? 165 : 150));
        assertThat(run.ending()).isEqualTo(new AgentEvent.Final(true, ""));
        if (!file.equals("claude-result.json")) {
            assertThat(run.transcript().text()).isEqualTo("Changed the number. (fm:2)");
            assertThat(run.transcript().session()).isNotEmpty();
            assertThat(run.titles()).hasSize(2);
        }
        assertThat(run.transcript().broken()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CLAUDE, claude-partial.jsonl", "QWEN, qwen-edit.json", "OPENCODE, opencode-edit.jsonl",
            "PI, pi-edit.jsonl", "CLINE, cline-edit.jsonl", "CODEX_ROLLOUT, codex-rollout.jsonl",
            "GEMINI_CHAT, gemini-chat.jsonl"})
    void eachModelCallIsCountedWhenItIsOver(Dialect dialect, String file) {
        List<AgentEvent.Usage> usages = run(dialect, file).usages();
        assertThat(usages.stream().mapToInt(AgentEvent.Usage::answers).sum()).isEqualTo(3);
        assertThat(usages.stream().map(AgentEvent.Usage::tokens).reduce(Tokens.NONE, Tokens::plus).sum())
                .isBetween(3150L, 3165L);
        var bySession = new ArrayList<Long>();
        usages.forEach(usage -> bySession.add(usage.tokens().sum()));
        assertThat(bySession).allMatch(sum -> sum <= 1055);
    }

    @ParameterizedTest
    @CsvSource({"CLAUDE, claude-edit.jsonl, 0.01272", "CLAUDE, claude-tamper.jsonl, 0.02968",
            "CLAUDE, claude-budget.jsonl, 0.01272", "OPENCODE, opencode-edit.jsonl, 0.00276",
            "PI, pi-edit.jsonl, 0.00276"})
    void moneyIsWhatTheAgentSaysOnceInAll(Dialect dialect, String file, double dollars) {
        assertThat(run(dialect, file).dollars()).isCloseTo(dollars, within());
    }

    @ParameterizedTest
    @CsvSource({"QWEN, qwen-edit.json", "CODEX, codex-edit.jsonl", "CLINE, cline-edit.jsonl",
            "GEMINI, gemini-edit.jsonl"})
    void moneyIsUnknownWhereTheAgentDoesNotSay(Dialect dialect, String file) {
        assertThat(run(dialect, file).usages()).allMatch(usage -> Double.isNaN(usage.dollars()));
    }

    @ParameterizedTest
    @CsvSource({"CLAUDE, claude-err500.jsonl, API Error: 500 scripted 500", "CODEX, codex-err500.jsonl, high demand",
            "GEMINI, gemini-err500.jsonl, scripted 500", "GEMINI, gemini-cut.jsonl, terminated",
            "OPENCODE, opencode-err429.jsonl, scripted 429", "PI, pi-err500.jsonl, scripted 500",
            "CLINE, cline-err500.jsonl, scripted 500", "QWEN, qwen-err500.jsonl, scripted 500"})
    void aModelErrorIsAFailureWhateverTheExitCodeSays(Dialect dialect, String file, String reason) {
        Run run = run(dialect, file);
        assertThat(run.ending()).isNotNull().satisfies(end -> {
            assertThat(end.ok()).isFalse();
            assertThat(end.reason()).contains(reason);
        });
        assertThat(run.tokens()).isEqualTo(Tokens.NONE);
    }

    @Test
    void limitsOfTheAgentsOwnAreFailuresAndPaidFor() {
        Run turns = run(Dialect.CLAUDE, "claude-maxturns.jsonl");
        assertThat(turns.ending()).isNotNull().satisfies(end -> assertThat(end.reason()).startsWith("max turns"));
        assertThat(turns.tokens().sum()).isEqualTo(3150);
        Run budget = run(Dialect.CLAUDE, "claude-budget.jsonl");
        assertThat(budget.ending()).isNotNull()
                .satisfies(end -> assertThat(end.reason()).startsWith("budget exhausted"));
        assertThat(budget.tokens().sum()).isEqualTo(3150);
        Run gemini = run(Dialect.GEMINI, "gemini-loop.jsonl");
        assertThat(gemini.ending()).isNotNull()
                .satisfies(end -> assertThat(end.reason()).contains("max session turns"));
        assertThat(gemini.tokens().sum()).isEqualTo(3165);
        Run qwen = run(Dialect.QWEN, "qwen-maxtools.jsonl");
        assertThat(qwen.ending()).as("Qwen says nothing at all then").isNull();
        assertThat(qwen.tokens().sum()).isEqualTo(4 * 1050);
    }

    @Test
    void aRunThatStoppedAmongItsToolsHasNoEnd() {
        Run run = run(Dialect.OPENCODE, "opencode-outside.jsonl");
        assertThat(run.ending()).isNull();
        assertThat(run.tokens().sum()).isEqualTo(1050);
    }

    @Test
    void aWarningIsNotAFailure() {
        assertThat(run(Dialect.CODEX, "codex-forbidden.jsonl").ending()).isEqualTo(new AgentEvent.Final(true, ""));
        assertThat(run(Dialect.CODEX, "codex-forbidden.jsonl").tokens().sum()).isEqualTo(4 * 1050);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void brokenAndStrangeLinesAreCountedAndHarmless(Dialect dialect) {
        var events = new ArrayList<AgentEvent>();
        var transcript = new Transcript(dialect, Used.NOTHING, events::add);
        List.of("", "   ", "{", "{}", "[]", "[1,null,\"a\",[{}]]", "null", "Warning: something", "{\"type\":5}",
                "{\"type\":\"result\"", "{\"type\":\"assistant\",\"message\":7}", "{\"type\":\"message_end\"}",
                "{\"type\":\"step_finish\",\"part\":{\"tokens\":{\"input\":-5,\"output\":\"x\"},\"cost\":\"NaN\"}}",
                "{\"type\":\"from the future\",\"usage\":[{}]}", "[".repeat(100_000)).forEach(transcript::line);
        assertThat(events.stream().filter(AgentEvent.Usage.class::isInstance).map(AgentEvent.Usage.class::cast))
                .allMatch(usage -> usage.tokens().sum() == 0);
        if (dialect != Dialect.PLAIN && dialect != Dialect.CODEX_ROLLOUT && dialect != Dialect.GEMINI_CHAT) {
            assertThat(transcript.broken()).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void aRecordingCutAnywhereNeverCountsMoreThanTheWhole() throws IOException {
        long seed = 20_261_125L;
        var random = new Random(seed);
        for (String file : List.of("claude-partial.jsonl", "pi-edit.jsonl", "opencode-edit.jsonl", "cline-edit.jsonl",
                "codex-edit.jsonl", "gemini-edit.jsonl")) {
            byte[] all = bytes(file);
            Dialect dialect = Dialect.valueOf(file.substring(0, file.indexOf('-')).toUpperCase(Locale.ROOT));
            for (int i = 0; i < 40; i++) {
                int cut = random.nextInt(all.length);
                Run run = run(dialect, new ByteArrayInputStream(all, 0, cut));
                assertThat(run.tokens().sum()).as("seed %d, %s cut at %d", seed, file, cut).isLessThanOrEqualTo(3165);
            }
        }
    }

    @Test
    void aProgramThatOnlyPrintsHasAllItPrintedAsItsText() {
        var transcript = new Transcript(Dialect.PLAIN, Used.NOTHING, event -> {});
        transcript.line("I looked around.");
        transcript.line("");
        transcript.line("{\"hypothesis\": \"faster\"}");
        assertThat(transcript.text()).isEqualTo("I looked around.\n\n{\"hypothesis\": \"faster\"}");
    }

    private static Offset<Double> within() {
        return Assertions.within(1e-9);
    }

    private static Run run(Dialect dialect, String file) {
        try {
            return run(dialect, new ByteArrayInputStream(bytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Run run(Dialect dialect, InputStream in) throws IOException {
        var events = new ArrayList<AgentEvent>();
        var transcript = new Transcript(dialect, Used.NOTHING, events::add);
        new LineReader().all(in, transcript::line, null);
        return new Run(transcript, events);
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(AgentStreamTest.class.getResourceAsStream("/agents/" + file))) {
            return in.readAllBytes();
        }
    }

    @Test
    void linesAreSplitOnLineFeedsOnly() {
        var lines = new ArrayList<String>();
        var reader = new LineReader();
        byte[] bytes = "a\u2028b\rc\r\nd\n\ne".getBytes(StandardCharsets.UTF_8);
        for (byte each : bytes) {
            reader.accept(new byte[]{each}, 1, lines::add);
        }
        reader.finish(lines::add);
        assertThat(lines).containsExactly("a\u2028b\rc", "d", "", "e");
    }

    @Test
    void aLineThatIsTooLongIsPassedOver() throws IOException {
        var lines = new ArrayList<String>();
        var reader = new LineReader(10);
        reader.all(new ByteArrayInputStream(("short\n" + "x".repeat(100_000) + "\n1234567890\n" + "y".repeat(11))
                .getBytes(StandardCharsets.UTF_8)), lines::add, null);
        assertThat(lines).containsExactly("short", "1234567890");
        assertThat(reader.skipped()).isEqualTo(2);
    }

    private record Run(Transcript transcript, List<AgentEvent> events) {

        List<AgentEvent.Usage> usages() {
            return events.stream().filter(AgentEvent.Usage.class::isInstance).map(AgentEvent.Usage.class::cast)
                    .toList();
        }

        Tokens tokens() {
            return usages().stream().map(AgentEvent.Usage::tokens).reduce(Tokens.NONE, Tokens::plus);
        }

        double dollars() {
            return usages().stream().mapToDouble(AgentEvent.Usage::dollars).filter(Double::isFinite).sum();
        }

        List<String> titles() {
            return events.stream().filter(AgentEvent.ToolUse.class::isInstance).map(AgentEvent.ToolUse.class::cast)
                    .map(AgentEvent.ToolUse::title).toList();
        }

        AgentEvent.@Nullable Final ending() {
            return transcript.ending();
        }
    }
}
