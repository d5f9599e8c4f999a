package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A loop that somebody else began is gone on with: its rows are shown, its last keep is measured anew, and no commit of
/// it is lost.
class ImportVerbTest {
    @TempDir
    private Path temporary;

    @Test
    void aTableIsContinuedFromItsLastKeepWhichIsMeasuredAnew() throws IOException {
        Sandbox sandbox = looped();
        String kept = sandbox.git("rev-parse", "autoresearch/mar26");
        Sandbox.Ran ran = sandbox.run("import", "results.tsv").done();
        assertThat(ran.out()).contains("4 experiments from results.tsv: 2 keep, 1 discard, 1 crash",
                "mar26, on the branch autoresearch/mar26, which is there already",
                "goes on from " + kept.substring(0, 7), "measured anew as #4");
        assertThat(sandbox.run("status").done().out()).contains("imported", "4 experiments, measured elsewhere");
        assertThat(sandbox.run("results", "--all").done().out()).contains("one more", "one less", "broken");

        Sandbox.Ran resumed = sandbox.run("resume", "--experiments", "2").done();
        assertThat(resumed.out()).contains("what was imported, measured here");
        assertThat(sandbox.run("show", "4").done().out()).contains("the unchanged project");
        assertThat(sandbox.git("rev-parse", "autoresearch/mar26~2")).isEqualTo(kept);
        assertThat(sandbox.read("results.tsv").lines().toList())
                .startsWith("commit\tscore\tmemory_gb\tstatus\tdescription",
                        sandbox.git("rev-parse", "--short=7", "main") + "\t50.000000\t1.5\tkeep\tbaseline",
                        kept.substring(0, 7) + "\t51.000000\t1.5\tkeep\tone more",
                        "abcdef1\t50.000000\t0.0\tdiscard\tone less", "abcdef2\t0.000000\t0.0\tcrash\tbroken")
                .hasSize(8);
        assertThat(sandbox.run("brief").done().out()).contains("one less");
        for (String verb : List.of("show", "explain", "diff", "log")) {
            sandbox.run(verb, "1");
            assertThat(sandbox.run(verb, "2").code()).as(verb).isNotEqualTo(Exit.BUG.code());
        }
        sandbox.run("rewind", "1").refused(Exit.CONFIGURATION, "was imported");
        assertThat(Files.readString(sandbox.folder().resolve(".autoresearch/mar26/imported/results.tsv")))
                .contains("abcdef2");
    }

    @Test
    void anImportedNumberIsNeverTheOneToBeat() throws IOException {
        Sandbox sandbox = looped();
        // The file claims a value that no change can reach.
        sandbox.write("results.tsv", sandbox.read("results.tsv").replace("51.000000", "9000.000000"));
        sandbox.run("import", "results.tsv").done();
        sandbox.run("resume", "--experiments", "2").done();
        assertThat(sandbox.run("results", "--kept", "--json").done().out().lines()).hasSize(5);
        assertThat(sandbox.run("status").done().out()).contains("51 →", "53").doesNotContain("9000");
    }

    @Test
    void commitsAfterTheLastKeepStayReachable() throws IOException {
        Sandbox sandbox = looped();
        sandbox.git("checkout", "-q", "autoresearch/mar26");
        sandbox.write("value.txt", "77\n");
        sandbox.git("commit", "-qam", "not measured yet");
        String tip = sandbox.git("rev-parse", "HEAD");
        sandbox.git("checkout", "-q", "main");
        sandbox.run("import", "results.tsv").done();
        sandbox.run("resume", "--experiments", "1").done();
        assertThat(sandbox.git("rev-parse", "refs/autoresearch/mar26/adopted")).isEqualTo(tip);
        assertThat(sandbox.git("log", "-1", "--format=%s", "autoresearch/mar26")).isEqualTo("one more than 51");
    }

