package dev.autoresearch.proposers.brief;

import dev.autoresearch.proposers.text.OneLine;

/// Text of unknown origin in a fence that it cannot leave: longer than any run of the same character in it.
final class Fence {
    private static final int SHORTEST = 3;
    private static final String OF_DATA = "data";

    private Fence() {}

    /// A fenced block, ending in a line feed.
    ///
    /// @param data without control characters
    static String around(String data) {
        return opening(longestRun(data)) + data + (data.isEmpty() || data.endsWith("\n") ? "" : "\n")
                + closing(longestRun(data));
    }

    /// The line before data whose longest run of backticks is this long.
    static String opening(int run) {
        return "`".repeat(Math.max(SHORTEST, run + 1)) + OF_DATA + "\n";
    }

    /// The line after such data.
    static String closing(int run) {
        return "`".repeat(Math.max(SHORTEST, run + 1)) + "\n";
    }

    /// The length of the longest run of backticks.
    static int longestRun(String data) {
        int longest = 0;
        int run = 0;
        for (int i = data.indexOf('`'); i >= 0 && i < data.length(); i++) {
            run = data.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// The beginning of a text of several lines, without control and formatting characters, in whole lines where it has
    /// been cut.
    static String head(String text, int limit) {
        if (text.length() <= limit) {
            return OneLine.tail(text, limit).stripTrailing();
        }
        int end = text.lastIndexOf('\n', limit);
        String cut = OneLine.tail(text.substring(0, end > limit / 2 ? end : limit), limit).stripTrailing();
        return cut + "\n… (cut here)";
    }

    /// The end of a text of several lines, without control and formatting characters, in whole lines where it has been
    /// cut.
    static String tail(String text, int limit) {
        String end = OneLine.tail(text, limit);
        int line = end.indexOf('\n');
        return (text.length() > limit && line >= 0 && line < end.length() / 2 ? end.substring(line + 1) : end).strip();
    }
}
