package dev.autoresearch.setup.source;

import dev.autoresearch.setup.source.Value.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON as values with their lines. `null` counts as not written.
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final Notes notes;
    private final JsonParser parser;

    private JsonText(String file, Notes notes, JsonParser parser) {
        this.file = file;
        this.notes = notes;
        this.parser = parser;
    }

    /// The value that the text consists of; nothing if it is no JSON, which is then noted.
    static Optional<Value> read(String file, String text, Notes notes) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            parser.nextToken();
            var reader = new JsonText(file, notes, parser);
            Value value = parser.currentToken() == null ? null : reader.value("");
            if (value == null || parser.nextToken() != null) {
                notes.wrong(file, 0, "", value == null ? "nothing" : "something behind the end", "one JSON object");
                return Optional.empty();
            }
            return Optional.of(value);
        } catch (JacksonException broken) {
            int line = broken.getLocation() == null ? 0 : Math.max(0, broken.getLocation().getLineNr());
            notes.wrong(file, line, "", "text that is no JSON (" + broken.getOriginalMessage() + ")", "JSON");
            return Optional.empty();
        }
    }

    private @Nullable Value value(String key) {
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> new Value(file, line, key, members(key), notes);
            case START_ARRAY -> new Value(file, line, key, items(key), notes);
            case VALUE_NULL -> null;
            default -> new Value(file, line, key, new Node.Text(parser.getString()), notes);
        };
    }

    private Node members(String key) {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Value value = value(key.isEmpty() ? name : key + "." + name);
            if (value != null) {
                members.put(name, value);
            }
        }
        return new Node.Members(members);
    }

    private Node items(String key) {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Value value = value(key);
            if (value != null) {
                items.add(value);
            }
        }
        return new Node.Items(items);
    }
}
