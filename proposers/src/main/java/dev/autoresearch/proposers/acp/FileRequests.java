package dev.autoresearch.proposers.acp;

import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes files for an agent, as far as the policy lets it.
final class FileRequests {
    private static final long LARGEST = 16L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FilePolicy policy;

    FileRequests(FilePolicy policy) {
        this.policy = policy;
    }

    /// `fs/read_text_file`: the text, or `limit` lines of it from `line` on, counted from 1.
    ObjectNode read(JsonNode params) throws JsonRpc.Refused {
        String path = params.path("path").asString("");
        Path file = allowed(policy.reading(path));
        try {
            if (!Files.exists(file)) {
                throw new JsonRpc.Refused(JsonRpc.NOT_THERE, "Resource not found: " + path);
            }
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw new JsonRpc.Refused(JsonRpc.INVALID_PARAMS, path + " is no text file of a size that can be read");
            }
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return JSON.createObjectNode().put("content", part(text, params.path("line"), params.path("limit")));
        } catch (CharacterCodingException e) {
            throw new JsonRpc.Refused(JsonRpc.INVALID_PARAMS, path + " is no text in UTF-8");
        } catch (IOException e) {
            throw new JsonRpc.Refused(JsonRpc.INTERNAL, path + " cannot be read: " + Refusal.because(e));
        }
    }

    /// `fs/write_text_file`: the whole text; folders on the way are made.
    ObjectNode write(JsonNode params) throws JsonRpc.Refused {
        String path = params.path("path").asString("");
        JsonNode content = params.path("content");
        if (!content.isString()) {
            throw new JsonRpc.Refused(JsonRpc.INVALID_PARAMS, "there is no content to write to " + path);
        }
        Path file = allowed(policy.writing(path));
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, content.asString());
            return JSON.createObjectNode();
        } catch (IOException e) {
            throw new JsonRpc.Refused(JsonRpc.INTERNAL, path + " cannot be written: " + Refusal.because(e));
        }
    }

    private static Path allowed(FilePolicy.Verdict verdict) throws JsonRpc.Refused {
        return switch (verdict) {
            case FilePolicy.Verdict.Allowed(Path file) -> file;
            case FilePolicy.Verdict.Refused(String reason) ->
                throw new JsonRpc.Refused(JsonRpc.INVALID_PARAMS, reason);
        };
    }

    private static String part(String text, JsonNode line, JsonNode limit) {
        long from = Math.max(1, line.asLong(1));
        long most = limit.isNumber() ? Math.max(0, limit.asLong(0)) : Long.MAX_VALUE;
        if (from == 1 && most == Long.MAX_VALUE) {
            return text;
        }
        int start = 0;
        for (long i = 1; i < from && start < text.length(); i++) {
            start = afterLine(text, start);
        }
        int stop = start;
        for (long i = 0; i < most && stop < text.length(); i++) {
            stop = afterLine(text, stop);
        }
        return text.substring(start, stop);
    }

    private static int afterLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }
}