    @Test
    void aBranchThatTheUserHasCheckedOutIsLeftWhereItIs() throws IOException {
        Sandbox sandbox = looped();
        sandbox.git("checkout", "-q", "autoresearch/mar26");
        Map<String, String> before = sandbox.own();
        sandbox.run("import", "results.tsv").done();
        assertThat(sandbox.run("resume", "--experiments", "1").done().out()).contains("is checked out in");
        Map<String, String> after = sandbox.own();
        assertThat(after.remove("results.tsv.before-mar26")).as("the table as it was").contains("improved");
        before.remove("(status)");
        after.remove("(status)");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aKeepWithoutItsCommitIsRefusedUnlessOnlyTheKnowledgeIsWanted() throws IOException {
        Sandbox sandbox = looped();
        sandbox.write("results.tsv", sandbox.read("results.tsv").replaceAll("(?m)^\\w+(\\t51.0)", "1234567$1"));
        Map<String, String> before = sandbox.belongings();
        sandbox.run("import", "results.tsv").refused(Exit.REPOSITORY, "results.tsv:3: 1234567, one more",
                "--without-commits");
        assertThat(sandbox.belongings()).isEqualTo(before);
        assertThat(sandbox.run("import", "results.tsv", "--without-commits", "--tag", "anew").done().out())
                .contains("the checked-out commit");
        sandbox.run("resume", "--experiments", "1").done();
        assertThat(sandbox.git("log", "-1", "--format=%s", "autoresearch/anew")).isEqualTo("one more than 50");
    }

    @Test
    void aSessionOfThatNameIsNotWrittenOver() throws IOException {
        Sandbox sandbox = looped();
        sandbox.run("import", "results.tsv").done();
        sandbox.run("import", "results.tsv", "--tag", "mar26").refused(Exit.CONFIGURATION,
                "There is a session mar26 already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"karpathy", "seed001", "seed002", "seed003", "seed004", "full", "experiments-jsonl",
            "claude-log", "pi-log"})
    void whatIsExportedAndImportedAgainHasTheSameRows(String format) throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"),
                "metrics: [{name: score, direction: higher}, {name: rest, direction: lower}]").atNoon();
        sandbox.write("bench.sh", Sandbox.BENCH + "echo METRIC rest=$((100 - value))\n");
        sandbox.write("propose.sh", """
                cat > /dev/null
                case $AUTORESEARCH_EXPERIMENT in
                2) echo 7 > value.txt ;;
                3) echo broken > value.txt ;;
                4) ;;
                *) echo $((50 + AUTORESEARCH_EXPERIMENT)) > value.txt ;;
                esac
                echo "try $AUTORESEARCH_EXPERIMENT"
                """);
        sandbox.git("commit", "-qam", "bench");
        sandbox.run("run", "--tag", "t", "--experiments", "6").done();
        String before = sandbox.run("export", "--tag", "t", "--format", format).done().out();
        sandbox.write("exported", before);
        sandbox.run("import", "exported", "--tag", "again").done();
        String after = sandbox.run("export", "--tag", "again", "--format", format).done().out();
        assertThat(rows(after)).isEqualTo(rows(before)).hasSizeGreaterThan(6);
        assertThat(sandbox.git("rev-parse", "autoresearch/again"))
                .isEqualTo(sandbox.git("rev-parse", "autoresearch/t"));
    }

    /// Without what a file of this format cannot say: numbers, reasons, the session's own name.
    private static List<String> rows(String text) {
        return text.lines().map(line -> line.replaceAll("\"(?:tag|reason|cost_usd\\w*|tokens_used_total)\":[^,}]*", ""))
                .toList();
    }

    /// A project whose branch `autoresearch/mar26` has one keep, with the table of the loop that made it.
    private Sandbox looped() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project")).atNoon();
        sandbox.write(".git/info/exclude", "results.tsv\n");
        String start = sandbox.git("rev-parse", "--short=7", "HEAD");
        sandbox.git("checkout", "-qb", "autoresearch/mar26");
        sandbox.write("value.txt", "51\n");
        sandbox.git("commit", "-qam", "one more");
        String kept = sandbox.git("rev-parse", "--short=7", "HEAD");
        sandbox.git("checkout", "-q", "main");
        sandbox.write("results.tsv", "commit\tscore\tmemory_gb\tstatus\tdescription\n" + start
                + "\t50.000000\t1.5\tkeep\tbaseline\n" + kept + "\t51.000000\t1.5\timproved\tone more\n"
                + "abcdef1\t50.000000\t0.0\tdiscard\tone less\n" + "abcdef2\t0.000000\t0.0\tcrash\tbroken\n");
        return sandbox;
    }
}
