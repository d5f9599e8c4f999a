package dev.autoresearch.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// One value of the file with its place. Each reading method gives the value as asked for, or notes a finding and gives
/// nothing, so that reading goes on and every mistake is told at once.
///
/// @param key      the full path of its key, for messages
/// @param node     what the file has there
/// @param findings takes what is wrong
record YamlValue(String key, Node node, Findings findings) {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{0,20})?([eE][-+]?[0-9]{1,3})?");

    /// Notes a finding at this value.
    void wrong(String what, String expected, String suggestion) {
        findings.add(line(node), key, what, expected, suggestion);
    }

    /// Whether it is a plain value, neither list nor map.
    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /// Whether nothing is written there.
    boolean isNothing() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /// Whether it is an empty list.
    boolean isEmptyList() {
        return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
    }

    /// Whether it is a map.
    boolean isMap() {
        return node instanceof MappingNode;
    }

    /// A non-empty text; `1` and `true` are texts too, since commands and names may look so.
    Optional<String> text(String expected) {
        if (!(node instanceof ScalarNode scalar)) {
            wrong(described(), expected, "");
            return Optional.empty();
        }
        if (isNothing() || scalar.getValue().isBlank()) {
            wrong("empty", expected, "write a value or delete the key");
            return Optional.empty();
        }
        if (scalar.getValue().indexOf('\0') >= 0) {
            wrong("a text with a NUL character", expected, "");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /// A text that may be empty.
    Optional<String> textOrEmpty(String expected) {
        boolean empty = node instanceof ScalarNode scalar && scalar.getValue().isEmpty() && !scalar.isPlain();
        return empty ? Optional.of("") : text(expected);
    }

    /// A list of texts; a single text is a list of one.
    List<YamlValue> texts(String expected) {
        return isScalar() ? List.of(this) : entries("a list: " + expected);
    }

    /// The entries of a list.
    List<YamlValue> entries(String expected) {
        if (!(node instanceof SequenceNode sequence)) {
            wrong(described(), expected, isMap() ? "put '- ' before each entry" : "");
            return List.of();
        }
        var entries = new ArrayList<YamlValue>();
        for (Node entry : sequence.getValue()) {
            entries.add(new YamlValue(key + "[" + entries.size() + "]", entry, findings));
        }
        return entries;
    }

    /// The section in it; a value that is no map is a finding and an empty section.
    Optional<YamlSection> section(YamlKeys keys) {
        if (!(node instanceof MappingNode mapping)) {
            wrong(described(), "a map with " + String.join(", ", keys.keys()), "");
            return Optional.empty();
        }
        return Optional.of(YamlSection.of(keys, key, mapping, findings));
    }

    /// Names and texts of a map whose keys are the user's own.
    Map<String, YamlValue> members(String expected) {
        if (!(node instanceof MappingNode mapping)) {
            wrong(described(), expected, "");
            return Map.of();
        }
        var members = new LinkedHashMap<String, YamlValue>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                findings.add(line(tuple.getKeyNode()), key, "a key that is no plain text", expected, "");
            } else if (members.put(name.getValue(),
                    new YamlValue(key + "." + Findings.plain(name.getValue()), tuple.getValueNode(),
                            findings)) != null) {
                findings.add(line(name), key, "the key " + Findings.shown(name.getValue()) + " a second time",
                        "each key once", "delete one of the two");
            }
        }
        return members;
    }

    /// One of some words, whatever their case.
    <T> Optional<T> choice(Map<String, T> choices) {
        String expected = "one of " + String.join(", ", choices.keySet());
        return text(expected).flatMap(word -> {
            for (var choice : choices.entrySet()) {
                if (choice.getKey().equalsIgnoreCase(word.strip())) {
                    return Optional.of(choice.getValue());
                }
            }
            wrong(Findings.shown(word), expected, Findings.didYouMean(word, choices.keySet()));
            return Optional.<T>empty();
        });
    }

    /// `true` or `false`.
    Optional<Boolean> flag() {
        return text("true or false").flatMap(text -> switch (text) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            case "yes", "Yes", "on", "y" -> notAFlag(text, "did you mean true");
            case "no", "No", "off", "n" -> notAFlag(text, "did you mean false");
            default -> notAFlag(text, "");
        });
    }

    private Optional<Boolean> notAFlag(String text, String suggestion) {
        wrong(Findings.shown(text), "true or false", suggestion);
        return Optional.empty();
    }

    /// A whole number within limits.
    Optional<Integer> whole(int least, int most) {
        String expected = most == Integer.MAX_VALUE
                ? "a whole number, at least " + least
                : "a whole number from " + least + " to " + most;
        return count(expected, least, most).map(Math::toIntExact);
    }

    /// A count, which may be written as `200k`.
    Optional<Long> count(String expected, long least, long most) {
        return text(expected).flatMap(text -> {
            OptionalLong count = Quantity.count(text);
            if (count.isEmpty() || count.getAsLong() < least || count.getAsLong() > most) {
                wrong(Findings.shown(text), expected, "");
                return Optional.empty();
            }
            return Optional.of(count.getAsLong());
        });
    }

    /// A count of at least `least`, or the word `off`, which is 0.
    Optional<Long> countOrOff(long least) {
        String expected = "off or a whole number, at least " + least;
        return text(expected).flatMap(text -> text.equalsIgnoreCase("off")
                ? Optional.of(Checks.OFF)
                : count(expected, least, Budget.UNLIMITED));
    }

    /// A finite number.
    Optional<Double> number() {
        String expected = "a number such as 0.5 or 1e-3";
        return text(expected).flatMap(text -> {
            Optional<Double> number = number(text.strip());
            if (number.isEmpty()) {
                wrong(Findings.shown(text), expected, "");
            }
            return number;
        });
    }

    /// A finite number, 0 or above.
    Optional<Double> notNegative() {
        return number().filter(number -> {
            if (number < 0) {
                wrong(described(), "a number from 0 on", "");
            }
            return number >= 0;
        });
    }

    /// A finite number above 0.
    Optional<Double> positive() {
        return number().filter(number -> {
            if (number <= 0) {
                wrong(described(), "a number above 0", "");
            }
            return number > 0;
        });
    }

    /// A size in bytes, at least `least`.
    Optional<Long> bytes(long least) {
        String expected = Quantity.SIZE_FORM + ", at least " + least + " bytes";
        return text(expected).flatMap(text -> {
            OptionalLong bytes = Quantity.bytes(text);
            if (bytes.isEmpty() || bytes.getAsLong() < least) {
                wrong(Findings.shown(text), expected, "");
                return Optional.empty();
            }
            return Optional.of(bytes.getAsLong());
        });
    }

    /// A duration above zero.
    Optional<Duration> duration() {
        return text(Quantity.DURATION_FORM).flatMap(text -> {
            Optional<Duration> duration = Quantity.duration(text);
            if (duration.isEmpty()) {
                wrong(Findings.shown(text), Quantity.DURATION_FORM, "");
            } else if (duration.get().isZero()) {
                wrong(Findings.shown(text), Quantity.DURATION_FORM + ", above zero", "delete the key for the default");
                return Optional.empty();
            }
            return duration;
        });
    }

    /// An amount of US dollars above zero.
    Optional<Double> dollars() {
        return text(Quantity.MONEY_FORM).flatMap(text -> {
            Optional<Double> amount = Quantity.dollars(text).filter(value -> value > 0);
            if (amount.isEmpty()) {
                wrong(Findings.shown(text), Quantity.MONEY_FORM + ", above zero", "delete the key for no cap");
            }
            return amount;
        });
    }

    /// A share from 0 up to but not including 1; `1%` is 0.01.
    Optional<Double> share() {
        String expected = "a share from 0 to below 1, such as 0.01 or 1%";
        return text(expected).flatMap(text -> {
            boolean percent = text.endsWith("%");
            String digits = percent ? text.substring(0, text.length() - 1).strip() : text;
            Optional<Double> share = number(digits).map(value -> percent ? value / 100 : value)
                    .filter(value -> value >= 0 && value < 1);
            if (share.isEmpty()) {
                wrong(Findings.shown(text), expected, "");
            }
            return share;
        });
    }

    /// The finite number that a text is, if it is one.
    static Optional<Double> number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text).doubleValue()).filter(Double::isFinite);
    }

    /// The words by which the file names the constants of an enum.
    static <E extends Enum<E>> Map<String, E> words(E[] values) {
        var words = new LinkedHashMap<String, E>();
        for (E value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        }
        return words;
    }

    /// What is there, for messages.
    String described() {
        return switch (node) {
            case MappingNode _ -> "a map";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
            case ScalarNode scalar -> Findings.shown(scalar.getValue());
            default -> "an alias that refers to itself";
        };
    }

    /// The line of a node, 1 for the first.
    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
