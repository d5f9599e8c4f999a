package dev.autoresearch.journal.view;

import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.Exit;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Idea;
import dev.autoresearch.journal.JsonCodec;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.journal.SessionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What one session learnt, for another to start with: its lessons and ideas, what it kept and what failed in words, and the
/// commit it came to. Written as JSON, read from JSON, from any `results.tsv`, and from notes of a person, where every line
/// that is not blank is a lesson.
///
/// @param incumbent the commit to start from, full or short; empty for none
public record KnowledgeFile(String incumbent, List<String> ideas, List<String> lessons) {
    private static final int SCHEMA = 1;
    private static final int ROWS = 12;
    private static final int FAILED = 6;

    /// Copies the lists.
    public KnowledgeFile {
        ideas = List.copyOf(ideas);
        lessons = List.copyOf(lessons);
    }

    /// What a session learnt.
    public static KnowledgeFile of(SessionState state) {
        var lessons = new ArrayList<String>();
        state.knowledge().lessons().forEach(lesson -> lessons.add(lesson.text()));
        String metric = state.metrics().getFirst().name();
        Stream<Experiment> best = state.best().stream();
        Stream<Experiment> kept = state.recent().reversed().stream().filter(row -> row.status().kept());
        Stream.concat(best, kept).filter(row -> row.number() > 0).distinct().limit(ROWS)
                .forEach(row -> lessons.add(finding(row, metric)));
        state.recent().reversed().stream().filter(row -> row.status().broken()).limit(FAILED)
                .forEach(row -> lessons.add(finding(row, metric)));
        return new KnowledgeFile(state.claimedCommit(), state.knowledge().ideas().stream().map(Idea::text).toList(),
                lessons);
    }

    private static String finding(Experiment row, String metric) {
        Double value = row.metrics().get(metric);
        return Rows.description(row) + ": " + row.status().word()
                + (value == null || row.status().broken() ? "" : ", " + metric + " " + Numbers.brief(value));
    }

    /// As JSON, ending in a line feed.
    public String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schema", SCHEMA);
        all.put("incumbent", incumbent);
        all.put("lessons", lessons);
        all.put("ideas", ideas);
        return Rows.json(all);
    }

    /// Reads any of the forms.
    ///
    /// @param name of the file, for messages
    /// @throws Refusal if it looks like JSON and is none of ours
    public static KnowledgeFile read(String name, String text) {
        String content = text.strip();
        if (content.startsWith("{")) {
            return fromJson(name, content);
        }
        List<String> lines = content.lines().toList();
        List<String> header = lines.isEmpty() ? List.of() : List.of(lines.getFirst().split("\t", -1));
        return header.contains("status") && header.contains("description")
                ? fromTable(header, lines.subList(1, lines.size()))
                : new KnowledgeFile("", List.of(), lines.stream()
                        .map(line -> line.strip().replaceFirst("^[-*#>]+\\s*", "")).filter(line -> !line.isEmpty())
                        .toList());
    }

    private static KnowledgeFile fromJson(String name, String content) {
        try {
            JsonNode root = JsonCodec.mapper().readTree(content);
            if (root.path("schema").asInt(0) != SCHEMA) {
                throw new Refusal(Exit.CONFIGURATION, name + " is JSON, but not what `autoresearch export --format "
                        + "knowledge` writes.", "Give a session's tag, such an export, a results.tsv, or plain notes.");
            }
            return new KnowledgeFile(root.path("incumbent").asString(""), texts(root.path("ideas")),
                    texts(root.path("lessons")));
        } catch (JacksonException broken) {
            throw new Refusal(Exit.CONFIGURATION,
                    name + " begins like JSON and is broken: " + broken.getOriginalMessage(),
                    "Export it again with `autoresearch export --format knowledge`.");
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList();
    }

    private static KnowledgeFile fromTable(List<String> header, List<String> rows) {
        int status = header.indexOf("status");
        int description = header.indexOf("description");
        int commit = header.indexOf("commit");
        String incumbent = "";
        var kept = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (String row : rows) {
            List<String> cells = List.of(row.split("\t", -1));
            if (cells.size() < header.size()) {
                continue;
            }
            boolean won = cells.get(status).equals("keep");
            incumbent = won && commit >= 0 ? cells.get(commit) : incumbent;
            String value = header.size() > 1 ? ", " + header.get(1) + " " + cells.get(1) : "";
            (won ? kept : others).add(cells.get(description) + ": " + cells.get(status) + value);
        }
        return new KnowledgeFile(incumbent, List.of(),
                Stream.concat(last(others, Knowledge.LESSONS / 2), last(kept, Knowledge.LESSONS / 2)).toList());
    }

    private static Stream<String> last(List<String> lines, int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream();
    }

    /// The same as what a session knows before its first experiment.
    public Knowledge knowledge() {
        return Knowledge.NONE.after(new Remarks("", ideas,
                lessons.stream().map(text -> new Lesson(text, List.of())).toList(), 0), 0);
    }
}
