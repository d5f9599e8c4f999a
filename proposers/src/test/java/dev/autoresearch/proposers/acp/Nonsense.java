package dev.autoresearch.proposers.acp;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// An agent that mixes what belongs to the protocol with what does not, and always tries to write elsewhere.
final class Nonsense {
    private static final List<String> METHODS = List.of("session/update", "session/request_permission",
            "fs/read_text_file", "fs/write_text_file", "terminal/create", "initialize", "session/prompt", "", "x/y",
            "session/cancel");
    private static final List<String> KINDS = List.of("edit", "read", "execute", "delete", "fetch", "other", "", "0");
    private static final List<String> UPDATES = List.of("agent_message_chunk", "tool_call", "tool_call_update",
            "usage_update", "plan", "agent_thought_chunk", "");

    private final Random random;
    private final List<String> paths;

    Nonsense(Random random, Path desk) {
        this.random = random;
        this.paths = List.of(desk + "/score.py", "score.py", "../outside/a.txt", desk + "/../outside/b.txt", "/", "",
                desk + "/src/c.txt", "src/d.txt", desk + "/link.txt", "link.txt",
                desk.getParent() + "/outside/keep.txt",
                desk.toString(), desk + "/.git/config", "file://" + desk.getParent() + "/outside/e.txt",
                desk + "/target.txt/x", "\\u0000", "src/../../outside/f.txt");
    }

    void send(BufferedReader in, AcpConversationTest.Out out) throws IOException {
        // Half of them get as far as a session.
        if (random.nextBoolean()) {
            in.readLine();
            out.accept("{'jsonrpc': '2.0', 'id': 1, 'result': {'protocolVersion': 1}}");
            in.readLine();
            out.accept("{'jsonrpc': '2.0', 'id': 2, 'result': {'sessionId': 's'}}");
        }
        int count = random.nextInt(60);
        for (int i = 0; i < count; i++) {
            out.accept(line());
        }
    }

    private String line() {
        return switch (random.nextInt(8)) {
            case 0 -> any(3);
            case 1 -> "\u0000\u00ff{{[";
            case 2 -> "x".repeat(random.nextInt(100_000));
            case 3 -> "[".repeat(random.nextInt(2_000));
            case 4 -> "{'jsonrpc': '2.0', 'id': " + any(1) + ", 'result': " + any(3) + "}";
            case 5 -> "{'jsonrpc': '2.0', 'id': " + random.nextInt(5) + ", 'error': " + any(2) + "}";
            default -> "{'jsonrpc': '2.0', " + (random.nextBoolean() ? "'id': " + any(1) + ", " : "") + "'method': '"
                    + pick(METHODS) + "', 'params': " + params() + "}";
        };
    }

    private String params() {
        return switch (random.nextInt(4)) {
            case 0 -> any(3);
            case 1 -> "{'path': '" + pick(paths) + "', 'content': " + (random.nextInt(5) == 0 ? any(1) : "'taken over'")
                    + ", 'line': " + any(0) + ", 'limit': " + any(0) + "}";
            case 2 -> "{'sessionId': 's', 'update': {'sessionUpdate': '" + pick(UPDATES) + "', 'toolCallId': " + any(1)
                    + ", 'locations': " + any(2) + ", 'rawInput': " + any(3) + ", 'content': " + any(2) + ", 'cost': "
                    + any(1) + ", 'used': " + any(0) + ", '_meta': {'usage': " + any(1) + "}}}";
            default ->
                "{'toolCall': {'toolCallId': " + any(0) + ", 'kind': '" + pick(KINDS) + "', 'locations': [{'path': '"
                        + pick(paths) + "'}]}, 'options': " + any(3) + "}";
        };
    }

    private String any(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> "null";
            case 1 -> Long.toString(random.nextLong());
            case 2 -> "1e" + random.nextInt(400);
            case 3 -> Boolean.toString(random.nextBoolean());
            case 4 -> "-" + random.nextInt(100);
            case 5 -> "'" + pick(paths) + "'";
            case 6 -> "[" + any(depth - 1) + ", " + any(depth - 1) + "]";
            default ->
                "{'path': " + any(depth - 1) + ", 'amount': " + any(depth - 1) + ", 'inputTokens': " + any(depth - 1)
                        + ", 'kind': 'allow_once', 'optionId': " + any(depth - 1) + ", 'type': 'diff'}";
        };
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
