package dev.autoresearch.proposers.search.knob;

import java.util.ArrayList;
import java.util.List;

/// Where the lines of a text are; `\n`, `\r\n` and `\r` end one.
final class Lines {

    private Lines() {}

    /// A line without its end.
    record Line(int start, int end) {}

    static List<Line> of(String text) {
        var lines = new ArrayList<Line>();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(new Line(start, i));
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        lines.add(new Line(start, text.length()));
        return lines;
    }
}
