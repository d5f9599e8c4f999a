package dev.autoresearch.proposers.acp;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.proposers.acp.JsonRpc.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// A conversation with an agent that speaks the Agent Client Protocol: its program runs from [#open] to [#close], and its
/// session holds as many turns as are wanted. When it is closed, no process of the agent is left.
///
/// One turn at a time; [#cancel] and [#close] may be called from any thread.
public final class AcpConversation implements AutoCloseable {
    /// A program that talks and is waited for has no limit of its own: turns have.
    private static final Duration LIFE = Duration.ofDays(3_650);
    private static final long LOG_LIMIT = 4L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AcpSetup setup;
    private final AcpTranscript transcript;
    private final AcpClient client;
    private final Stop end = new Stop();
    private final CompletableFuture<Optional<JsonRpc>> connection = new CompletableFuture<>();
    private final CompletableFuture<Execution> execution = new CompletableFuture<>();
    private volatile CompletableFuture<Object> wish = new CompletableFuture<>();
    private final String earlier;
    private String session = "";
    private boolean begun;
    private String agent = "";
    private String model = "";
    private String ways = "";

    private AcpConversation(AcpSetup setup, String earlier, Consumer<AcpEvent> listener) {
        this.setup = setup;
        this.earlier = earlier;
        this.transcript = new AcpTranscript(setup.transcript());
        this.client = new AcpClient(setup.policy(), setup.commands(), listener, transcript::note);
    }

    /// Starts an agent. Whether that went well is told by the first turn.
    ///
    /// @param listener is told what happens, on a thread of the conversation; it must not wait. What it throws ends the
    ///                 agent and comes out of [#turn]
    /// @throws dev.autoresearch.config.Refusal if the transcript cannot be written
    public static AcpConversation open(Executor executor, AcpSetup setup, Consumer<AcpEvent> listener) {
        return open(executor, setup, "", listener);
    }

    /// Starts an agent that is to go on in a session of an earlier program of its kind, where it can.
    ///
    /// @param earlier the [#session()] of then; empty for none
    static AcpConversation open(Executor executor, AcpSetup setup, String earlier, Consumer<AcpEvent> listener) {
        var conversation = new AcpConversation(setup, earlier, listener);
        Thread.ofVirtual().name("acp agent").start(() -> conversation.run(executor));
        return conversation;
    }

    /// Says something to the agent and waits until it has done what it makes of it. The first turn also opens the session.
    ///
    /// @param timeout of the turn
    /// @param stop    ends the turn early: by the agent itself, or its program with everything it started
    public TurnEnd turn(String prompt, Duration timeout, Stop stop) {
        return turn(prompt, prompt, timeout, stop);
    }

    /// The same with other words for a session that knows what was said before.
    ///
    /// @param fresh   for a new session
    /// @param further for one that goes on
    TurnEnd turn(String fresh, String further, Duration timeout, Stop stop) {
        var wished = new CompletableFuture<Object>();
        wish = wished;
        try (Stop.Registration _ = stop.onRequest(() -> wished.complete(stop))) {
            var clock = new TurnClock(wished, timeout);
            Optional<JsonRpc> rpc = clock.await(connection).orElse(Optional.empty());
            if (rpc.isEmpty()) {
                return connection.isDone() ? gone() : abort(clock);
            }
            TurnEnd trouble = session.isEmpty() ? begin(rpc.get(), clock) : null;
            String prompt = begun ? further : fresh;
            begun = true;
            return trouble == null ? prompt(rpc.get(), prompt, clock) : trouble;
        }
    }

    /// Ends the turn that goes on, if any, as a stop does.
    public void cancel() {
        wish.complete(this);
    }

    /// Whether the agent can be talked to; not when its program has ended.
    public boolean alive() {
        return !execution.isDone() && !end.requested();
    }

    /// The session's name; empty before the first turn. Of unknown origin.
    String session() {
        return session;
    }

    /// The agent's name and version as it says, and empty before the first turn. Of unknown origin.
    public String agent() {
        return agent;
    }

    /// The model as the agent says; empty when it did not. Of unknown origin.
    public String model() {
        return model;
    }

    /// Closes the agent's input, waits for it to end, and ends what is left of it.
    @Override
    public void close() {
        cancel();
        JsonRpc rpc = connection.getNow(Optional.empty()).orElse(null);
        if (rpc == null) {
            end.request();
        } else {
            rpc.close();
        }
        try {
            ended();
        } catch (RuntimeException | Error e) {
            // the turn that it ended has thrown it
            transcript.note("ended by a failure here: " + e);
        }
    }

    private void run(Executor executor) {
        try (transcript) {
            execution.complete(executor.run(new Task(setup.command(), setup.desk(), setup.environment(), LIFE,
                    Duration.ZERO, setup.log(), LOG_LIMIT, null, null, this::talk), end));
        } catch (RuntimeException | Error e) {
            execution.completeExceptionally(e);
        } finally {
            connection.complete(Optional.empty());
        }
    }

    private void talk(OutputStream input, InputStream output) throws IOException {
        var rpc = new JsonRpc(input, client, transcript);
        connection.complete(Optional.of(rpc));
        rpc.read(output);
        if (rpc.ignored() > 0) {
            transcript.note(rpc.ignored() + " lines were not understood");
        }
    }

