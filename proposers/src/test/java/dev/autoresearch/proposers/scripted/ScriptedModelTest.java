package dev.autoresearch.proposers.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

final class ScriptedModelTest {
    private final ScriptedModel model = ScriptedModel.start();

    @AfterEach
    void close() {
        model.close();
    }

    static Stream<Arguments> ways() {
        return Client.dialects().stream()
                .flatMap(dialect -> Stream.of(Arguments.of(dialect, true), Arguments.of(dialect, false)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anAgentOfEachDialectIsLedThroughTheScript(String dialect, boolean stream) throws IOException {
        Client client = Client.of(dialect, model.baseUrl(), stream);
        client.user("Change it. [[script edit cwd=/w new=43]]");

        Client.Answer read = client.ask();
        assertThat(read.tool()).isIn("read_file", "Read");
        assertThat(read.arguments()).isEqualTo(Json.object("file_path", "/w/target.txt"));
        assertThat(read.input()).isEqualTo(1000);
        assertThat(read.output()).isEqualTo(50);

        client.result("value = 41");
        Client.Answer edit = client.ask();
        assertThat(edit.tool()).isIn("edit", "Edit", "replace");
        assertThat(edit.text()).startsWith("I change the number.");
        assertThat(edit.arguments()).isEqualTo(
                Json.object("file_path", "/w/target.txt", "old_string", "value = 41", "new_string", "43"));

        client.result("done");
        Client.Answer end = client.ask();
        assertThat(end.tool()).isEmpty();
        assertThat(end.text()).startsWith("Changed the number.");
        assertThat(end.stop()).isIn("stop", "completed", "end_turn", "STOP");

        assertThat(model.log().answered()).extracting(RequestLog.Entry::step).containsExactly(1, 2, 3);
        assertThat(model.log().answered()).allSatisfy(entry -> {
            assertThat(entry.dialect()).isEqualTo(dialect);
            assertThat(entry.stream()).isEqualTo(stream);
            assertThat(entry.key()).isEqualTo(RequestLog.Key.OK);
            assertThat(entry.conversation()).isEqualTo(1);
        });
        assertThat(model.log().usage()).isEqualTo(new Tokens(3000, 600, 0, 150, 15));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRequestSentAgainGetsTheSameStep(String dialect, boolean stream) throws IOException {
        Client client = Client.of(dialect, model.baseUrl(), stream);
        client.user("[[script edit]]");
        client.ask();
        client.result("value = 41");
        client.ask();
        client.messages.remove(client.messages.size() - 1);
        if (dialect.equals("responses")) {
            client.messages.remove(client.messages.size() - 1);
        }

        assertThat(client.ask().arguments().path("old_string").asString()).isEqualTo("value = 41");
        assertThat(model.log().steps()).extracting(RequestLog.Entry::step).containsExactly(1, 2, 2);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aFaultThatHappensTwiceIsOverAtTheThirdRequest(String dialect, boolean stream) throws IOException {
        model.follow(Script.parse("busy", """
                {"steps": [{"fault": {"status": 429, "times": 2, "retry_after": 1, "message": "slow down"},
                            "do": {"act": "read", "path": "a"}}]}"""));
        Client client = Client.of(dialect, model.baseUrl(), stream);
        client.user("Go.");

        for (int i = 0; i < 2; i++) {
            var refused = client.send();
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(refused.body()).contains("slow down");
        }
        assertThat(client.ask().tool()).isNotEmpty();
        assertThat(model.log().steps()).extracting(RequestLog.Entry::outcome).containsExactly(
                RequestLog.Outcome.FAULT, RequestLog.Outcome.FAULT, RequestLog.Outcome.ANSWERED);
        assertThat(model.log().answered().getFirst().conversation()).isEqualTo(1);
        assertThat(model.log().usage()).isEqualTo(Tokens.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aCutBreaksTheConnectionInTheMiddle(String dialect, boolean stream) {
        model.follow(Script.of("cut", Step.say("a long text").failing(new Fault.Cut(1, Duration.ZERO))));
        Client client = Client.of(dialect, model.baseUrl(), stream);
        client.user("Go.");

        assertThatThrownBy(client::send).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatIsMalformedComesWithStatus200(String dialect, boolean stream) throws IOException {
        model.follow(Script.of("broken", Step.say("a long text").failing(new Fault.Malformed(), 2)));
        Client client = Client.of(dialect, model.baseUrl(), stream);
        client.user("Go.");

        assertThat(client.send().statusCode()).isEqualTo(200);
        assertThatThrownBy(client::ask).isInstanceOf(JacksonException.class);
        assertThat(client.ask().text()).startsWith("a long text");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRefusalLooksAsTheDialectWantsIt(String dialect, boolean stream) throws IOException {
        model.follow(Script.of("refuse", Step.say("x").failing(new Fault.Refusal("I will not."))));
        Client client = Client.of(dialect, model.baseUrl(), stream);
        client.user("Go.");

        String body = client.send().body();

        assertThat(body).contains(switch (dialect) {
            case "anthropic" -> "\"stop_reason\":\"refusal\"";
            case "gemini" -> "\"finishReason\":\"SAFETY\"";
            case "ollama" -> "not.";
            default -> "\"refusal\":\"";
        });
        assertThat(body).doesNotContain("\"tool_calls\"").doesNotContain("of talk");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anAnswerThatBecomesTooLongSaysSo(String dialect, boolean stream) throws IOException {
        model.follow(Script.of("long", Step.say("and so on").failing(new Fault.Length())));
        Client client = Client.of(dialect, model.baseUrl(), stream);
        client.user("Go.");

        assertThat(client.ask().stop()).isIn("length", "max_tokens", "MAX_TOKENS", "incomplete");
    }

    @Test
    void aHangEndsWithoutAWordAndClosingTheServerEndsIt() throws Exception {
        model.follow(Script.of("hang", Step.say("x").failing(new Fault.Hang(Duration.ofMinutes(10)))));
        Client client = Client.of("chat", model.baseUrl(), true);
        client.user("Go.");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sent = threads.submit(client::send);
            await().until(() -> model.log().count() == 1);
            assertThat(model.log().steps().getFirst().outcome()).isEqualTo(RequestLog.Outcome.PENDING);

            model.close();

            assertThatThrownBy(sent::get).hasCauseInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void conversationsAtTheSameTimeDoNotDisturbEachOther(String dialect, boolean stream) throws Exception {
        model.follow(Script.parse("count", """
                {"steps": [{"do": {"act": "edit", "path": "f", "old": "{n}", "new": "first of {n}"}},
                           {"do": {"act": "edit", "path": "f", "old": "{n}", "new": "second of {n}"}},
                           {"say": "Done with {who}."}]}"""));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var said = new ArrayList<Future<String>>();
            for (int i = 0; i < 8; i++) {
                String who = "agent" + i;
                said.add(threads.submit(() -> {
                    Client client = Client.of(dialect, model.baseUrl(), stream);
                    client.user("[[script count who=" + who + "]]");
                    client.ask();
                    client.result("ok");
                    assertThat(client.ask().arguments().path("new_string").asString()).startsWith("second of");
                    client.result("ok");
                    return client.ask().text();
                }));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(said.get(i).get()).contains("Done with agent" + i + ".");
            }
        }
        assertThat(model.log().answered()).filteredOn(entry -> entry.step() == 1)
                .extracting(RequestLog.Entry::conversation).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void aRequestWithoutToolsIsASideCallAndTakesNoStep() throws IOException {
        Client client = Client.of("chat", model.baseUrl("edit"), true);
        client.user("What is a good title?");
        client.tools = false;
        assertThat(client.ask().text()).isEqualTo("side call");

        assertThat(model.log().steps()).isEmpty();
        assertThat(model.log().sideCalls()).hasSize(1);
        assertThat(model.log().usage()).isEqualTo(Tokens.NONE);
        assertThat(model.log().usage(RequestLog.Entry::side)).isEqualTo(Tokens.DEFAULT);
    }

    @Test
    void aScriptForClientsWithoutToolsAnswersThemWordByWord() throws IOException {
        model.follow(Script.of("plain", Step.say("{\"a\": 1}"), Step.say("second")).withoutTools().unmarked());
        Client client = Client.of("anthropic", model.baseUrl(), false);
        client.tools = false;
        client.user("Answer in JSON.");
        assertThat(client.ask().text()).isEqualTo("{\"a\": 1}");
        client.user("That was wrong.");
        assertThat(client.ask().text()).isEqualTo("second");
    }

    @Test
    void eachNewConversationOfAScriptBumpsTheNumberOnceMore(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("target.txt"), "a = 1\nvalue = 41 # yes\n");
        model.follow(Script.resource("bump"));
        for (int n = 1; n <= 3; n++) {
            Client client = Client.of("chat", model.baseUrl(), true);
            client.user("Current working directory: " + folder + "\nImprove it.");
            assertThat(client.ask().arguments()).isEqualTo(Json.object("file_path", file.toString()));
            client.result(Files.readString(file));
            assertThat(client.ask().arguments()).isEqualTo(Json.object("file_path", file.toString(), "old_string",
                    "value = 41 # yes", "new_string", "value = " + (41 + n) + " # yes"));
        }
    }

    @Test
    void aMessageAfterTheEndGoesOnWithTheScriptThatItNames() throws IOException {
        Client client = Client.of("responses", model.baseUrl(), true);
        client.user("[[script edit cwd=/w]]");
        client.ask();
        client.result("");
        client.ask();
        client.result("");
        client.ask();
        client.user("And now [[script edit cwd=/v]]");
        assertThat(client.ask().arguments().path("file_path").asString()).isEqualTo("/v/target.txt");
    }

    @Test
    void aRepeatingScriptBeginsAnewWithTheNextMessage() throws IOException {
        model.follow(Script.of("again", Step.act(new Action.Read("f{n}")), Step.say("Done.")).repeating());
        Client client = Client.of("anthropic", model.baseUrl(), true);
        for (int n = 1; n <= 3; n++) {
            client.user("Go.");
            assertThat(client.ask().arguments().path("file_path").asString()).isEqualTo("f" + n);
            client.result("");
            assertThat(client.ask().text()).startsWith("Done.");
        }
    }

    @Test
    void marksThatComeBackInAPromptCountForNothing() throws IOException {
        Client client = Client.of("chat", model.baseUrl(), true);
        client.user("Before, you said: Changed the number. (step 3 of talk 7)");
        assertThat(client.ask().tool()).isEqualTo("read_file");
    }

    @Test
    void aStepThatNoToolFitsIsLeftOutOrAnError() throws IOException {
        model.follow(Script.of("shell", Step.act(new Action.Shell("ls")).ifOffered(), Step.say("Done.")));
        Client client = Client.of("gemini", model.baseUrl(), true);
        client.user("Go.");
        assertThat(client.ask().text()).startsWith("Done.");

        model.follow(Script.of("must", Step.act(new Action.Shell("ls"))));
        Client other = Client.of("gemini", model.baseUrl(), true);
        other.user("Go.");
        Client.Answer error = other.ask();
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.text()).contains("replace");
        assertThat(model.log().entries().getLast().outcome()).isEqualTo(RequestLog.Outcome.ERROR);
    }
}
