package dev.autoresearch.proposers.brief;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Idea;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposers.text.OneLine;
import java.util.List;
import java.util.stream.Collectors;

/// The part of the prompt that changes: what changes slowly comes first. The order in which room is asked for is the
/// order of what matters; `docs/proposers.md` has it the other way round, as what is cut first.
final class ChangingPart {
    private static final int MESSAGES = 20;
    private static final int MESSAGE = 4_000;
    private static final int LEAST_MESSAGE = 40;
    private static final int ADVICE = 800;
    private static final int KNOWN = 300;
    private static final int LATEST = 10;
    private static final int HALVES = 7;
    private static final int SHORTEST_LOG = 400;

    private final Brief brief;
    private final Rows rows;
    private final Lines lines;
    private final Room room;
    private final Section lessons = new Section("""
            ## Lessons so far

            What earlier proposers concluded, with the experiments that support it: claims, not measurements.

            """, "");
    private final Section ideas = new Section("""
            ## Ideas that wait

            Noted for later and not tried yet. Name the number in `idea` if you try one.

            """, "");
    private final Section best;
    private final Section recent;
    private final Section again;

    /// @param lines  remembers what is said of ideas and lessons
    /// @param tokens the most it may have
    ChangingPart(Brief brief, Rows rows, Lines lines, int tokens) {
        this.brief = brief;
        this.rows = rows;
        this.lines = lines;
        this.room = new Room(tokens);
        String header = rows.header();
        this.best = new Section("## The best experiments, best first\n\n", header);
        this.recent = new Section("## The last experiments, oldest first\n\n", header);
        this.again = new Section("""
                ## Worth another look

                Not kept then, but what they touched has changed since: they may do better now.

                """, header);
    }

    /// The text.
    String text() {
        String standing = standing();
        String now = now();
        Setback setback = brief.setback();
        String reason = setback == null
                ? ""
                : "## Back to you\n\n" + Setbacks.words(setback.kind()) + "\n\n" + Setbacks.reason(setback) + "\n";
        String close = "Now make " + (setback == null ? "one change" : "the change")
                + " in the folder, then end with the block described above.\n";
        room.must(Tokens.of(standing) + Tokens.of(now) + Tokens.of(reason) + Tokens.of(close));
        String messages = messages();
        String tail = setback == null ? "" : log(Setbacks.tail(setback));
        fill();
        Changes changes = null;
        if (!brief.configuration().proposer().kind().equals("command")) {
            changes = new Changes(brief);
            changes.take(room);
        }
        prepend(recent, older());
        var text = new StringBuilder(16_384);
        lessons.writeTo(text);
        ideas.writeTo(text);
        text.append(standing);
        best.writeTo(text);
        recent.writeTo(text);
        if (changes != null) {
            changes.writeTo(text);
        }
        again.writeTo(text);
        return text.append(now).append(messages).append(reason).append(tail).append(close).toString();
    }

    private void fill() {
        prepend(recent, latest());
        brief.counsel().again().forEach(row -> again.append(rows.row(row), room));
        brief.best().forEach(row -> best.append(rows.row(row), room));
        for (Lesson lesson : brief.knowledge().lessons().reversed()) {
            lessons.prepend(lines.of(lesson, () -> "- " + OneLine.of(lesson.text(), KNOWN) + support(lesson) + "\n"),
                    room);
        }
        for (Idea idea : brief.knowledge().ideas().reversed()) {
            ideas.prepend(lines.of(idea, () -> "- idea " + idea.id() + ": " + OneLine.of(idea.text(), KNOWN) + "\n"),
                    room);
        }
    }

    private void prepend(Section section, List<Experiment> experiments) {
        experiments.reversed().forEach(row -> section.prepend(rows.row(row), room));
    }

    private List<Experiment> latest() {
        List<Experiment> all = brief.recent();
        return all.subList(Math.max(0, all.size() - LATEST), all.size());
    }

    private List<Experiment> older() {
        return brief.recent().subList(0, Math.max(0, brief.recent().size() - LATEST));
    }

    private static String support(Lesson lesson) {
        return lesson.experiments().isEmpty()
                ? ""
                : " (" + lesson.experiments().stream().map(number -> "#" + number).collect(Collectors.joining(", "))
                        + ")";
    }

    private String standing() {
        boolean same = brief.baseline().number() == brief.incumbent().number();
        var text = new StringBuilder("## Where it stands\n\n");
        Standing.noise(brief.noise()).forEach(line -> text.append("- ").append(line).append('\n'));
        text.append("- ").append(Standing.budget(brief.left())).append("\n\n").append(same
                ? "Nothing was kept yet; this is the unchanged project:"
                : "The unchanged project and the best state so far:").append("\n\n");
        String table = rows.header() + rows.row(brief.baseline()).text()
                + (same ? "" : rows.row(brief.incumbent()).text());
        return text.append(Fence.around(table)).append('\n').toString();
    }

    private String now() {
        var text = new StringBuilder("## Experiment ").append(brief.experiment());
        if (brief.attempt() > 1) {
            text.append(", attempt ").append(brief.attempt());
        }
        text.append("\n\n");
        String advice = OneLine.of(brief.counsel().advice(), ADVICE);
        return advice.isEmpty() ? text.toString() : text.append(advice).append("\n\n").toString();
    }

    /// What the user said: shortened, all to the same length, where there is no room for the whole.
    private String messages() {
        List<String> said = brief.messages();
        if (said.isEmpty()) {
            return "";
        }
        List<String> last = said.subList(Math.max(0, said.size() - MESSAGES), said.size());
        String text = messages(last, MESSAGE);
        int limit = MESSAGE;
        for (int i = 0; i < HALVES && !room.fits(Tokens.of(text)); i++) {
            limit = Math.max(LEAST_MESSAGE, limit / 2);
            text = messages(last, limit);
        }
        room.must(Tokens.of(text));
        if (limit < MESSAGE) {
            room.close();
        }
        return text;
    }

    private static String messages(List<String> said, int limit) {
        var text = new StringBuilder("## What the user says\n\nFollow it.\n\n");
        for (String message : said) {
            Fence.head(message.strip(), limit).lines().forEach(line -> text.append("> ").append(line).append('\n'));
            text.append('\n');
        }
        return text.toString();
    }

    /// The end of the log as far as there is room for it.
    private String log(String tail) {
        if (tail.isEmpty()) {
            return "";
        }
        for (int limit = tail.length(); limit > 0; limit = limit > SHORTEST_LOG ? limit / 2 : 0) {
            String text = "The last lines of its output:\n\n" + Fence.around(Fence.tail(tail, limit)) + "\n";
            if (room.fits(Tokens.of(text))) {
                room.must(Tokens.of(text));
                if (limit < tail.length()) {
                    room.close();
                }
                return text;
            }
        }
        room.close();
        return "";
    }
}
