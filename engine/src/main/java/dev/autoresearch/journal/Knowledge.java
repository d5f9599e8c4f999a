package dev.autoresearch.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/// What proposers noted for each other: ideas that wait, and lessons. Of bounded size: the oldest idea, and the lesson that
/// the fewest experiments support, make room for a new one.
///
/// @param ideas   that nobody tried yet, oldest first, at most [#IDEAS]
/// @param lessons oldest first, at most [#LESSONS]
/// @param noted   ideas noted so far, which numbers the next one
public record Knowledge(List<Idea> ideas, List<Lesson> lessons, int noted) {

    /// How many ideas are remembered.
    public static final int IDEAS = 40;

    /// How many lessons are remembered.
    public static final int LESSONS = 30;

    /// How many experiments a lesson remembers as its support, the latest ones.
    public static final int SUPPORT = 20;

    /// The longest idea or lesson, in characters.
    public static final int LINE = 300;

    /// Nothing noted.
    public static final Knowledge NONE = new Knowledge(List.of(), List.of(), 0);

    /// Copies the lists.
    public Knowledge {
        ideas = List.copyOf(ideas);
        lessons = List.copyOf(lessons);
    }

    /// What is known after a proposal.
    ///
    /// @param experiment the number it was made in
    public Knowledge after(Remarks remarks, int experiment) {
        if (remarks.equals(Remarks.NONE)) {
            return this;
        }
        var waiting = new ArrayList<>(ideas);
        waiting.removeIf(idea -> idea.id() == remarks.idea());
        int count = noted;
        for (String text : remarks.ideas()) {
            String line = PlainText.line(text, LINE);
            if (!line.isEmpty() && waiting.stream().noneMatch(idea -> same(idea.text(), line))) {
                waiting.add(new Idea(++count, line, experiment));
            }
        }
        var learnt = new ArrayList<>(lessons);
        remarks.lessons().forEach(lesson -> learn(learnt, lesson));
        return new Knowledge(last(waiting, IDEAS), learnt, count);
    }

    private static void learn(List<Lesson> known, Lesson lesson) {
        String line = PlainText.line(lesson.text(), LINE);
        if (line.isEmpty()) {
            return;
        }
        for (int i = 0; i < known.size(); i++) {
            Lesson old = known.get(i);
            if (same(old.text(), line)) {
                SortedSet<Integer> support = new TreeSet<>(old.experiments());
                support.addAll(lesson.experiments());
                known.set(i, new Lesson(old.text(), last(List.copyOf(support), SUPPORT)));
                return;
            }
        }
        SortedSet<Integer> support = new TreeSet<>(lesson.experiments());
        known.add(new Lesson(line, last(List.copyOf(support), SUPPORT)));
        if (known.size() > LESSONS) {
            int weakest = 0;
            for (int i = 1; i < known.size() - 1; i++) {
                if (known.get(i).experiments().size() < known.get(weakest).experiments().size()) {
                    weakest = i;
                }
            }
            known.remove(weakest);
        }
    }

    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static <T> List<T> last(List<T> list, int count) {
        return list.subList(Math.max(0, list.size() - count), list.size());
    }
}
