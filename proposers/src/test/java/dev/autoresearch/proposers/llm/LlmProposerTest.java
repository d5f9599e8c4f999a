package dev.autoresearch.proposers.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Price;
import dev.autoresearch.config.Provider;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.llm.model.Limits;
import dev.autoresearch.proposers.scripted.Action;
import dev.autoresearch.proposers.scripted.Fault;
import dev.autoresearch.proposers.scripted.RequestLog;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.Step;
import dev.autoresearch.proposers.scripted.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class LlmProposerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Step READ = Step.act(new Action.Read("src/main.c"));
    private static final Step EDIT = Step.act(new Action.Edit("src/main.c", "level = 6", "level = 7"));
    private static final Step FINISH = finish("level 7 is faster");

    @TempDir
    java.nio.file.Path home;

    private Room room;

    @BeforeEach
    void open() throws IOException {
        room = new Room(home);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aModelReadsEditsAndFinishes(Provider provider) throws IOException {
        room.follow(Script.of("s", READ, EDIT, FINISH));
        Proposal proposal = room.propose(provider);
        assertThat(proposal).isInstanceOfSatisfying(Proposal.Edited.class, edited -> {
            assertThat(edited.hypothesis()).isEqualTo("level 7 is faster");
            assertThat(edited.spending()).isEqualTo(Spending.NONE);
            assertThat(edited.remarks()).isEqualTo(new Remarks("ms goes down", List.of("try level 8"),
                    List.of(new Lesson("levels matter", List.of(0))), 0));
            assertThat(MAPPER.readTree(edited.detail()).path("model").asString())
                    .isEqualTo(provider.word() + "/scripted-1");
        });
        assertThat(room.file("src/main.c")).isEqualTo("int level = 7;\n");
        assertThat(room.server.log().answered()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void whatIsSpentEqualsWhatTheServiceCounted(Provider provider) {
        room.follow(Script.of("s", READ.costing(new Tokens(1000, 0, 300, 40, 0)),
                EDIT.costing(new Tokens(1400, 900, 100, 60, 10)), FINISH.costing(new Tokens(1600, 1300, 0, 30, 5))));
        room.propose(provider);
        Tokens counted = room.server.log().usage();
        assertThat(room.watched.spendings()).hasSize(3);
        assertThat(room.watched.spent().tokens()).isEqualTo(counted.input() + counted.output());
        if (provider == Provider.ANTHROPIC) {
            // 3 dollars fresh, 0.3 cached, 3.75 into the cache, 15 out.
            assertThat(room.watched.spent().dollars()).isCloseTo(
                    ((4000 - 2200 - 400) * 3 + 2200 * 0.3 + 400 * 3.75 + 130 * 15) / 1e6,
                    org.assertj.core.data.Offset.offset(1e-12));
        }
        assertThat(room.watched.doings()).noneMatch(line -> line.contains("estimated"));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void toolsAreCalledInParallel(Provider provider) throws IOException {
        Files.writeString(room.desk.resolve("src/b.c"), "int b = 1;\n");
        room.follow(Script.of("s", Step.act(new Action.Edit("src/main.c", "6", "7"),
                new Action.Edit("src/b.c", "1", "2"), new Action.Edit("src/b.c", "9", "2")), FINISH));
        assertThat(room.propose(provider)).isInstanceOf(Proposal.Edited.class);
        assertThat(room.file("src/main.c")).contains("7");
        assertThat(room.file("src/b.c")).contains("2");
        assertThat(room.server.log().steps().get(1).body().toString()).contains("0 matches", "was changed at line 1");
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void rateLimitsAreWaitedOutAndShown(Provider provider) {
        room.follow(Script.of("s", READ, EDIT.failing(new Fault.Status(429, "0.3", "slow down"), 2), FINISH));
        assertThat(room.propose(provider)).isInstanceOf(Proposal.Edited.class);
        assertThat(room.watched.waits()).hasSize(2).allSatisfy(wait -> {
            assertThat(wait.why()).isEqualTo(provider.word() + "/scripted-1: HTTP 429: slow down");
            assertThat(wait.length()).isBetween(Duration.ofMillis(200), Duration.ofSeconds(4));
        });
        assertThat(room.watched.spendings()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void faultsOfTheServiceAreAskedAgainUntilPatienceEnds(Provider provider) {
        room.follow(Script.of("s", EDIT.failing(new Fault.Status(500, "", "oh"), 1), FINISH));
        assertThat(room.propose(provider)).isInstanceOf(Proposal.Edited.class);
        room.patience = Duration.ofMillis(300);
        room.follow(Script.of("t", EDIT.failing(new Fault.Status(500, "", "oh"))));
        assertThat(room.propose(provider)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("HTTP 500: oh", "patience"));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void brokenStreamsAreAskedAgainAndCounted(Provider provider) {
        int events = provider == Provider.ANTHROPIC ? 3 : 1;
        room.follow(Script.of("s", EDIT.saying("I edit").failing(new Fault.Cut(events, Duration.ZERO), 1), FINISH));
        assertThat(room.propose(provider)).isInstanceOf(Proposal.Edited.class);
        assertThat(room.watched.spendings()).hasSize(3).allSatisfy(one -> assertThat(one.tokens()).isPositive());
        assertThat(room.watched.doings()).anyMatch(line -> line.contains("estimated"));
        room.follow(Script.of("t", EDIT.failing(new Fault.Malformed())));
        assertThat(room.propose(provider)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("protocol", "3rd time"));
    }

    @Test
    void silenceIsLimited() {
        room.limits = new Limits(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofMinutes(1));
        room.follow(Script.of("s", EDIT.failing(new Fault.Hang(Duration.ofSeconds(30)))));
        assertThat(room.propose(Provider.OPENAI)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("nothing was heard for 0.3 s"));
    }

    @Test
    void theTimeOfAProposalIsLimited() {
        room.timeout = Duration.ofMillis(500);
        room.follow(Script.of("s", EDIT.failing(new Fault.Hang(Duration.ofSeconds(30)))));
        Instant start = Instant.now();
        assertThat(room.propose(Provider.ANTHROPIC)).isInstanceOf(Proposal.Failed.class);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aWrongKeyIsNotAskedWithAgainAndItsVariableIsNamed() {
        for (int status : List.of(401, 403)) {
            room.follow(Script.of("s" + status, EDIT.failing(new Fault.Status(status, "", "no"))));
            assertThat(room.propose(Provider.ANTHROPIC)).isInstanceOfSatisfying(Proposal.Failed.class,
                    failed -> assertThat(failed.reason()).contains("HTTP " + status, "ANTHROPIC_API_KEY"));
        }
        for (int status : List.of(400, 404)) {
            room.follow(Script.of("s" + status, EDIT.failing(new Fault.Status(status, "", "no"))));
            assertThat(room.propose(Provider.OPENAI)).isInstanceOf(Proposal.Failed.class);
        }
        assertThat(room.server.log().count()).isEqualTo(4);
        assertThat(room.watched.waits()).isEmpty();
        assertThat(room.watched.spendings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Provider.class, names = "OLLAMA", mode = EnumSource.Mode.EXCLUDE)
    void aRefusalIsAFailedProposalThatWasPaidFor(Provider provider) {
        room.follow(Script.of("s", EDIT.failing(new Fault.Refusal("not this"))));
        assertThat(room.propose(provider)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("declined"));
        assertThat(room.watched.spendings()).hasSize(1);
    }

    @Test
    void goingInCirclesIsToldOnceAndThenEnded() {
        room.follow(Script.of("s", READ, READ, READ, READ, READ, READ, READ));
        assertThat(room.propose(Provider.OPENAI)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("read_file", "5 times"));
        List<RequestLog.Entry> asked = room.server.log().steps();
        assertThat(asked).hasSize(5);
        assertThat(asked.get(2).body().toString()).doesNotContain("This very call");
        assertThat(asked.get(4).body().toString()).containsOnlyOnce("This very call was done 3 times");
    }

    @Test
    void turnsAreBounded() {
        Step[] steps = new Step[20];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Step.act(new Action.Read("src/none" + i + ".c"));
        }
        room.turns = 6;
        room.follow(Script.of("s", steps));
        assertThat(room.propose(Provider.ANTHROPIC)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("within 6 responses"));
        assertThat(room.server.log().count()).isEqualTo(6);
        assertThat(room.server.log().steps().get(5).body().toString()).contains("This leaves one answer");
    }

    @Test
    void whatWasEditedBeforeALimitIsStillMeasured() throws IOException {
        room.turns = 1;
        room.follow(Script.of("s", EDIT.saying("Raising the level. It should help.")));
        assertThat(room.propose(Provider.OPENAI)).isInstanceOfSatisfying(Proposal.Edited.class,
                edited -> assertThat(edited.hypothesis()).isEqualTo("Raising the level."));
        assertThat(room.file("src/main.c")).contains("7");
    }

    @Test
    void aFinalTextWithoutFinishIsReadToo() {
        room.follow(Script.of("s", EDIT, Step.say("Level 7 should be faster. Bye.")).unmarked());
        assertThat(room.propose(Provider.OPENAI)).isInstanceOfSatisfying(Proposal.Edited.class,
                edited -> assertThat(edited.hypothesis()).isEqualTo("Level 7 should be faster."));
    }

    @Test
    void aQuestionIsNoChange() {
        room.follow(Script.of("s", Step.say("Which level would you like?")).unmarked());
        assertThat(room.propose(Provider.OPENAI)).isInstanceOfSatisfying(Proposal.NoChange.class,
                none -> assertThat(none.reason()).startsWith("it asked instead of changing something"));
    }

    @Test
    void finishingWithoutAnEditIsNoChange() {
        room.follow(Script.of("s", READ, finish("nothing is worth it")));
        assertThat(room.propose(Provider.OPENAI)).isInstanceOfSatisfying(Proposal.NoChange.class, none -> {
            assertThat(none.reason()).isEqualTo("nothing is worth it");
            assertThat(none.remarks().ideas()).containsExactly("try level 8");
        });
    }

    @Test
    void argumentsThatMakeNoSenseAreToldAndTheModelGoesOn() {
        JsonNode nothing = MAPPER.createObjectNode();
        room.follow(Script.of("s", Step.act(new Action.Call("edit_file", MAPPER.valueToTree("{\"path\": oops"))),
                Step.act(new Action.Call("no_such_tool", nothing)), Step.act(new Action.Call("finish", nothing)), EDIT,
                FINISH));
        assertThat(room.propose(Provider.OPENAI)).isInstanceOf(Proposal.Edited.class);
        assertThat(room.server.log().steps().get(3).body().toString()).contains("not JSON", "no tool 'no_such_tool'",
                "hypothesis is missing");
    }

    @Test
    void writesOutsideTheScopeAreRefusedInTheConversation() throws IOException {
        room.follow(Script.of("s", Step.act(new Action.Write("README.md", "mine now")), EDIT, FINISH));
        assertThat(room.propose(Provider.OPENAI)).isInstanceOf(Proposal.Edited.class);
        assertThat(room.file("README.md")).isEqualTo("# Read me\n");
        assertThat(room.server.log().steps().get(1).body().toString()).contains("Only these may");
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void whatGoesBackGoesOnInTheSameConversation(Provider provider) throws IOException {
        room.follow(Script.of("s", EDIT, FINISH, Step.act(new Action.Edit("src/main.c", "7", "8")),
                finish("level 8 does not crash")));
        try (LlmProposer proposer = room.proposer(provider)) {
            room.propose(proposer, 5, 1, null);
            Proposal second = room.propose(proposer, 5, 2,
                    new Setback(Setback.Kind.CRASH, "exit code 3", "Segmentation fault"));
            assertThat(second).isInstanceOfSatisfying(Proposal.Edited.class,
                    edited -> assertThat(edited.hypothesis()).isEqualTo("level 8 does not crash"));
        }
        String last = room.server.log().steps().get(3).body().toString();
        assertThat(last).contains("level 7 is faster", "exit code 3", "Segmentation fault");
        assertThat(room.file("src/main.c")).contains("8");
        assertThat(Files.readString(home.resolve("runs/5/prompt-2.md"))).contains("Segmentation fault")
                .doesNotContain("Make it faster");
        assertThat(room.lines("runs/5/llm-2.jsonl").getFirst().path("goes_on").asBoolean()).isTrue();
    }

    @Test
    void withoutItsConversationASetbackStartsAFreshOneWithTheWholeBrief() {
        room.follow(Script.of("s", EDIT, FINISH));
        try (LlmProposer proposer = room.proposer(Provider.OPENAI)) {
            room.propose(proposer, 5, 2, new Setback(Setback.Kind.GUARD, "the tests failed", "1 of 9"));
        }
        assertThat(room.server.log().steps().getFirst().body().toString()).contains("Make it faster",
                "the tests failed");
    }

    @Test
    void everyExperimentIsAFreshConversation() throws IOException {
        room.follow(Script.of("s", EDIT, FINISH));
        try (LlmProposer proposer = room.proposer(Provider.OPENAI)) {
            room.propose(proposer, 5, 1, null);
            Files.writeString(room.desk.resolve("src/main.c"), "int level = 6;\n");
            room.propose(proposer, 6, 1, null);
        }
        assertThat(room.server.log().steps().get(2).body().toString()).doesNotContain("level 7 is faster");
    }

    @Test
    void stopEndsARunningResponseWithinASecond() throws Exception {
        room.follow(Script.of("s", Step.say("a long text").delayed(Duration.ZERO, Duration.ofSeconds(30))));
        assertThat(stopped(() -> room.server.log().count() == 1)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void stopEndsAWaitWithinASecond() throws Exception {
        room.patience = Duration.ofMinutes(10);
        room.timeout = Duration.ofMinutes(10);
        room.follow(Script.of("s", EDIT.failing(new Fault.Status(429, "60", "slow down"))));
        assertThat(stopped(() -> !room.watched.waits().isEmpty())).isLessThan(Duration.ofSeconds(1));
    }

    private Duration stopped(java.util.concurrent.Callable<Boolean> when) throws Exception {
        var stop = new Stop();
        try (LlmProposer proposer = room.proposer(Provider.ANTHROPIC)) {
            var proposal = CompletableFuture.supplyAsync(() -> room.propose(proposer, 5, 1, null, stop));
            Awaitility.await().until(when);
            Instant asked = Instant.now();
            stop.request();
            assertThat(proposal.get()).isInstanceOf(Proposal.Failed.class);
            return Duration.between(asked, Instant.now());
        }
    }

    @Test
    void theConversationStaysInTheFolderWithoutTheKey() throws IOException {
        room.follow(Script.of("s", READ, EDIT, FINISH));
        room.propose(Provider.OPENAI);
        List<JsonNode> lines = room.lines("runs/5/llm-1.jsonl");
        assertThat(lines).extracting(line -> line.path("kind").asString()).containsExactly("start", "system", "user",
                "assistant", "result", "assistant", "result", "assistant", "result", "end");
        assertThat(lines.get(3).at("/usage/input").asInt()).isEqualTo(800);
        assertThat(lines.get(3).at("/usage/cached").asInt()).isEqualTo(200);
        assertThat(Files.readString(home.resolve("runs/5/llm-1.jsonl")) + Files.readString(
                home.resolve("runs/5/prompt-1.md"))).doesNotContain("test-key").contains("Make it faster");
    }

    @Test
    void aModelWhosePriceNobodyKnowsIsCountedInTokensAndThatIsSaidOnce() {
        room.price = null;
        room.follow(Script.of("s", EDIT, FINISH));
        try (LlmProposer proposer = room.proposer(Provider.COMPATIBLE)) {
            assertThat(proposer.note()).isEqualTo("no price is known for compatible/scripted-1: tokens are counted, "
                    + "money is not, and no cap on money holds; give its price to change that");
            room.propose(proposer, 5, 1, null);
        }
        assertThat(room.watched.spent().dollars()).isZero();
        assertThat(room.watched.spent().tokens()).isPositive();
        room.price = new Price(1, 1, 1);
        try (LlmProposer proposer = room.proposer(Provider.COMPATIBLE)) {
            assertThat(proposer.note()).isEmpty();
        }
    }

    @Test
    void aProposerWithoutAModelIsRefused() {
        assertThatThrownBy(() -> room.proposer(List.of())).isInstanceOf(Refusal.class)
                .hasMessageContaining("has no model");
        assertThat(LlmProposer.describe(
                new LlmSettings(List.of(ModelChoice.of(Provider.OLLAMA, "a"), ModelChoice.of(Provider.GEMINI, "b")), 1,
                        List.of())))
                .isEqualTo("llm: ollama/a, gemini/b");
    }

    static Step finish(String hypothesis) {
        return Step.act(new Action.Call("finish", MAPPER.readTree("""
                {"hypothesis": "%s", "expects": "ms goes down", "ideas": ["try level 8"],
                 "lessons": [{"text": "levels matter", "experiments": [0]}], "idea": 0}
                """.formatted(hypothesis))));
    }
}
