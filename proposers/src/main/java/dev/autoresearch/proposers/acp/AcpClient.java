package dev.autoresearch.proposers.acp;

import dev.autoresearch.proposers.text.OneLine;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// This side of a conversation, as the agent sees it: files, permissions, and an ear for what it tells. Thread-safe.
final class AcpClient implements JsonRpc.Peer {
    private static final int SHOWN = 200;

    private final FileRequests files;
    private final Permissions permissions;
    private final Consumer<AcpEvent> listener;
    private final Consumer<String> notes;
    private final ToolCalls tools = new ToolCalls();
    private final UsageMeter meter;
    private final TurnText text = new TurnText();
    private String session = "";
    private boolean ending;

    /// @param commands whether the agent may run commands
    /// @param listener is told what happens, on the thread that reads
    /// @param notes    gets decisions, a line each
    AcpClient(FilePolicy policy, boolean commands, Consumer<AcpEvent> listener, Consumer<String> notes) {
        this.files = new FileRequests(policy);
        this.permissions = new Permissions(policy, commands);
        this.listener = listener;
        this.notes = notes;
        this.meter = new UsageMeter(listener);
    }

    /// A turn begins in this session.
    synchronized void begin(String session) {
        this.session = session;
        ending = false;
        meter.begin();
        text.begin();
    }

    /// The agent was asked to end the turn: it gets no permission any more.
    synchronized void ending() {
        ending = true;
    }

    /// The turn ended with this result.
    synchronized void end(JsonNode result) {
        meter.end(result);
    }

    /// The agent's last message in this turn.
    synchronized String text() {
        return text.last();
    }

    @Override
    public synchronized JsonNode answer(String method, JsonNode params) throws JsonRpc.Refused {
        return switch (method) {
            case "fs/read_text_file" -> file(method, params, files::read);
            case "fs/write_text_file" -> file(method, params, files::write);
            case "session/request_permission" -> permission(params);
            default -> throw new JsonRpc.Refused(JsonRpc.METHOD_NOT_FOUND, "there is no " + OneLine.of(method, SHOWN));
        };
    }

    @Override
    public synchronized void hear(String method, JsonNode params) {
        JsonNode update = params.path("update");
        String of = params.path("sessionId").asString("");
        boolean ours = !session.isEmpty() && (of.isEmpty() || of.equals(session));
        if (!method.equals("session/update") || !update.isObject() || !ours) {
            return;
        }
        text.update(update);
        meter.update(update);
        String kind = update.path("sessionUpdate").asString("");
        if (kind.equals("tool_call") || kind.equals("tool_call_update")) {
            ToolCall call = tools.add(update);
            listener.accept(new AcpEvent.Tool(call.id(), call.title(), call.kind(), call.status()));
        }
    }

    private JsonNode permission(JsonNode params) {
        JsonNode options = params.path("options");
        ToolCall call = tools.add(params.path("toolCall"));
        Optional<String> refusal = ending
                ? Optional.of("the turn is being ended")
                : permissions.refusal(call);
        if (refusal.isEmpty() && !Permissions.canAllow(options)) {
            refusal = Optional.of("it offers no permission for just this once");
        }
        String what = (call.kind().isEmpty() ? "" : call.kind() + " ") + OneLine.of(call.title(), SHOWN);
        refusal.ifPresentOrElse(why -> refused(what, why), () -> notes.accept("allowed: " + what));
        return ending
                ? Permissions.cancelled()
                : Permissions.outcome(options, refusal.isEmpty());
    }

    private JsonNode file(String method, JsonNode params, FileRequest request) throws JsonRpc.Refused {
        try {
            return request.answer(params);
        } catch (JsonRpc.Refused e) {
            refused(method, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void refused(String what, String why) {
        notes.accept("refused: " + OneLine.of(what + ": " + why, 2 * SHOWN));
        listener.accept(new AcpEvent.Refused(what, why));
    }

    private interface FileRequest {
        ObjectNode answer(JsonNode params) throws JsonRpc.Refused;
    }
}
