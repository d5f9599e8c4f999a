package dev.autoresearch.proposers.acp;

import dev.autoresearch.exec.Executor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// An agent that gets a session open and then does as it is told, for every prompt.
final class Scene {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader in;
    private final OutputStream out;
    private JsonNode prompt = JSON.createObjectNode();
    private int asked = 100;
    private int turns;
    private final boolean loads;
    private String loaded = "";

    /// What an agent does with a prompt.
    interface Act {
        void play(Scene scene) throws IOException;
    }

    private Scene(BufferedReader in, OutputStream out, boolean loads) {
        this.loads = loads;
        this.in = in;
        this.out = out;
    }

    /// An executor whose every command is such an agent.
    static Executor agent(Act act) {
        return agent(false, act);
    }

    /// The same with an agent that may be able to go on in earlier sessions.
    static Executor agent(boolean loads, Act act) {
        return new InProcessAgent((input, output) -> new Scene(
                new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)), output, loads).play(act));
    }

    private void play(Act act) throws IOException {
        for (JsonNode message = next(); message != null; message = next()) {
            String id = message.path("id").toString();
            switch (message.path("method").asString("")) {
                case "initialize" -> write(out, "{'jsonrpc': '2.0', 'id': " + id
                        + ", 'result': {'protocolVersion': 1, 'agentCapabilities': {'loadSession': " + loads
                        + "}, 'agentInfo': {'name': 'example', 'version': '1.0'}, "
                        + "'authMethods': [{'id': 'x', 'name': 'Log in with Example'}]}}");
                case "session/new" -> write(out, "{'jsonrpc': '2.0', 'id': " + id
                        + ", 'result': {'sessionId': 's', 'modes': {'availableModes': [{'id': 'ask'}, {'id': 'code'}]}}}");
                case "session/load" -> {
                    loaded = message.path("params").path("sessionId").asString("");
                    chunk("of before");
                    write(out, "{'jsonrpc': '2.0', 'id': " + id + ", 'result': null}");
                }
                case "session/set_mode" -> write(out, "{'jsonrpc': '2.0', 'id': " + id + ", 'result': {}}");
                case "session/prompt" -> {
                    prompt = message;
                    turns++;
                    act.play(this);
                }
                default -> {
                    // not for an agent
                }
            }
        }
    }

    String prompt() {
        return prompt.path("params").path("prompt").path(0).path("text").asString("");
    }

    /// The session that was loaded; empty for none.
    String loaded() {
        return loaded;
    }

    /// How many turns there were, with this one.
    int turns() {
        return turns;
    }

    void result(String result) throws IOException {
        write(out, "{'jsonrpc': '2.0', 'id': " + prompt.path("id") + ", 'result': " + result + "}");
    }

    void error(int code, String message, String data) throws IOException {
        write(out,
                "{'jsonrpc': '2.0', 'id': " + prompt.path("id") + ", 'error': {'code': " + code + ", 'message': '"
                        + message + "', 'data': " + data + "}}");
    }

    void chunk(String text) throws IOException {
        chunk(text, "{}");
    }

    void chunk(String text, String meta) throws IOException {
        ObjectNode update = JSON.createObjectNode().put("sessionUpdate", "agent_message_chunk");
        update.putObject("content").put("type", "text").put("text", text);
        update.set("_meta", JSON.readTree(meta.replace('\'', '"')));
        update(update.toString());
    }

    /// A tool that is begun and done.
    void tool(String id, String kind, String status) throws IOException {
        tool(id, kind);
        update("{'sessionUpdate': 'tool_call_update', 'toolCallId': '" + id + "', 'status': '" + status + "'}");
    }

    /// How full the context is.
    void context(long tokens) throws IOException {
        update("{'sessionUpdate': 'usage_update', 'size': 100000, 'used': " + tokens + "}");
    }

    void tool(String id, String kind) throws IOException {
        update("{'sessionUpdate': 'tool_call', 'toolCallId': '" + id + "', 'title': 'it', 'kind': '" + kind + "'}");
    }

    private void update(String update) throws IOException {
        out.write(("{\"jsonrpc\":\"2.0\",\"method\":\"session/update\",\"params\":{\"sessionId\":\"s\",\"update\":"
                + update.replace('\'', '"') + "}}\n").getBytes(StandardCharsets.UTF_8));
    }

    JsonNode ask(String method, String params) throws IOException {
        asked++;
        write(out, "{'jsonrpc': '2.0', 'id': " + asked + ", 'method': '" + method + "', 'params': " + params + "}");
        JsonNode answer = next();
        while (answer != null && answer.path("id").asInt(0) != asked) {
            answer = next();
        }
        return answer == null ? JSON.createObjectNode() : answer;
    }

    void awaitCancel() throws IOException {
        JsonNode message = next();
        while (message != null && !message.path("method").asString("").equals("session/cancel")) {
            message = next();
        }
    }

    void ignoreEverything() throws IOException {
        while (next() != null) {
            // hears and does nothing
        }
    }

    void leave() throws IOException {
        in.close();
        out.close();
    }

    private @Nullable JsonNode next() throws IOException {
        String line = in.readLine();
        return line == null ? null : JSON.readTree(line);
    }

    private static void write(OutputStream output, String line) throws IOException {
        output.write((line.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
