package dev.autoresearch.proposers.search;

import java.io.StringWriter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What the journal keeps of a proposal so that a session can be taken up again:
/// `{"knobs":{id:text},"origin":{id:text}}`.
///
/// @param knobs   what differs from the start of the session, sorted by id
/// @param origins where knobs started that no finished experiment tells yet
record Detail(Map<String, String> knobs, Map<String, String> origins) {
    private static final JsonFactory JSON = new JsonFactory();

    /// Nothing differs.
    static final Detail NONE = new Detail(Map.of(), Map.of());

    Detail {
        knobs = Collections.unmodifiableSortedMap(new TreeMap<>(knobs));
        origins = Collections.unmodifiableSortedMap(new TreeMap<>(origins));
    }

    /// Reads a detail; [#NONE] when it is somebody else's.
    static Detail read(String json) {
        if (json.isEmpty()) {
            return NONE;
        }
        var knobs = new TreeMap<String, String>();
        var origins = new TreeMap<String, String>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                boolean object = parser.nextToken() == JsonToken.START_OBJECT;
                switch (name) {
                    case "knobs" -> texts(parser, object, knobs);
                    case "origin" -> texts(parser, object, origins);
                    default -> parser.skipChildren();
                }
            }
        } catch (JacksonException foreign) {
            return NONE;
        }
        return new Detail(knobs, origins);
    }

    private static void texts(JsonParser parser, boolean object, Map<String, String> into) {
        if (!object) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String id = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                into.put(id, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    /// This detail as JSON.
    String json() {
        var text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeObjectPropertyStart("knobs");
            knobs.forEach(out::writeStringProperty);
            out.writeEndObject();
            if (!origins.isEmpty()) {
                out.writeObjectPropertyStart("origin");
                origins.forEach(out::writeStringProperty);
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        return text.toString();
    }
}
