package dev.autoresearch.objective;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON out of files and logs. NaN and Infinity are read, since Python writes them, and refused where they are the
/// metric; a key that stands twice in an object is an error, because it would be two values.
final class JsonDocuments {
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Pattern START = Pattern.compile("(?m)^[ \\t]*(?=[\\[{])");

    private JsonDocuments() {}

    /// The document of a source: the whole file, or the last one that begins a line of the log.
    ///
    /// @throws Source.Unreadable if there is none
    static JsonNode read(Source source) throws Source.Unreadable, IOException {
        String text = source.text();
        if (!source.log()) {
            return whole(text, source.name());
        }
        char[] characters = text.toCharArray();
        JsonNode last = null;
        Matcher start = START.matcher(text);
        int from = 0;
        while (start.find(from)) {
            Document document = at(characters, start.end());
            if (document == null) {
                from = start.end() + 1;
            } else {
                last = document.root();
                from = document.end();
            }
        }
        if (last == null) {
            throw new Source.Unreadable("has no value: there is no complete JSON document in " + source.name());
        }
        return last;
    }

    /// All documents of a text that is nothing but JSON, one after the other.
    static List<JsonNode> all(String text, String name) throws Source.Unreadable {
        var documents = new ArrayList<JsonNode>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(MAPPER.readTree(parser));
            }
        } catch (JacksonException e) {
            throw malformed(name, e);
        }
        return documents;
    }

    private static JsonNode whole(String text, String name) throws Source.Unreadable {
        List<JsonNode> documents = all(text, name);
        if (documents.isEmpty()) {
            throw new Source.Unreadable("has no value: " + name + " is empty");
        }
        if (documents.size() > 1) {
            throw new Source.Unreadable("is ambiguous: " + name + " holds " + documents.size() + " JSON documents");
        }
        return documents.getFirst();
    }

    private static Source.Unreadable malformed(String name, JacksonException e) {
        var where = e.getLocation();
        String line = where == null || where.getLineNr() < 1 ? "" : ", line " + where.getLineNr();
        return new Source.Unreadable("has no value: " + name + " is not valid JSON (" + Numbers.quote(
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("")) + line + ")");
    }

    private static @Nullable Document at(char[] text, int start) {
        try (JsonParser parser = MAPPER.createParser(text, start, text.length - start)) {
            parser.nextToken();
            JsonNode root = MAPPER.readTree(parser);
            return new Document(root, start + (int) parser.currentLocation().getCharOffset());
        } catch (JacksonException _) {
            return null;
        }
    }

    private record Document(JsonNode root, int end) {}
}
