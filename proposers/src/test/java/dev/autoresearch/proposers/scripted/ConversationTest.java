package dev.autoresearch.proposers.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversationTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"<environment_context>\n  <cwd>DIR</cwd>\n", "Working directory: DIR\nIs it git: yes",
            "# Environment\n - Primary working directory: DIR\n", "Current Working Directory (DIR) Files\n",
            "I'm currently working in the directory: DIR\n", "- **Workspace Directories:**\n  - DIR\n",
            "Current working directory: DIR", "The current working directory is `DIR`.",
            "working directory: /no/such/folder\nWorking directory: DIR"})
    void theWorkingDirectoryIsFoundInTheAgentsOwnWords(String words) {
        var talk = Conversation.of(
                List.of(new Turn(Turn.Role.SYSTEM, "Be brief.\n" + words.replace("DIR", folder.toString()), false)));
        assertThat(talk.directory()).contains(folder.toString());
    }

    @Test
    void theLastDirectiveCounts() {
        var talk = Conversation.of(List.of(new Turn(Turn.Role.USER, "[[script one a=1 b=2]] or", false),
                new Turn(Turn.Role.MODEL, "[[script three]] (step 2 of talk 1)", false),
                new Turn(Turn.Role.USER, "[[script two a=3=4]]", false)));
        assertThat(talk.script()).contains("two");
        assertThat(talk.vars()).isEqualTo(Map.of("a", "3=4"));
        assertThat(talk.reached(Script.of("two", Step.say("x")))).isEqualTo(new Mark(0, 0));
    }

    @Test
    void everyScriptOfTheProjectCanBeRead() {
        for (String name : List.of("bump", "edit", "loop", "outside", "shell", "slow-shell", "tamper", "tool")) {
            assertThat(Script.resource(name).steps()).as(name).isNotEmpty();
        }
    }
}
