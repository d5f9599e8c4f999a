package dev.autoresearch.setup.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// What is read out of a line of shell, and where the reading stops.
class ShellTextTest {

    private static List<String> programs(String line) {
        return Calls.of(line, ".").stream().map(Call::program).toList();
    }

    @Test
    void programsAreFoundThroughPipesListsAssignmentsAndWrappers() {
        assertThat(programs("a | b && c; d &")).containsExactly("a", "b", "c", "d");
        assertThat(programs("X=1 Y='a b' prog -v")).containsExactly("prog");
        assertThat(programs("env -u HOME X=1 prog")).containsExactly("env", "prog");
        assertThat(programs("timeout -k 5 60s nice -n 10 prog x")).containsExactly("timeout", "nice", "prog");
        assertThat(programs("taskset -c 0-3 prog")).containsExactly("taskset", "prog");
        assertThat(programs("sh -c 'a | b'")).containsExactly("sh", "a", "b");
        assertThat(programs("bash -o pipefail -ec \"a && b\"")).containsExactly("bash", "a", "b");
        assertThat(programs("a 2>&1 >log.txt <in.txt | tee \"out file\"")).containsExactly("a", "tee");
        assertThat(programs("a \\\n  -b")).containsExactly("a");
        assertThat(programs("# nothing\na # b; c")).containsExactly("a");
    }

    @Test
    void whatIsBeyondALineOfSimpleCommandsIsNotGuessed() {
        for (String line : List.of("for i in 1 2; do x; done", "if a; then b; fi", "(cd x && y)", "{ x; }",
                "f() { x; }",
                "[[ -f x ]] && y", "! x", "case $1 in a) x;; esac", "cat <<EOF\nx\nEOF", "x 'open", "x \"open",
                "x `open")) {
            assertThat(ShellText.of(line).whole()).as(line).isFalse();
        }
        assertThat(programs("$PROG x; \"$A/b\" y; *.sh")).isEmpty();
        assertThat(programs("timeout --unknown-option 5 x")).containsExactly("timeout");
        assertThat(programs("f() { x; }")).isEmpty();
    }

    @Test
    void whatIsOnlyTriedWhenSomethingElseFailsOrIsThereIsNotCertain() {
        assertThat(Calls.of("a || b", ".")).noneMatch(Call::certain);
        assertThat(Calls.of("command -v b && b", ".").getLast().certain()).isFalse();
        assertThat(Calls.of("[ -x b ] && b; c", ".").stream().filter(Call::certain).map(Call::program))
                .containsExactly("[", "c");
        assertThat(Calls.of("a && b", ".")).allMatch(Call::certain);
        assertThat(Calls.of(". ./env.sh && tool", ".").getLast().searchable()).isFalse();
        assertThat(Calls.of("PATH=x:$PATH tool", ".").getLast().searchable()).isFalse();
    }

    @Test
    void theFolderFollowsCdAsFarAsThatIsSure() {
        assertThat(Calls.of("cd sub && x", ".").getLast().folder()).isEqualTo("sub");
        assertThat(Calls.of("cd sub/../other; cd deep; x", "base").getLast().folder()).isEqualTo("base/other/deep");
        assertThat(Calls.of("cd \"$DIR\" && x", ".").getLast().placed()).isFalse();
        assertThat(Calls.of("cd sub | x", ".").getLast().placed()).isFalse();
        assertThat(Calls.of("sh -c 'cd sub && x' && y", ".").getLast().folder()).isEqualTo(".");
    }

    @Test
    void onlyWhatNothingRanBeforeIsFirst() {
        assertThat(Calls.of("cd a && mkdir b && x | y && z", ".").stream().filter(Call::first).map(Call::program))
                .containsExactly("mkdir", "x", "y");
    }

    @RepeatedTest(200)
    void noTextAtAllMakesTheReadingFailOrHang(RepetitionInfo repetition) {
        long seed = 7919L * repetition.getCurrentRepetition();
        var random = new Random(seed);
        String alphabet = "ab '\"\\$`(){}|&;<>#\n=-.~*[!2/";
        var text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        assertThat(Calls.of(text.toString(), ".")).as("seed " + seed + ": " + text).isNotNull();
    }
}
