package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the program says of its decisions, over real sessions whose noise is a function of each run's seed.
class DecisionVerbsTest {
    /// One percent of noise, up and down.
    private static final String NOISY = """
            read -r value < value.txt
            echo "METRIC score=$((value * 1000 + AUTORESEARCH_SEED % 997))"
            """;

    @TempDir
    private Path temporary;

    private Sandbox noisy(String... lines) throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), lines);
        sandbox.write("bench.sh", NOISY);
        sandbox.git("commit", "-qam", "noise");
        return sandbox;
    }

    @Test
    void aDecisionIsMadeAgainFromTheJournalAndShownPairByPair() throws IOException {
        Sandbox sandbox = noisy();
        Sandbox.Ran ran = sandbox.run("run", "--tag", "t", "--experiments", "2", "--seed", "3").done();
        assertThat(ran.out()).contains("score: runs of the unchanged project differ by", "decides by mode verified",
                "final comparison: the session ends", "Verified improvement: score");

        String explained = sandbox.run("explain", "1").done().out();
        assertThat(explained).contains("keep: score", "mode         verified", "may win      better score",
                "pairs of equals differ by", "pair  first", "e-value",
                "from the journal: the same decision, to the last bit");
        assertThat(sandbox.run("explain", "1", "--json").done().out()).contains("\"recorded\":", "\"again\":");
    }

    @Test
    void aJournalWhoseRunsLeadToAnotherDecisionIsNotBelieved() throws IOException {
        Sandbox sandbox = noisy("decide: {mode: single}");
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        // The chain of hashes notices a changed journal before any decision is made again.
        String journal = sandbox.read(".autoresearch/t/journal.jsonl");
        sandbox.write(".autoresearch/t/journal.jsonl", journal.replaceFirst("\"status\":\"keep\",\"reason\"",
                "\"status\":\"discard\",\"reason\""));
        sandbox.run("explain", "1").refused(Exit.JOURNAL, "damaged");
    }

    @Test
    void whatNeverRanHasNoContestToExplain() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        assertThat(sandbox.run("explain", "0").done().out()).contains("There was no contest");
        sandbox.run("explain", "7").refused(Exit.CONFIGURATION, "no finished experiment 7");
    }

    @Test
    void aClaimIsMadeFreshOnRequestAndStaysWithTheSession() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "2").done();
        Sandbox.Ran ran = sandbox.run("confirm").done();
        assertThat(ran.out()).contains("comparing the start of session", "Verified improvement: score 4.0 %",
                "ended: the budget of experiments is used up");
        assertThat(sandbox.run("status").done().out()).contains("claim", "Verified improvement: score 4.0 %");
    }

    @Test
    void aSessionThatKeepsNothingClaimsNothing() throws IOException {
        Sandbox sandbox = noisy("proposer: {command: 'echo >> notes.md; echo a note'}",
                "scope: {modify: [value.txt, notes.md]}", "decide: {on-tie: discard}");
        assertThat(sandbox.run("run", "--tag", "t", "--experiments", "2", "--seed", "5").done().out())
                .contains("No improvement: nothing was kept.", "Keeps: 0");
    }

    @Test
    void theFrontShowsWhatNothingBeats() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"),
                "metrics: [{name: score, direction: higher}, {name: cost, direction: lower}]",
                "decide: {rule: pareto, on-tie: discard}");
        sandbox.write("bench.sh", Sandbox.BENCH + "echo \"METRIC cost=$((value * value % 7))\"\n");
        sandbox.git("commit", "-qam", "cost");
        sandbox.run("run", "--tag", "t", "--experiments", "4").done();
        String front = sandbox.run("results", "--front").done().out();
        assertThat(front).contains("score", "cost", "is beaten by no other in every metric");
    }
}
