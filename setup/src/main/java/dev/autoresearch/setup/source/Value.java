package dev.autoresearch.setup.source;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Globs;
import dev.autoresearch.journal.PlainText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// One value of somebody's file with its place. Each reading method gives the value as asked for, or notes what is wrong
/// and gives nothing, so that everything is told at once.
///
/// @param file  how the file is called in messages
/// @param line  1 for the first
/// @param key   as the file calls it, with the keys around it
/// @param node  what stands there
/// @param notes takes what is wrong
record Value(String file, int line, String key, Node node, Notes notes) {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,15}(\\.[0-9]{0,15})?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.µ-]+");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*", Pattern.DOTALL);
    private static final int LONGEST_KEY = 80;
    private static final int MOST_SECONDS = 1_000_000_000;

    /// What can stand in a file.
    sealed interface Node {

        /// A text, a number or a truth value, as written.
        record Text(String text) implements Node {}

        /// A list.
        record Items(List<Value> values) implements Node {}

        /// Names and values.
        record Members(Map<String, Value> values) implements Node {}
    }

    /// Where it stands, as an origin names it.
    String place() {
        return key.isEmpty() ? file : file + ": " + PlainText.line(key, LONGEST_KEY);
    }

    /// Notes that it cannot be used.
    void wrong(String what, String expected) {
        notes.wrong(file, line, key, what, expected);
    }

    /// Notes that it has no effect.
    void leftOut(String why) {
        notes.leftOut(file, line, key, why);
    }

    /// The same value under another name, for what two keys say together.
    Value at(String other) {
        return new Value(file, line, other, node, notes);
    }

    /// Whether nothing stands there: a text without letters, an empty list or map.
    boolean blank() {
        return all().allMatch(value -> value.node instanceof Node.Text(String text) && text.isBlank());
    }

    /// A text that is not blank.
    Optional<String> text(String expected) {
        return switch (node) {
            case Node.Text(String text) when text.isBlank() -> nothing("empty", expected);
            case Node.Text(String text) when text.indexOf('\0') >= 0 ->
                nothing("a text with a NUL character", expected);
            case Node.Text(String text) -> Optional.of(text.strip());
            case Node.Items _ -> nothing("a list", expected);
            case Node.Members _ -> nothing("a map", expected);
        };
    }

    /// Several texts: a list, or one text with commas.
    List<String> texts(String expected) {
        if (!(node instanceof Node.Items(List<Value> values))) {
            return text(expected).stream().flatMap(text -> Arrays.stream(text.split(",")).map(String::strip))
                    .filter(Predicate.not(String::isEmpty)).toList();
        }
        return values.stream().flatMap(value -> value.text(expected).stream()).toList();
    }

    /// Files and folders of the project.
    Optional<Globs> globs() {
        String expected = "files or folders inside the project, such as [\"src/model.py\"]";
        List<String> sound = new ArrayList<>();
        for (String text : texts(expected)) {
            String path = text.startsWith("./") ? text.substring(2) : text;
            if (outside(path)) {
                wrong(Notes.shown(text) + ", which is not inside the project", expected);
            } else if (!glob(path)) {
                wrong(Notes.shown(text) + ", which cannot be read as a pattern", expected);
            } else {
                sound.add(path);
            }
        }
        return sound.isEmpty() ? Optional.empty() : Optional.of(Globs.of(sound));
    }

    private static boolean outside(String path) {
        return path.startsWith("/") || path.startsWith("~") || path.startsWith("!") || DRIVE.matcher(path).matches()
                || Arrays.asList(path.split("/")).contains("..");
    }

    private static boolean glob(String path) {
        try {
            Globs.of(path);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /// The name of a metric.
    Optional<String> name() {
        String expected = "a name of letters, digits and _ . - µ";
        return text(expected).filter(name -> {
            boolean sound = NAME.matcher(name).matches();
            if (!sound) {
                wrong(Notes.shown(name), expected);
            }
            return sound;
        });
    }

    /// Which way is better.
    Optional<Direction> direction() {
        String expected = "lower_is_better or higher_is_better (also lower, higher, minimize, maximize)";
        return text(expected).flatMap(word -> {
            Optional<Direction> direction = DirectionWords.parse(word);
            if (direction.isEmpty()) {
                wrong(Notes.shown(word), expected);
            }
            return direction;
        });
    }

    /// A whole number.
    Optional<Long> count(long least) {
        String expected = "a whole number, at least " + least;
        return number(expected).flatMap(number -> {
            boolean whole = number.stripTrailingZeros().scale() <= 0
                    && number.compareTo(BigDecimal.valueOf(least)) >= 0
                    && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
            return whole ? Optional.of(number.longValueExact()) : this.<Long>nothing(number.toPlainString(), expected);
        });
    }

    /// A number above 0.
    Optional<Double> positive() {
        String expected = "a number above 0";
        return number(expected).flatMap(number -> number.signum() > 0
                ? Optional.of(number.doubleValue())
                : this.<Double>nothing(number.toPlainString(), expected));
    }

    /// A time above zero.
    ///
    /// @param perSecond how many of the file's unit make a second
    Optional<Duration> time(int perSecond) {
        String expected = "a number of " + (perSecond == 1 ? "seconds" : "milliseconds") + " above 0";
        return number(expected).flatMap(number -> {
            BigDecimal millis = number.multiply(BigDecimal.valueOf(1000L / perSecond));
            boolean sound = millis.compareTo(BigDecimal.ONE) >= 0
                    && millis.compareTo(BigDecimal.valueOf(1000L * MOST_SECONDS)) <= 0;
            return sound
                    ? Optional.of(Duration.ofMillis(millis.longValue()))
                    : this.<Duration>nothing(number.toPlainString(), expected);
        });
    }

    /// `true` or `false`.
    Optional<Boolean> flag() {
        return text("true or false").flatMap(text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> Optional.of(true);
            case "false", "no" -> Optional.of(false);
            default -> this.<Boolean>nothing(Notes.shown(text), "true or false");
        });
    }

    /// A regular expression with exactly one group around the number.
    Optional<String> regex() {
        String expected = "a regular expression with one group around the number";
        return text(expected).filter(text -> {
            boolean sound = groups(text) == 1;
            if (!sound) {
                wrong(Notes.shown(text), expected);
            }
            return sound;
        });
    }

    /// How many groups a regular expression has; -1 when it is none.
    static int groups(String text) {
        try {
            return Pattern.compile(text).matcher("").groupCount();
        } catch (PatternSyntaxException e) {
            return -1;
        }
    }

    /// Names and values; what is no map is noted.
    Optional<Section> section(String... keys) {
        String expected = "a map with " + String.join(", ", keys);
        return switch (node) {
            case Node.Members(Map<String, Value> values) -> Optional.of(new Section(values));
            case Node.Text _ -> nothing("a plain value", expected);
            case Node.Items _ -> nothing("a list", expected);
        };
    }

    /// Whether it is a plain value.
    boolean plain() {
        return node instanceof Node.Text;
    }

    /// All values that stand in it, itself included, for looking at each.
    Stream<Value> all() {
        return switch (node) {
            case Node.Text _ -> Stream.of(this);
            case Node.Items(List<Value> values) -> values.stream().flatMap(Value::all);
            case Node.Members(Map<String, Value> values) -> values.values().stream().flatMap(Value::all);
        };
    }

    private Optional<BigDecimal> number(String expected) {
        return text(expected).flatMap(text -> NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : this.<BigDecimal>nothing(Notes.shown(text), expected));
    }

    private <T> Optional<T> nothing(String what, String expected) {
        wrong(what, expected);
        return Optional.empty();
    }
}
