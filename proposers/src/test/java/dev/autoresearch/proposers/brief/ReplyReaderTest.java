package dev.autoresearch.proposers.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.autoresearch.journal.Idea;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposers.Samples;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {
    private static final Brief BRIEF = brief();

    @Test
    void theLastJsonBlockWithAKeyOfOursIsTheAnswer() {
        Reply reply = read("""
                I tried this first:
                ```json
                {"hypothesis": "draft"}
                ```
                And wrote this file:
                ```json
                {"level": 9}
                ```
                ```JSON
                {"hypothesis": "level 6 -> 9", "expects": "ms falls by 5 %", "ideas": ["try zstd", "drop the cache"],
                 "lessons": [{"text": "level matters", "experiments": [3, 1, 99, -1]}], "idea": 7}
                ```
                ```json
                {"level": 10}
                ```
                """);
        assertThat(reply).isEqualTo(new Reply("level 6 -> 9", new Remarks("ms falls by 5 %",
                List.of("try zstd", "drop the cache"), List.of(new Lesson("level matters", List.of(1, 3))), 7)));
    }

    @Test
    void withoutABlockTheLastObjectThatBeginsALineIsTheAnswer() {
        assertThat(read("Done.\n{\"hypothesis\": \"one\"}\n  {\"hypothesis\": \"two\"}\nBye").hypothesis())
                .isEqualTo("two");
        assertThat(read("Done.\n{\n  \"hypothesis\": \"over lines\",\n  \"idea\": \"#7\"\n}\n").remarks().idea())
                .isEqualTo(7);
        assertThat(read("see {\"hypothesis\": \"inside a sentence\"} there").hypothesis()).startsWith("see {");
    }

    @Test
    void withoutJsonTheFirstSentenceOfTheLastParagraphIsTheHypothesis() {
        assertThat(read("I read the code.\n\n**Hypothesis:** a p99 of 1.5 ms comes from the buffer. It is small.\n\n")
                .hypothesis()).isEqualTo("a p99 of 1.5 ms comes from the buffer.");
        assertThat(read("Raised the buffer.\n\n```java\nint size = 9;\n```\n").hypothesis())
                .isEqualTo("Raised the buffer.");
        assertThat(read("- only a list item").hypothesis()).isEqualTo("only a list item");
        assertThat(read("")).isEqualTo(Reply.NOTHING);
        assertThat(read(" \n\n").hypothesisOrNone()).isEqualTo("(no hypothesis)");
    }

    @Test
    void aBlockWithoutAHypothesisLeavesItToTheText() {
        Reply reply = read("Raised the buffer. It was small.\n\n```json\n{\"ideas\": \"try zstd\"}\n```\n");
        assertThat(reply.hypothesis()).isEqualTo("Raised the buffer.");
        assertThat(reply.remarks().ideas()).containsExactly("try zstd");
    }

    @Test
    void wrongTypesAndUnknownNumbersAreIgnored() {
        Reply reply = read(
                "```json\n{\"hypothesis\": 5, \"expects\": [\"x\"], \"ideas\": [1, {\"text\": \"good\"}, null, \"\"], "
                        + "\"lessons\": [true, \"a line\", {\"text\": 3}, {\"experiments\": [1]}], \"idea\": 99,}\n```");
        assertThat(reply).isEqualTo(
                new Reply("", new Remarks("", List.of("good"), List.of(new Lesson("a line", List.of(12))), 0)));
    }

    @Test
    void aReplyCountsWithFiveIdeasThreeLessonsAndShortLines() {
        String many = "[" + "\"%s\",".formatted("x".repeat(1000)).repeat(30) + "\"y\"]";
        Reply reply = read("```json\n{\"hypothesis\": \"%s\", \"ideas\": %s, \"lessons\": %s}\n```"
                .formatted("h\\u001b[31m\\n\\u202e".repeat(500), many, many));
        assertThat(reply.hypothesis()).hasSizeLessThanOrEqualTo(200).doesNotContain("\u001b", "\n", "\u202e");
        assertThat(reply.remarks().ideas()).hasSize(5).allMatch(idea -> idea.length() <= Knowledge.LINE);
        assertThat(reply.remarks().lessons()).hasSize(3).allMatch(lesson -> lesson.text().length() <= Knowledge.LINE);
    }

    @Test
    void anOpenOrBrokenBlockDoesNotHideTheOthers() {
        assertThat(read("```\nleft open\n```json\n{\"hypothesis\": \"found\"}\n```").hypothesis()).isEqualTo("found");
        assertThat(read("```json\n{\"hypothesis\": \"found\"}\n```\n```json\n{\"hypothesis\": \"cut o").hypothesis())
                .isEqualTo("found");
        assertThat(read("x".repeat(600_000) + "\n```\n```json\n{\"hypothesis\": \"at the end\"}\n```").hypothesis())
                .isEqualTo("at the end");
    }

    @Test
    void aQuestionIsKnown() {
        for (String question : List.of("Which of them should I take?",
                "I found two ways.\n\n**Shall I go on with the first?**",
                "I could do A or B.\n\nWould you like me to proceed with A?\n\n- A is fast\n- B is small",
                "Please confirm the plan above.", "Here is a plan. Let me know which option you prefer.",
                "```json\n{\"hypothesis\": \"which level?\"}\n```")) {
            assertThat(ReplyReader.question(question)).as(question).isTrue();
        }
        for (String statement : List.of("", "Raised the level to 9.", "Why is it slow? The buffer is too small.",
                "Is it the cache?\n\nNo: I raised the level.\n\n```json\n{\"hypothesis\": \"level 9\"}\n```")) {
            assertThat(ReplyReader.question(statement)).as(statement).isFalse();
        }
    }

    @Test
    void whateverAModelPrintsIsReadWithoutFailing() {
        long seed = 20_260_301;
        var random = new SplittableRandom(seed);
        List<String> pieces = List.of("```json\n", "```\n", "~~~~", "{\"hypothesis\":", "\"x\"", "}", "{", "[[[[",
                "\n\n",
                "\"lessons\":[", "{\"text\":", "1e999", "\u0000", "\ud83d", "?", "- ", "a word ",
                "\"idea\": 99999999999");
        for (int round = 0; round < 3000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            String made = text.toString();
            assertThatCode(() -> {
                Reply reply = read(made);
                assertThat(reply.hypothesis()).hasSizeLessThanOrEqualTo(200).doesNotContain("\n", "\u0000");
                assertThat(ReplyReader.question(made)).isIn(true, false);
            }).as("seed %d, round %d: %s", seed, round, made).doesNotThrowAnyException();
        }
        assertThat(read("{\"hypothesis\":" + "[".repeat(60_000)).hypothesis()).isNotNull();
    }

    private static Reply read(String text) {
        return ReplyReader.read(text, BRIEF);
    }

    private static Brief brief() {
        Brief plain = Samples.brief(Samples.configuration(List.of(), "src/**"), 13, 1, 42, "");
        return new Brief(13, 1, "climb", 1, "t", plain.configuration(), plain.baseline(), plain.incumbent(),
                List.of(plain.baseline(), Samples.experiment(12, Status.DISCARD, Map.of("ms", 11.0), "")), List.of(),
                List.of(), null, plain.left(), plain.noise(),
                new Knowledge(List.of(new Idea(7, "level 9", 3)), List.of(), 7), plain.counsel(), plain.support());
    }
}
