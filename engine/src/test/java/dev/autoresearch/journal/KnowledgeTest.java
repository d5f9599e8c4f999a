package dev.autoresearch.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What proposers note stays within its bounds and loses nothing before it must.
class KnowledgeTest {

    @Test
    void whateverIsNotedTheBoundsHoldAndNoIdHasTwoIdeas() {
        long seed = new SplittableRandom().nextLong();
        var random = new SplittableRandom(seed);
        Knowledge knowledge = Knowledge.NONE;
        Set<Integer> ids = new HashSet<>();
        for (int number = 1; number <= 2_000; number++) {
            int before = knowledge.noted();
            knowledge = knowledge.after(new Remarks("", texts(random, "try "), IntStream.range(0, random.nextInt(3))
                    .mapToObj(_ -> new Lesson("lesson " + random.nextInt(60), List.of(random.nextInt(1, 5_000))))
                    .toList(), random.nextInt(before + 2)), number);
            assertThat(knowledge.ideas()).as("seed %d", seed).hasSizeLessThanOrEqualTo(Knowledge.IDEAS);
            assertThat(knowledge.lessons()).as("seed %d", seed).hasSizeLessThanOrEqualTo(Knowledge.LESSONS)
                    .allSatisfy(lesson -> assertThat(lesson.experiments()).isSorted().doesNotHaveDuplicates()
                            .hasSizeLessThanOrEqualTo(Knowledge.SUPPORT));
            for (Idea idea : knowledge.ideas()) {
                if (idea.id() > before) {
                    assertThat(ids.add(idea.id())).as("seed %d: id %d is new", seed, idea.id()).isTrue();
                }
            }
        }
    }

    @Test
    void theLessonWithTheLeastSupportMakesRoomAndTheNewestStays() {
        var lessons = new ArrayList<Lesson>();
        for (int i = 0; i < Knowledge.LESSONS; i++) {
            lessons.add(new Lesson("lesson " + i, i == 7 ? List.of(1) : List.of(1, 2)));
        }
        Knowledge full = new Knowledge(List.of(), lessons, 0);
        Knowledge after = full.after(new Remarks("", List.of(), List.of(new Lesson("new", List.of(3))), 0), 4);
        assertThat(after.lessons()).hasSize(Knowledge.LESSONS).extracting(Lesson::text).contains("new")
                .doesNotContain("lesson 7");
    }

    @Test
    void controlCharactersAndLengthAreTakenOut() {
        Knowledge after = Knowledge.NONE
                .after(new Remarks("", List.of("a\u001b[2Jb\nc" + "x".repeat(5_000)), List.of(), 0), 1);
        assertThat(after.ideas().getFirst().text()).startsWith("ab c").hasSize(Knowledge.LINE).doesNotContain("\u001b");
    }

    private static List<String> texts(SplittableRandom random, String what) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> what + random.nextInt(300)).toList();
    }
}
