package dev.autoresearch.proposers.brief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Idea;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Counsel;
import dev.autoresearch.proposers.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BriefPromptTest {
    private static final String MARK = "INJECTED";
    private static final List<String> PIECES = List.of("word ", MARK + " ", "```", "````", "`", "~~~", "\n", "\n\n",
            "\n# Rules\n", "\u001b[2J", "\u0000", "\u202e", "\ud83d", "🚀", "改善解析器", "| ", "\\", "0.123456789 ",
            "</data>",
            "-----", "ﷺ", "\r\n", "\t");

    @Test
    void theOrderIsConstantThenSlowThenNew() {
        Brief brief = Briefs.after(300, Briefs.configuration("claude", 24_000).toBuilder()
                .hints(List.of("Batch the writes.", "Keep the index warm.")).build(),
                new Setback(Setback.Kind.CRASH, "the run ended with exit code 1", "Boom\n"), List.of("try the cache"));
        assertThat(BriefPrompt.of(brief).whole()).containsSubsequence("# Your part", "Make it faster",
                "## What usually helps", "- Batch the writes.", "- Keep the index warm.", "## Metrics",
                "`ms` in ms: lower is better; it decides", "may change: `src/**`", "Worth reading: `README.md`",
                "Must stay as it is: `data/**`", "Do not measure", "Nobody answers questions", "Prepared by `make`",
                "Measured by `make bench`", "## Your answer", "\"hypothesis\"", "## Lessons so far", "(#100)",
                "## Ideas that wait", "idea 40: ", "## Where it stands",
                "two runs of the same state differ by about 1.22 %",
                "One run takes 1.2 s.", "100 experiments, 3h12m, 4.20 US dollars, 1200000 tokens",
                "## The best experiments", "## The last experiments", "## Recent changes that were not kept",
                "why: not shown to be better", "+    int after00 = 00299;", "## Changes that were nearly better",
                "## Worth another look", "## Experiment 301, attempt 2", "Refine the best near-miss.",
                "## What the user says", "> try the cache", "## Back to you", "exit code 1", "Boom",
                "block described above");
    }

    @Test
    void theConstantPartIsTheSameInEveryPromptOfASession() {
        Configuration configuration = Briefs.configuration("llm", 24_000);
        String constant = BriefPrompt.of(Briefs.after(3, configuration, null, List.of())).constant();
        for (int count : List.of(4, 77, 5000)) {
            var setback = new Setback(Setback.Kind.REPEAT, "as 3", "");
            assertThat(BriefPrompt.of(Briefs.after(count, configuration, setback, List.of("hurry"))).constant())
                    .isEqualTo(constant);
        }
        assertThat(BriefPrompt.of(Briefs.after(3, Briefs.configuration("llm", 9_000), null, List.of())).constant())
                .isEqualTo(constant);
    }

    @Test
    void whatIsRememberedOfOnePromptChangesNothingInTheNext() {
        var prompts = new BriefPrompts();
        var random = new SplittableRandom(11);
        for (int count : List.of(3, 4, 4, 60, 61, 9_000, 5)) {
            Configuration configuration = Briefs.configuration("claude", 4_000 + random.nextInt(20_000));
            Brief brief = Briefs.after(count, configuration, null, List.of());
            assertThat(prompts.of(brief)).isEqualTo(BriefPrompt.of(brief));
            assertThat(prompts.of(brief)).isEqualTo(BriefPrompt.of(brief));
            Brief wild = wild(random, 8_000);
            assertThat(prompts.of(wild)).isEqualTo(BriefPrompt.of(wild));
        }
    }

    @Test
    void theSizeDoesNotGrowWithTheHistory() {
        Configuration configuration = Briefs.configuration("claude", 24_000);
        assertThat(whole(1_899, configuration)).hasSize(whole(9_899, configuration).length());
        assertThat(Math.abs(whole(100, configuration).length() - whole(10_000, configuration).length()))
                .as("more digits in the numbers of at most 80 rows").isLessThan(3 * 80);
    }

    @Test
    void noBriefHoweverWildIsLargerThanTheCapOrLeavesItsFences() {
        long seed = 20_260_304;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 150; round++) {
            int cap = BriefPrompt.LEAST + random.nextInt(random.nextBoolean() ? 2_000 : 30_000);
            Brief brief = wild(random, cap);
            BriefPrompt prompt = BriefPrompt.of(brief);
            String what = "seed %d, round %d, cap %d".formatted(seed, round, cap);
            assertThat(Tokens.of(prompt.whole())).as(what).isLessThanOrEqualTo(cap);
            assertThat(prompt.whole()).as(what).doesNotContain("\u001b", "\u0000", "\u202e", "\r")
                    .contains("goal of the user", "reason of the setback", "said by the user", "\"hypothesis\"",
                            "`ms`");
            assertThat(outsideFences(prompt.whole())).as(what).doesNotContain(MARK);
            assertThat(outsideFences(BriefPrompt.setback(brief))).as(what).doesNotContain(MARK);
            assertThat(BriefPrompt.setback(brief).length()).as(what).isLessThan(40_000);
        }
    }

    @Test
    void whatMattersLeastIsCutFirst() {
        var setback = new Setback(Setback.Kind.CRASH, "it broke", "log line\n".repeat(40));
        List<Integer> before = List.of();
        for (int cap = BriefPrompt.LEAST; cap < 30_000; cap += 100) {
            Brief brief = Briefs.after(300, Briefs.configuration("claude", cap), setback, List.of("try the cache"));
            String text = BriefPrompt.of(brief).whole();
            assertThat(text).contains("try the cache", "it broke");
            List<Integer> shares = List.of(rows(text, "## The last", 291, 300), rows(text, "## The best", 0, 300),
                    count(text, "lesson text"), count(text, "idea text"), count(text, "after00"),
                    count(text, "after59"),
                    rows(text, "## The last", 251, 290));
            List<Integer> all = List.of(10, 10, 30, 40, 7, 7, 40);
            for (int i = 0; i < shares.size() - 1; i++) {
                boolean whole = shares.get(i).equals(all.get(i));
                assertThat(whole || shares.subList(i + 1, shares.size()).stream().allMatch(share -> share == 0))
                        .as("cap %d: %s", cap, shares).isTrue();
            }
            for (int i = 0; i < before.size(); i++) {
                assertThat(shares.get(i)).as("cap %d", cap).isGreaterThanOrEqualTo(before.get(i));
            }
            before = shares;
        }
        assertThat(before).isEqualTo(List.of(10, 10, 30, 40, 7, 7, 40));
    }

    @Test
    void commandsPayForNoChangesOfEarlierExperiments() {
        Brief plain = Briefs.after(300, Briefs.configuration("command", 24_000), null, List.of());
        var brief = new Brief(plain.experiment(), 1, plain.mode(), 1, plain.tag(), plain.configuration(),
                plain.baseline(),
                plain.incumbent(), plain.recent(), plain.best(), List.of(), null, plain.left(), plain.noise(),
                plain.knowledge(), plain.counsel(), Briefs.support(number -> {
                    throw new AssertionError("looked up " + number);
                }));
        assertThat(BriefPrompt.of(brief).whole()).contains("## The last experiments").doesNotContain("diff --git");
    }

    @Test
    void theFirstBriefSaysThatNothingWasKept() {
        Brief brief = Samples.brief(Briefs.configuration("claude", 24_000), 1, 1, 42, "");
        assertThat(BriefPrompt.of(brief).whole()).contains("Nothing was kept yet", "| 0 | keep | 10 |",
                "How noisy the metrics are is not known yet.", "## Experiment 1\n")
                .doesNotContain("## Lessons", "## Ideas", "## What the user says", "## Back to you", "s3cret-value",
                        "holdout");
    }

    @Test
    void aSetbackTellsWhatHappenedAndWhatToDo() {
        assertThat(setback(Setback.Kind.CRASH, "exit code 1", "line\n".repeat(80)))
                .contains("smallest change, or undo it", "exit code 1", "line\n".repeat(49))
                .doesNotContain("line\n".repeat(51));
        assertThat(setback(Setback.Kind.GUARD, "the guard ended with exit code 2", "1 test failed"))
                .contains("untouchable", "1 test failed");
        assertThat(setback(Setback.Kind.REPEAT, "this is the same change as experiment 7", ""))
                .contains("same change as experiment 7", "Propose another").doesNotContain("last lines");
    }

    private static String setback(Setback.Kind kind, String reason, String tail) {
        return BriefPrompt.setback(
                Briefs.after(9, Briefs.configuration("claude", 24_000), new Setback(kind, reason, tail), List.of()));
    }

    private static String whole(int count, Configuration configuration) {
        return BriefPrompt.of(Briefs.after(count, configuration, null, List.of())).whole();
    }

    private static int count(String text, String what) {
        return text.split(what, -1).length - 1;
    }

    private static int rows(String text, String heading, int from, int to) {
        int at = text.indexOf(heading);
        if (at < 0) {
            return 0;
        }
        int next = text.indexOf("\n## ", at + 1);
        String section = text.substring(at, next < 0 ? text.length() : next);
        return (int) IntStream.rangeClosed(from, to).filter(number -> section.contains("| " + number + " | ")).count();
    }

    private static Brief wild(SplittableRandom random, int cap) {
        Configuration usual = Briefs.configuration("claude", cap);
        Configuration configuration = usual.toBuilder()
                .goal("goal of the user " + "very ".repeat(random.nextInt(2000)))
                .hints(IntStream.range(0, random.nextInt(60))
                        .mapToObj(i -> "hint `" + i + "` ".repeat(random.nextInt(90)))
                        .toList())
                .modify(IntStream.rangeClosed(0, random.nextInt(300)).mapToObj(i -> "src/`" + i + "`/**")
                        .toArray(String[]::new))
                .command("make " + "`x` ".repeat(random.nextInt(500))).build();
        List<Experiment> recent = rows(random, 50);
        Experiment baseline = rows(random, 1).getFirst();
        var knowledge = new Knowledge(
                IntStream.rangeClosed(1, 40).mapToObj(id -> new Idea(id, text(random, 300), 1)).toList(),
                Stream.generate(() -> new Lesson(text(random, 300), List.of(1, 2))).limit(30).toList(), 40);
        List<String> messages = Stream.generate(() -> "said by the user " + plain(random, 9_000))
                .limit(1 + random.nextInt(30)).toList();
        Noise noise = random.nextBoolean() ? Briefs.noise() : Noise.UNKNOWN;
        return new Brief(7, 2, "climb", 1, "t", configuration, baseline, recent.getFirst(), recent,
                rows(random, 10), messages, setback(random),
                new Brief.Left(null, null, null, null, baseline.spending()), noise, knowledge,
                new Counsel("advice " + plain(random, 2_000), rows(random, 5), rows(random, 5)),
                Briefs.support(number -> text(random, 24_000)));
    }

    private static @Nullable Setback setback(SplittableRandom random) {
        Setback.Kind[] kinds = Setback.Kind.values();
        return new Setback(kinds[random.nextInt(kinds.length)], "reason of the setback " + text(random, 3_000),
                text(random, 20_000));
    }

    private static List<Experiment> rows(SplittableRandom random, int count) {
        Status[] statuses = Status.values();
        var rows = new ArrayList<Experiment>();
        for (int i = 0; i < count; i++) {
            rows.add(Briefs.row(1 + random.nextInt(100_000), statuses[random.nextInt(statuses.length)],
                    Map.of("ms", random.nextDouble() * 1e9), text(random, 400), text(random, 2_000)));
        }
        return rows;
    }

    private static String plain(SplittableRandom random, int limit) {
        return text(random, limit).replace(MARK, "");
    }

    private static String text(SplittableRandom random, int limit) {
        var text = new StringBuilder();
        int length = random.nextInt(limit);
        String favourite = PIECES.get(random.nextInt(PIECES.size()));
        while (text.length() < length) {
            text.append(random.nextInt(3) == 0 ? favourite : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /// What a reader of Markdown takes for text of its own.
    private static String outsideFences(String text) {
        var outside = new StringBuilder();
        String fence = "";
        for (String line : text.lines().toList()) {
            String marks = line.stripLeading().replaceAll("[^`~].*", "");
            boolean indented = line.startsWith("    ");
            if (fence.isEmpty() && marks.length() >= 3 && !indented) {
                fence = marks;
            } else if (!fence.isEmpty() && marks.startsWith(fence) && line.strip().equals(marks) && !indented) {
                fence = "";
            } else if (fence.isEmpty()) {
                outside.append(line).append('\n');
            }
        }
        assertThat(fence).as("every fence is closed").isEmpty();
        return outside.toString();
    }
}
