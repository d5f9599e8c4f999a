package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.proposers.search.knob.Site.Quote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Values in JSON, by the positions that Jackson's streaming parser reports. Comments and trailing commas are allowed, as
/// many tools write them.
final class JsonSites {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_YAML_COMMENTS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private JsonSites() {}

    /// All scalar values; none when the text is not JSON.
    static List<Site> in(String text) {
        int skipped = text.startsWith("\uFEFF") ? 1 : 0;
        var sites = new ArrayList<Site>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text.substring(skipped))) {
            walk(parser, text, skipped, sites);
        } catch (JacksonException notJson) {
            return List.of();
        }
        return sites;
    }

    private static void walk(JsonParser parser, String text, int skipped, List<Site> sites) {
        Deque<Level> levels = new ArrayDeque<>();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.PROPERTY_NAME) {
                levels.element().name = parser.currentName();
                continue;
            }
            if (token.isStructEnd()) {
                levels.pop();
                continue;
            }
            Level parent = levels.peek();
            String key = parent == null ? "" : parent.next();
            if (token.isStructStart()) {
                levels.push(new Level(key, token == JsonToken.START_ARRAY));
                continue;
            }
            int start = skipped + (int) parser.currentTokenLocation().getCharOffset();
            switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                    sites.add(new Site(key, start, start + parser.getString().length(), Quote.NONE));
                case VALUE_STRING -> sites.add(new Site(key, start + 1, closing(text, start + 1), Quote.DOUBLE));
                default -> {
                    // null is no value to tune
                }
            }
        }
    }

    private static int closing(String text, int from) {
        int at = from;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private static final class Level {
        private final String prefix;
        private final boolean array;
        private String name = "";
        private int index;

        Level(String prefix, boolean array) {
            this.prefix = prefix;
            this.array = array;
        }

        String next() {
            String part = array ? Integer.toString(index++) : name;
            return prefix.isEmpty() ? part : prefix + "." + part;
        }
    }
}