    /// Opens the session.
    ///
    /// @return how the turn ended already; null when it can go on
    private @Nullable TurnEnd begin(JsonRpc rpc, TurnClock clock) {
        try {
            JsonNode initialized = ask(rpc, Handshake.initialize(setup.version()), clock);
            Optional<String> unsuited = Handshake.unsuited(initialized);
            if (unsuited.isPresent()) {
                return new TurnEnd.Failed(unsuited.get(), "");
            }
            agent = Handshake.agent(initialized);
            ways = Handshake.ways(initialized);
            Optional<JsonNode> loaded = earlier.isEmpty() || !Handshake.loads(initialized)
                    ? Optional.empty()
                    : tried(rpc, Handshake.load(earlier, setup.desk()), clock);
            begun = loaded.isPresent();
            JsonNode created = loaded.isPresent()
                    ? Handshake.named(loaded.get(), earlier)
                    : ask(rpc, Handshake.session(setup.desk()), clock);
            String id = created.path("sessionId").asString("");
            if (id.isEmpty()) {
                return new TurnEnd.Failed("it opened no session", "");
            }
            model = setup.model().isEmpty() ? Handshake.model(created) : setup.model();
            for (Handshake.Question question : Handshake.settings(created, setup.mode(), setup.model())) {
                JsonNode _ = ask(rpc, question, clock);
            }
            session = id;
            return null;
        } catch (Handshake.Unknown e) {
            return new TurnEnd.Failed(String.valueOf(e.getMessage()), "");
        } catch (Ended e) {
            return e.how;
        }
    }

    /// An answer, unless the agent says no.
    private Optional<JsonNode> tried(JsonRpc rpc, Handshake.Question question, TurnClock clock) throws Ended {
        CompletableFuture<Answer> asked = rpc.ask(question.method(), question.params());
        return switch (clock.await(asked).orElse(null)) {
            case Answer.Result(JsonNode value) -> Optional.of(value);
            case Answer.Trouble _ -> Optional.empty();
            case Answer.Gone _ -> throw new Ended(gone());
            case null -> throw new Ended(abort(clock));
        };
    }

    private JsonNode ask(JsonRpc rpc, Handshake.Question question, TurnClock clock) throws Ended {
        CompletableFuture<Answer> asked = rpc.ask(question.method(), question.params());
        return switch (clock.await(asked).orElse(null)) {
            case Answer.Result(JsonNode value) -> value;
            case Answer.Trouble error -> throw new Ended(Failures.end(error, ways, ""));
            case Answer.Gone _ -> throw new Ended(gone());
            case null -> throw new Ended(abort(clock));
        };
    }

    private TurnEnd prompt(JsonRpc rpc, String prompt, TurnClock clock) {
        client.begin(session);
        ObjectNode params = JSON.createObjectNode().put("sessionId", session);
        params.putArray("prompt").addObject().put("type", "text").put("text", prompt);
        CompletableFuture<Answer> asked = rpc.ask("session/prompt", params);
        Answer answer = clock.await(asked).orElse(null);
        boolean asking = answer == null;
        if (asking) {
            client.ending();
            rpc.tell("session/cancel", JSON.createObjectNode().put("sessionId", session));
            answer = new TurnClock(new CompletableFuture<>(), setup.grace()).await(asked).orElse(null);
        }
        return switch (answer) {
            case Answer.Result(JsonNode result) -> finished(result, asking ? clock : null);
            case Answer.Trouble _ when asking -> new TurnEnd.Cancelled(clock.why(), client.text());
            case Answer.Trouble error -> Failures.end(error, ways, client.text());
            case Answer.Gone _ -> asking ? abort(clock) : gone();
            case null -> {
                TurnEnd aborted = abort(clock);
                yield asked.getNow(null) instanceof Answer.Result(JsonNode late) ? finished(late, clock) : aborted;
            }
        };
    }

    /// @param clock of a turn that was asked to end; null for another
    private TurnEnd finished(JsonNode result, @Nullable TurnClock clock) {
        client.end(result);
        String text = client.text();
        String reason = result.path("stopReason").asString("");
        return switch (reason) {
            case "end_turn" -> new TurnEnd.Done(text);
            case "max_tokens" -> new TurnEnd.CutShort("its model reached its limit of tokens", text);
            case "max_turn_requests" -> new TurnEnd.CutShort("it reached its limit of answers in one turn", text);
            case "refusal" -> new TurnEnd.Declined(text);
            case "cancelled" -> clock == null
                    ? new TurnEnd.Failed("it cancelled the turn by itself", text)
                    : new TurnEnd.Cancelled(clock.why(), text);
            default -> new TurnEnd.Failed("it ended the turn without a reason that is known", text);
        };
    }

    /// The agent does not heed: its program is ended.
    private TurnEnd abort(TurnClock clock) {
        end.request();
        ended();
        return new TurnEnd.Cancelled(clock.why(), client.text());
    }

    /// The agent has left the conversation.
    private TurnEnd gone() {
        Ending ending = ended().ending();
        return new TurnEnd.Failed(ending instanceof Ending.NotStarted
                ? ending.phrase()
                : "it broke off: " + ending.phrase(), client.text());
    }

    /// Waits for the program's end, and brings it about when that takes too long.
    private Execution ended() {
        Optional<Execution> done = new TurnClock(new CompletableFuture<>(), setup.grace()).await(execution);
        if (done.isEmpty()) {
            end.request();
        }
        return done.orElseGet(() -> new TurnClock(new CompletableFuture<>(), LIFE).await(execution).orElseThrow());
    }

    /// The turn ended before it began.
    private static final class Ended extends Exception {
        private final transient TurnEnd how;

        Ended(TurnEnd how) {
            super(how.toString());
            this.how = how;
        }
    }
}
