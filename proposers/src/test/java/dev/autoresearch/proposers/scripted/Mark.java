package dev.autoresearch.proposers.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/// Where an answer stands in its script. It is written into the answer, so that the next request, which repeats the
/// conversation, tells what comes next: no state, and a request that is sent again gets the same step.
///
/// @param step         the step in the script, from 1
/// @param conversation which conversation of the script this is, from 1
record Mark(int step, int conversation) {
    private static final Pattern WRITTEN = Pattern
            .compile("step(\\d+)n(\\d+)_[0-9a-f]{8}|\\(step (\\d+) of talk (\\d+)\\)");

    /// A new id of a tool call.
    String id() {
        return "step" + step + "n" + conversation + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    /// The text with the mark behind it.
    String behind(String text) {
        return (text + " (step " + step + " of talk " + conversation + ")").strip();
    }

    /// Every mark in a text.
    static List<Mark> in(String text) {
        var found = new ArrayList<Mark>();
        var matcher = WRITTEN.matcher(text);
        while (matcher.find()) {
            int group = matcher.group(1) != null ? 1 : 3;
            found.add(new Mark(Integer.parseInt(matcher.group(group)), Integer.parseInt(matcher.group(group + 1))));
        }
        return found;
    }
}
