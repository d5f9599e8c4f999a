package dev.autoresearch.proposers.llm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposers.scripted.Action;
import dev.autoresearch.proposers.scripted.Fault;
import dev.autoresearch.proposers.scripted.RequestLog;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.autoresearch.proposers.scripted.Step;
import dev.autoresearch.proposers.scripted.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class ModelTest {
    private static final Tokens COST = new Tokens(1000, 200, 0, 50, 5);

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aResponseGivesTextAndTheTokensThatTheServiceCounted(Provider provider) {
        try (var server = ScriptedModel.with(Script.of("s", Step.say("Hello there").costing(COST)).unmarked())) {
            Answer answer = ask(provider, server, Asking.request(new Message.User("Hi")));
            assertThat(answer).isInstanceOfSatisfying(Answer.Ok.class, ok -> {
                assertThat(ok.text()).isEqualTo("Hello there");
                assertThat(ok.whole()).isTrue();
                assertThat(ok.calls()).isEmpty();
                assertThat(ok.usage()).isEqualTo(expected(provider));
            });
            assertThat(server.log().steps()).singleElement().satisfies(entry -> {
                assertThat(entry.stream()).isTrue();
                assertThat(entry.key()).isEqualTo(
                        provider.keyVariable().isEmpty() ? RequestLog.Key.NONE : RequestLog.Key.OK);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aConversationGoesOnOverParallelToolCalls(Provider provider) {
        Script script = Script.of("s",
                Step.act(new Action.Read("a.txt"), new Action.Read("b.txt")).saying("Looking.").thinking("Hm."),
                Step.say("Done"));
        try (var server = ScriptedModel.with(script)) {
            Message user = new Message.User("Read both");
            Answer.Ok first = (Answer.Ok) ask(provider, server, Asking.request(user));
            assertThat(first.calls()).extracting(ToolCall::name).containsExactly("read_file", "read_file");
            assertThat(first.calls()).extracting(call -> call.arguments().replace(" ", ""))
                    .containsExactly("{\"path\":\"a.txt\"}", "{\"path\":\"b.txt\"}");
            Answer second = ask(provider, server, Asking.request(user, first.said(),
                    new Message.Result(first.calls().get(0), "A content", false),
                    new Message.Result(first.calls().get(1), "not found", true)));
            assertThat(second).isInstanceOfSatisfying(Answer.Ok.class,
                    ok -> assertThat(ok.text()).startsWith("Done"));
            assertThat(server.log().steps().get(1).body().toString()).contains("A content", "not found", "b.txt");
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void statusesSayWhetherWaitingHelps(Provider provider) {
        assertThat(failing(provider, new Fault.Status(429, "7", "slow down")))
                .isInstanceOfSatisfying(Answer.RateLimited.class, limited -> {
                    assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(limited.what()).isEqualTo("HTTP 429: slow down");
                });
        assertThat(failing(provider, new Fault.Status(500, "", "oh"))).isInstanceOf(Answer.Overloaded.class);
        assertThat(failing(provider, new Fault.Status(529, "", "oh"))).isInstanceOf(Answer.Overloaded.class);
        assertThat(failing(provider, new Fault.Status(401, "", "bad key"))).isInstanceOf(Answer.Unauthorized.class);
        assertThat(failing(provider, new Fault.Status(403, "", "no"))).isInstanceOf(Answer.Unauthorized.class);
        assertThat(failing(provider, new Fault.Status(400, "", "what"))).isInstanceOf(Answer.BadRequest.class);
        assertThat(failing(provider, new Fault.Status(404, "", "who"))).isInstanceOf(Answer.BadRequest.class);
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void aStreamThatBreaksOffIsTruncatedAndWhatWasSeenIsCounted(Provider provider) {
        int events = provider == Provider.ANTHROPIC ? 4 : 1;
        assertThat(failing(provider, new Fault.Cut(events, Duration.ZERO)))
                .isInstanceOfSatisfying(Answer.Truncated.class, cut -> {
                    assertThat(cut.usage().in()).isPositive();
                    assertThat(cut.usage().estimated()).isTrue();
                });
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void anEventThatIsNoJsonIsMalformedAndCounted(Provider provider) {
        assertThat(failing(provider, new Fault.Malformed())).isInstanceOfSatisfying(Answer.Malformed.class,
                malformed -> assertThat(malformed.usage().in()).isPositive());
    }

    @ParameterizedTest
    @EnumSource(value = Provider.class, names = "OLLAMA", mode = EnumSource.Mode.EXCLUDE)
    void aRefusalOfTheModelIsSaidAndCounted(Provider provider) {
        assertThat(failing(provider, new Fault.Refusal("not this"))).isInstanceOfSatisfying(Answer.Refused.class,
                refused -> assertThat(refused.usage().output()).isEqualTo(50));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void anAnswerThatBecameTooLongIsNotWhole(Provider provider) {
        assertThat(failing(provider, new Fault.Length())).isInstanceOfSatisfying(Answer.Ok.class,
                ok -> assertThat(ok.whole()).isFalse());
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void silenceAndLengthAreLimited(Provider provider) {
        Script hangs = Script.of("s", Step.say("late").failing(new Fault.Hang(Duration.ofSeconds(30))));
        Script stalls = Script.of("s",
                Step.say("a text").failing(new Fault.Cut(1, Duration.ofSeconds(30))));
        Script slow = Script.of("s", Step.say("a long text").delayed(Duration.ZERO, Duration.ofMillis(120)));
        var impatient = new Limits(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(20));
        var brisk = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofMillis(100));
        assertThat(ask(provider, hangs, impatient)).isInstanceOfSatisfying(Answer.TimedOut.class,
                late -> assertThat(late.what()).isEqualTo("nothing was heard for 0.3 s"));
        assertThat(ask(provider, stalls, impatient)).isInstanceOf(Answer.TimedOut.class);
        assertThat(ask(provider, slow, brisk)).isInstanceOfSatisfying(Answer.TimedOut.class,
                late -> assertThat(late.what()).isEqualTo("no whole answer within 0.1 s"));
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void stopEndsARunningResponseAtOnce(Provider provider) throws Exception {
        Script slow = Script.of("s", Step.say("a long text").delayed(Duration.ZERO, Duration.ofSeconds(20)));
        try (var server = ScriptedModel.with(slow)) {
            var stop = new Stop();
            var answer = CompletableFuture.supplyAsync(() -> Asking.ask(provider, server.baseUrl(), Asking.LIMITS,
                    Asking.request(new Message.User("Hi")), stop));
            org.awaitility.Awaitility.await().until(() -> server.log().count() == 1);
            Instant asked = Instant.now();
            stop.request();
            assertThat(answer.get()).isInstanceOf(Answer.Cancelled.class);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void nobodyThereIsUnreachable() {
        String nowhere;
        try (var server = RawServer.events(false)) {
            nowhere = server.url();
        }
        assertThat(Asking.ask(Provider.COMPATIBLE, nowhere, Asking.LIMITS, hello(), new Stop()))
                .isInstanceOfSatisfying(Answer.Unreachable.class,
                        gone -> assertThat(gone.what()).contains("127.0.0.1", "cannot be reached"));
    }

    @Test
    void aServiceThatSaysNothingOfTokensIsReckonedFromCharacters() {
        try (var server = RawServer.events(false,
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(400) + "\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")) {
            assertThat(Asking.ask(Provider.COMPATIBLE, server.url(), Asking.LIMITS, hello(), new Stop()))
                    .isInstanceOfSatisfying(Answer.Ok.class, ok -> {
                        assertThat(ok.usage().output()).isEqualTo(100);
                        assertThat(ok.usage().input()).isBetween(10L, 200L);
                        assertThat(ok.usage().estimated()).isTrue();
                    });
        }
    }

    @Test
    void aConnectionThatStaysOpenAfterTheEndIsNotWaitedFor() {
        try (var server = RawServer.events(true,
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}",
                "[DONE]")) {
            Instant asked = Instant.now();
            assertThat(Asking.ask(Provider.COMPATIBLE, server.url(), Asking.LIMITS, hello(), new Stop()))
                    .isInstanceOfSatisfying(Answer.Ok.class, ok -> assertThat(ok.text()).isEqualTo("hi"));
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void anErrorInTheStreamIsNoAnswer() {
        try (var server = RawServer.events(false,
                "{\"error\":{\"message\":\"the backend is overloaded\",\"code\":503}}")) {
            assertThat(Asking.ask(Provider.COMPATIBLE, server.url(), Asking.LIMITS, hello(), new Stop()))
                    .isInstanceOfSatisfying(Answer.Overloaded.class,
                            busy -> assertThat(busy.what()).contains("the backend is overloaded"));
        }
    }

    @Test
    void anEmptyAccountIsNotARateLimit() {
        try (var server = RawServer.status("429 Too Many Requests", "",
                "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}")) {
            assertThat(Asking.ask(Provider.OPENAI, server.url(), Asking.LIMITS, hello(), new Stop()))
                    .isInstanceOf(Answer.Unauthorized.class);
        }
    }

    @Test
    void aServiceThatRepeatsTheKeyDoesNotSpreadIt() {
        try (var server = RawServer.status("401 Unauthorized", "",
                "{\"error\":{\"message\":\"Incorrect key " + ScriptedModel.KEY + " given\"}}")) {
            assertThat(Asking.ask(Provider.OPENAI, server.url(), Asking.LIMITS, hello(), new Stop()).what())
                    .isEqualTo("HTTP 401: Incorrect key (key) given");
        }
    }

    @Test
    void argumentsThatAreNoJsonComeAsTheyAreAndDoNotBreakTheConversation() {
        try (var broken = RawServer.events(false,
                "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"read_file\",\"arguments\":\"{\\\"path\\\": oops\"}}]}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}", "[DONE]");
                var server = ScriptedModel.with(Script.of("s", Step.say("Sorry")))) {
            Answer.Ok first = (Answer.Ok) Asking.ask(Provider.COMPATIBLE, broken.url(), Asking.LIMITS, hello(),
                    new Stop());
            assertThat(first.calls()).singleElement().extracting(ToolCall::arguments).isEqualTo("{\"path\": oops");
            for (Provider provider : Provider.values()) {
                assertThat(ask(provider, server, Asking.request(new Message.User("Hi"), first.said(),
                        new Message.Result(first.calls().getFirst(), "no JSON", true)))).isInstanceOf(Answer.Ok.class);
            }
        }
    }

    @Test
    void anthropicCachesToolsSystemTheConstantPartAndTheConversationSoFar() {
        try (var server = ScriptedModel.with(Script.of("s", Step.act(new Action.Read("a")), Step.say("Done")))) {
            Message user = new Message.User("Hi");
            Answer.Ok first = (Answer.Ok) ask(Provider.ANTHROPIC, server, Asking.request(user));
            ask(Provider.ANTHROPIC, server,
                    Asking.request(user, first.said(), new Message.Result(first.calls().getFirst(), "a", false)));
            JsonNode body = server.log().steps().get(1).body();
            assertThat(body.at("/system/0/cache_control/type").asString()).isEqualTo("ephemeral");
            assertThat(body.at("/tools/0/cache_control/type").asString()).isEqualTo("ephemeral");
            assertThat(body.at("/messages/0/content/0/cache_control/type").asString()).isEqualTo("ephemeral");
            assertThat(body.at("/messages/1/content/0/cache_control").isMissingNode()).isTrue();
            assertThat(body.at("/messages/2/content/0/cache_control/type").asString()).isEqualTo("ephemeral");
        }
    }

    @Test
    void aMissingKeyIsRefusedByTheNameOfItsVariable() {
        try (var models = new Models()) {
            assertThatThrownBy(() -> models.connect(ModelChoice.of(Provider.ANTHROPIC, "m"), Map.of()))
                    .isInstanceOf(Refusal.class).hasMessageContaining("ANTHROPIC_API_KEY");
            assertThatThrownBy(() -> models.connect(Asking.choice(Provider.COMPATIBLE, "localhost"), Map.of()))
                    .isInstanceOf(Refusal.class).hasMessageContaining("'localhost'");
            assertThatThrownBy(() -> models.connect(Asking.choice(Provider.COMPATIBLE, ""), Map.of()))
                    .isInstanceOf(Refusal.class).hasMessageContaining("no base URL");
            assertThat(models.connect(Asking.choice(Provider.OLLAMA, ""), Map.of()).name())
                    .isEqualTo("ollama/scripted-1");
        }
    }

    private static Request hello() {
        return Asking.request(new Message.User("Hi"));
    }

    private static Usage expected(Provider provider) {
        return provider == Provider.OLLAMA
                ? new Usage(1000, 0, 0, 50, 0, false)
                : new Usage(800, 200, 0, 50, provider == Provider.ANTHROPIC ? 0 : 5, false);
    }

    private static Answer failing(Provider provider, Fault fault) {
        Script script = Script.of("s", Step.say("a text of some length").costing(COST).failing(fault));
        return ask(provider, script, Asking.LIMITS);
    }

    private static Answer ask(Provider provider, Script script, Limits limits) {
        try (var server = ScriptedModel.with(script)) {
            return Asking.ask(provider, server.baseUrl(), limits, hello(), new Stop());
        }
    }

    private static Answer ask(Provider provider, ScriptedModel server, Request request) {
        return Asking.ask(provider, server.baseUrl(), Asking.LIMITS, request, new Stop());
    }
}
