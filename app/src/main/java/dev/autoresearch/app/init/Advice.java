package dev.autoresearch.app.init;

import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Globs;
import dev.autoresearch.journal.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a proposer answered when it was asked what to optimise; not trusted before [#wrong] finds nothing.
///
/// @param offer   the number of an offer; 0 for none
/// @param given   what it says in place of the offer's values, one line each
/// @param why     one line
/// @param trouble why there is no answer; empty when there is one
record Advice(int offer, Given given, String why, String trouble) {
    private static final int LINE = 500;
    private static final int GLOBS = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.µ-]{1,60}");

    /// No answer.
    static Advice none(String trouble) {
        return new Advice(0, Given.NOTHING, "", PlainText.line(trouble, LINE));
    }

    /// Reads an answer.
    static Advice read(String text) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(text);
        } catch (JacksonException broken) {
            return none("its answer is no JSON");
        }
        if (!json.isObject()) {
            return none("its answer is no JSON object");
        }
        var modify = new ArrayList<String>();
        json.path("modify").values().forEach(glob -> modify.add(PlainText.line(glob.asString(""), LINE)));
        modify.removeIf(String::isEmpty);
        return new Advice(json.path("offer").asInt(0),
                new Given("", modify, line(json, "command"), line(json, "metric"),
                        line(json, "direction"), "", ""),
                line(json, "why"), "");
    }

    /// Why it cannot be followed; empty when it can.
    ///
    /// @param offers how many there are
    /// @param files  of the project
    String wrong(int offers, Collection<String> files) {
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (offer < 0 || offer > offers) {
            return "it names offer " + offer + ", which is not there";
        }
        if (offer == 0 && !given.complete()) {
            return "it names no offer, and not all of command, metric and modify";
        }
        if (!given.metric().isEmpty() && !NAME.matcher(given.metric()).matches()) {
            return "it names a metric that cannot be one: " + given.metric();
        }
        if (!given.direction().isEmpty() && DirectionWords.parse(given.direction()).isEmpty()) {
            return "it names a direction that is none: " + given.direction();
        }
        if (given.direction().isEmpty() && !given.metric().isEmpty()
                && DirectionWords.infer(given.metric()).isEmpty()) {
            return "it does not say whether " + given.metric() + " is better when it is lower or higher";
        }
        return scope(files);
    }

    private String scope(Collection<String> files) {
        if (given.modify().isEmpty()) {
            return "";
        }
        boolean outside = given.modify().stream().anyMatch(glob -> glob.startsWith("/") || glob.startsWith("!")
                || Path.of(glob).normalize().startsWith(".."));
        if (outside || given.modify().size() > GLOBS) {
            return "it wants to change what is not in the project";
        }
        try {
            Globs globs = Globs.of(List.copyOf(given.modify()));
            return files.stream().anyMatch(globs::matches) ? "" : "no file matches what it wants to change";
        } catch (IllegalArgumentException broken) {
            return "it names files by a pattern that is none";
        }
    }

    private static String line(JsonNode json, String key) {
        return PlainText.line(json.path(key).asString(""), LINE);
    }
}
