package dev.autoresearch.proposers.brief;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Idea;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposers.text.OneLine;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads hypothesis and remarks out of the final text of a coding agent or language model: out of the last fenced JSON
/// object with a key of ours, else out of the last one that begins a line, else the first sentence of the last paragraph
/// is the hypothesis. What has the wrong type is ignored, what is too long is cut. Thread-safe.
public final class ReplyReader {

    /// The longest hypothesis or expectation, in characters.
    public static final int HYPOTHESIS = 200;

    /// How many ideas of one reply count.
    public static final int IDEAS = 5;

    /// How many lessons of one reply count.
    public static final int LESSONS = 3;

    private static final int READ = 256 * 1024;
    private static final int TRIES = 50;
    private static final Set<String> KEYS = Set.of("hypothesis", "expects", "ideas", "lessons", "idea");
    private static final Pattern MARKS = Pattern
            .compile("^(?:[#>*+-]+[ \\t]+)*[*_]*(?:hypothesis[*_]*:[*_]*[ \\t]*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKS = Pattern.compile("\\b(?:would you (?:like|prefer)|shall i|should i|do you want|"
            + "can you (?:confirm|clarify|tell)|could you (?:please|confirm|clarify|tell|provide|share)|"
            + "please (?:confirm|clarify|advise|tell me|let me know|provide|specify|share|choose)|"
            + "let me know (?:if|which|how|whether|what|when)|(?:waiting for|await|awaiting) your|"
            + "i need (?:more|your) (?:information|input|confirmation|approval|permission))\\b",
            Pattern.CASE_INSENSITIVE);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA, JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private ReplyReader() {}

    /// What the reply says; of a very long one only the end is read.
    ///
    /// @param text  the final text
    /// @param brief that it answers: lessons and ideas refer to it
    public static Reply read(String text, Brief brief) {
        String end = end(text);
        ReplyText parts = ReplyText.of(end);
        Reply said = structured(end, parts).map(node -> of(node, brief)).orElse(Reply.NOTHING);
        return said.hypothesis().isEmpty() ? new Reply(sentence(parts), said.remarks()) : said;
    }

    /// What a JSON object of the structured form says; empty and wrong values are left out.
    public static Reply of(JsonNode node, Brief brief) {
        return new Reply(line(node.path("hypothesis"), HYPOTHESIS),
                new Remarks(line(node.path("expects"), HYPOTHESIS), ideas(node.path("ideas")),
                        lessons(node.path("lessons"), brief), idea(node.path("idea"), brief)));
    }

    /// Whether the reply asks for something rather than says something. Of use where nothing was edited: nobody answers.
    public static boolean question(String text) {
        String end = end(text);
        ReplyText parts = ReplyText.of(end);
        List<String> last = parts.lastParagraphs(3);
        String close = last.isEmpty() ? hypothesis(end, parts) : last.getLast();
        String bare = close.strip().replaceAll("[\\s*_`\"')\\]”’]+$", "");
        return bare.endsWith("?") || bare.endsWith("？")
                || last.stream().anyMatch(paragraph -> ASKS.matcher(paragraph).find());
    }

    private static String hypothesis(String end, ReplyText parts) {
        return structured(end, parts).map(node -> line(node.path("hypothesis"), HYPOTHESIS)).orElse("");
    }

    private static String end(String text) {
        return text.length() > READ ? text.substring(text.length() - READ) : text;
    }

    private static Optional<JsonNode> structured(String end, ReplyText parts) {
        for (String block : parts.blocks().reversed()) {
            Optional<JsonNode> node = object(block);
            if (node.isPresent()) {
                return node;
            }
        }
        int from = end.length();
        for (int tries = 0; tries < TRIES && from > 0;) {
            from = end.lastIndexOf('{', from - 1);
            if (from < 0) {
                return Optional.empty();
            }
            if (beginsLine(end, from)) {
                Optional<JsonNode> node = object(end.substring(from));
                if (node.isPresent()) {
                    return node;
                }
                tries++;
            }
        }
        return Optional.empty();
    }

    private static boolean beginsLine(String text, int at) {
        int before = at - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n' || text.charAt(before) == '\r';
    }

    private static Optional<JsonNode> object(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node.isObject() && node.propertyNames().stream().anyMatch(KEYS::contains)
                    ? Optional.of(node)
                    : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private static String sentence(ReplyText parts) {
        List<String> last = parts.lastParagraphs(1);
        if (last.isEmpty()) {
            return "";
        }
        String plain = MARKS.matcher(OneLine.of(last.getFirst(), HYPOTHESIS * 4)).replaceFirst("");
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(plain);
        int end = sentences.next();
        String first = end == BreakIterator.DONE ? plain : plain.substring(0, end);
        return OneLine.of(first.replaceAll("[*_]{2,}", ""), HYPOTHESIS);
    }

    private static String line(JsonNode node, int limit) {
        return node.isString() ? OneLine.of(node.asString(), limit) : "";
    }

    private static List<String> ideas(JsonNode node) {
        return elements(node).stream().map(element -> line(element.isObject() ? element.path("text") : element,
                Knowledge.LINE)).filter(line -> !line.isEmpty()).limit(IDEAS).toList();
    }

    private static List<Lesson> lessons(JsonNode node, Brief brief) {
        var lessons = new ArrayList<Lesson>();
        for (JsonNode element : elements(node)) {
            String text = line(element.isObject() ? element.path("text") : element, Knowledge.LINE);
            if (!text.isEmpty() && lessons.size() < LESSONS) {
                lessons.add(new Lesson(text, support(element.path("experiments"), brief)));
            }
        }
        return lessons;
    }

    /// Finished experiments as named, else the last one.
    private static List<Integer> support(JsonNode node, Brief brief) {
        List<Experiment> recent = brief.recent();
        int last = recent.isEmpty() ? 0 : recent.getLast().number();
        var numbers = new TreeSet<Integer>();
        for (JsonNode element : elements(node)) {
            int number = number(element);
            if (number >= 0 && number <= last) {
                numbers.add(number);
            }
        }
        while (numbers.size() > Knowledge.SUPPORT) {
            numbers.removeFirst();
        }
        return numbers.isEmpty() ? List.of(last) : List.copyOf(numbers);
    }

    private static int idea(JsonNode node, Brief brief) {
        int id = number(node);
        return brief.knowledge().ideas().stream().mapToInt(Idea::id).anyMatch(known -> known == id) ? id : 0;
    }

    /// A number that was written as one, or as `7` or `#7` in a string; -1 for anything else.
    private static int number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return node.asInt();
        }
        String text = node.isString() ? node.asString().strip() : "";
        return text.matches("#?[0-9]{1,9}") ? Integer.parseInt(text.replace("#", "")) : -1;
    }

    /// The elements of an array, or the single one that stands in its place.
    private static List<JsonNode> elements(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? List.copyOf(node.values()) : List.of(node);
    }
}
