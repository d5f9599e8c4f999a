package dev.autoresearch.proposers.search.knob;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a comment `knob: …` says of the value beside it.
sealed interface Declaration {

    /// `knob: 1..64`, `knob: 0.1..10 log`, `knob: 1..9 int`.
    ///
    /// @param integer whether it said `int` or both ends are whole numbers
    record Range(double low, double high, boolean log, boolean integer) implements Declaration {}

    /// `knob: choices a|b|c`, or simply `knob: a|b|c`.
    record Choices(List<String> values) implements Declaration {}

    /// `knob: off`: not to be touched.
    record Off() implements Declaration {}

    /// What is understood, for messages.
    String EXPECTED = "Write `knob: 1..64`, `knob: 1..64 log`, `knob: choices a|b|c` or `knob: off`.";

    /// A comment that declares a knob: its mark and what follows `knob:`.
    Pattern COMMENT = Pattern.compile(
            "(?:^|(?<=[\\s;,{}()>\"']))(?:#|//|;|--|/\\*+|<!--)\\s*knob:\\s*(.*?)\\s*(?:\\*/|-->)?\\s*$");

    /// Reads what follows `knob:`, empty when it is not understood.
    static Optional<Declaration> parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            double low = Double.parseDouble(range.group(1));
            double high = Double.parseDouble(range.group(2));
            String words = range.group(3);
            boolean log = words.contains("log");
            boolean whole = words.contains("int")
                    || (!words.contains("float") && low == Math.rint(low) && high == Math.rint(high)
                            && !(range.group(1) + range.group(2)).contains("."));
            return low < high && (!log || low > 0) ? Optional.of(new Range(low, high, log, whole)) : Optional.empty();
        }
        if (text.equals("off")) {
            return Optional.of(new Off());
        }
        String list = text.startsWith("choices ") ? text.substring("choices ".length()) : text;
        List<String> values = Arrays.stream(list.split("\\|", -1)).map(String::strip).toList();
        boolean good = values.size() > 1 && values.stream().noneMatch(String::isEmpty)
                && values.stream().distinct().count() == values.size();
        return good ? Optional.of(new Choices(values)) : Optional.empty();
    }

    /// A range as written.
    Pattern RANGE = Pattern.compile("([-+]?\\d*\\.?\\d+(?:[eE][-+]?\\d+)?)\\s*\\.\\.\\s*"
            + "([-+]?\\d*\\.?\\d+(?:[eE][-+]?\\d+)?)((?:\\s+(?:log|int|integer|linear|float))*)");
}
