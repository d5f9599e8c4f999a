package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A proposer that is a shell script, through the whole program: what it is given, and what becomes of its answers.
class ProtocolTest {
    @TempDir
    private Path temporary;

    @Test
    void aCrashIsMendedWithinItsNumberAndTheProposerSeesTheLastLines() throws IOException {
        Sandbox sandbox = proposing("""
                [ $AUTORESEARCH_ATTEMPT = 3 ] && echo 60 > value.txt || echo broken$AUTORESEARCH_ATTEMPT > value.txt
                echo "attempt $AUTORESEARCH_ATTEMPT"
                """);
        sandbox.write("bench.sh", """
                seq 1 100
                read -r value < value.txt
                case $value in broken*) printf '\\033[31mline of %s\\033[0m\\n' $value; exit 3;; esac
                echo METRIC score=$value
                """);
        sandbox.git("commit", "-qam", "bench");
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();

        JsonNode row = rows(sandbox).get(1);
        assertThat(row.path("number").asInt()).isEqualTo(1);
        assertThat(row.path("status").asString()).isEqualTo("keep");
        assertThat(row.path("attempts").asInt()).isEqualTo(3);
        assertThat(brief(sandbox, 1, 1).path("trouble").isNull()).isTrue();
        for (int attempt : List.of(2, 3)) {
            String trouble = brief(sandbox, 1, attempt).path("trouble").path("text").asString();
            assertThat(trouble).contains("exit code 3", "line of broken" + (attempt - 1), "\n100\n", "\n52\n")
                    .doesNotContain("\n51\n", "\u001b");
        }
        assertThat(sandbox.git("for-each-ref", "--format=%(refname)", "refs/autoresearch/t")).contains(
                "refs/autoresearch/t/1\n", "refs/autoresearch/t/1.1", "refs/autoresearch/t/1.2");
    }

    @Test
    void crashRetriesLimitsTheAttempts() throws IOException {
        for (int retries : List.of(0, 1)) {
            Sandbox sandbox = named("retries-" + retries, "echo broken > value.txt\necho try",
                    "crash: {retries: " + retries + "}");
            sandbox.run("run", "--tag", "t", "--experiments", "1").done();
            JsonNode row = rows(sandbox).get(1);
            assertThat(row.path("status").asString()).isEqualTo("crash");
            assertThat(row.path("attempts").asInt()).isEqualTo(1 + retries);
        }
    }

    @Test
    void leavingTheScopeIsAViolationWithThePathAndChangingNothingIsNoChange() throws IOException {
        Sandbox sandbox = proposing("""
                case $AUTORESEARCH_EXPERIMENT in
                1) echo 99 > value.txt; echo 'echo METRIC score=1000' > bench.sh; echo cheat;;
                2) echo nothing to see;;
                3) exit 3;;
                4) printf 'Try \\033[1mbold\\033[0m\\tthings\\r\\n' ; echo 51 > value.txt;;
                esac
                """);
        Sandbox.Ran ran = sandbox.run("run", "--tag", "t", "--experiments", "4").done();
        List<JsonNode> rows = rows(sandbox);
        assertThat(statuses(rows)).containsExactly("keep", "violation", "no_change", "no_change", "keep");
        assertThat(rows.get(1).path("reason").asString()).contains("bench.sh");
        assertThat(rows.get(1).path("metrics").isEmpty()).isTrue();
        assertThat(rows.get(4).path("description").asString()).isEqualTo("Try bold things");
        assertThat(ran.out() + sandbox.run("show", "4").out() + sandbox.run("results").out()).doesNotContain("\u001b");
        assertThat(sandbox.git("show", "autoresearch/t:bench.sh")).isEqualTo(Sandbox.BENCH.strip());
    }

    @Test
    void anImprovementThatTheGuardRejectsIsNotKept() throws IOException {
        Sandbox sandbox = proposing("echo $((50 + AUTORESEARCH_EXPERIMENT)) > value.txt\necho up",
                "guard: {command: 'read -r v < value.txt && echo checking $v && test $v -lt 52'}");
        sandbox.run("run", "--tag", "t", "--experiments", "3").done();
        assertThat(statuses(rows(sandbox))).containsExactly("keep", "keep", "checks_failed", "checks_failed");
        assertThat(sandbox.git("show", "autoresearch/t:value.txt")).isEqualTo("51");
        assertThat(sandbox.run("log", "2", "--name", "guard-1-1.log").done().out()).contains("checking 52");
    }

    @Test
    void aTieIsKeptOnlyWhenItIsSimpler() throws IOException {
        Sandbox sandbox = proposing("""
                case $AUTORESEARCH_EXPERIMENT in
                1) echo more >> value.txt;;
                2) head -n 1 value.txt > shorter; cat shorter > value.txt; rm shorter;;
                esac
                echo tie
                """);
        sandbox.write("value.txt", "50\nand\nmore\n");
        sandbox.git("commit", "-qam", "longer");
        sandbox.run("run", "--tag", "t", "--experiments", "2").done();
        assertThat(statuses(rows(sandbox))).containsExactly("keep", "discard", "keep");
        assertThat(sandbox.git("show", "autoresearch/t:value.txt")).isEqualTo("50");
    }

    @Test
    void crashesInARowEndTheSessionAndResumeTriesAgain() throws IOException {
        Sandbox sandbox = proposing("echo broken $AUTORESEARCH_EXPERIMENT > value.txt\necho try", "crash: {retries: 0}",
                "budget: {consecutive-crashes: 2}");
        Sandbox.Ran ran = sandbox.run("run", "--tag", "t");
        assertThat(ran.code()).isEqualTo(Exit.CRASHES.code());
        assertThat(ran.out()).contains("too many crashes in a row", "autoresearch resume --tag t");
        assertThat(statuses(rows(sandbox))).containsExactly("keep", "crash", "crash");
        assertThat(sandbox.run("resume").code()).isEqualTo(Exit.CRASHES.code());
        assertThat(statuses(rows(sandbox))).containsExactly("keep", "crash", "crash", "crash", "crash");
    }

    @Test
    void aProposerThatKeepsFailingEndsTheSession() throws IOException {
        Sandbox sandbox = proposing("echo 'no key' >&2; printf '\\033]0;title\\007' >&2; exit 9");
        Sandbox.Ran ran = sandbox.run("run", "--tag", "t");
        assertThat(ran.code()).isEqualTo(Exit.CRASHES.code());
        assertThat(ran.out()).contains("no key", "10 proposals in a row").doesNotContain("\u001b", "\u0007");
        assertThat(sandbox.run("status").done().out()).contains("the proposer failed too often in a row");
    }

    @Test
    void aFailingSetupCheckIsShownAndLeavesTheTagFree() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"),
                "run: {check: 'echo the GPU is missing; false', command: sh bench.sh}");
        for (int attempt = 0; attempt < 2; attempt++) {
            Sandbox.Ran ran = sandbox.run("run", "--tag", "t");
            ran.refused(Exit.SETUP, "setup check", "  the GPU is missing");
        }
        sandbox.configure();
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        assertThat(sandbox.git("branch", "--list", "--format=%(refname:short)", "autoresearch/*"))
                .isEqualTo("autoresearch/t");
    }

    @Test
    void aRunOverItsLimitIsATimeoutAndIsNotMended() throws IOException {
        Sandbox sandbox = proposing("echo 51 > value.txt\necho slow");
        sandbox.configure("run: {command: 'sh bench.sh; test $AUTORESEARCH_EXPERIMENT = 0 || sleep 600', timeout: 1s}");
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        JsonNode row = rows(sandbox).get(1);
        assertThat(row.path("status").asString()).isEqualTo("timeout");
        assertThat(row.path("attempts").asInt()).isEqualTo(1);
        assertThat(Files.readString(sandbox.folder().resolve("results.tsv"))).contains("timeout");
    }

    @Test
    void aProposerThatIsDoneEndsTheSessionInOrder() throws IOException {
        Sandbox sandbox = proposing("""
                [ $AUTORESEARCH_EXPERIMENT -lt 3 ] || { echo 'nothing left'; exit 4; }
                echo $((50 + AUTORESEARCH_EXPERIMENT)) > value.txt
                echo '{"hypothesis": "paid", "cost": 0.25, "tokens": 1000}'
                """);
        Sandbox.Ran ran = sandbox.run("run", "--tag", "t").done();
        assertThat(ran.out()).contains("nothing more to propose: nothing left");
        JsonNode spending = json(sandbox.run("status", "--json").done().out()).path("spending");
        assertThat(spending.path("dollars").asDouble()).isEqualTo(0.5);
        assertThat(spending.path("tokens").asLong()).isEqualTo(2000);
    }

    private Sandbox proposing(String script, String... lines) throws IOException {
        return named("project", script, lines);
    }

    private Sandbox named(String name, String script, String... lines) throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve(name), lines);
        sandbox.write("propose.sh",
                "cat > \"$RECORD/brief-$AUTORESEARCH_EXPERIMENT-$AUTORESEARCH_ATTEMPT.json\"\n" + script);
        sandbox.git("commit", "-qam", "proposer");
        return sandbox;
    }

    private static JsonNode brief(Sandbox sandbox, int number, int attempt) throws IOException {
        return json(sandbox.printed("brief-" + number + "-" + attempt + ".json"));
    }

    private static List<String> statuses(List<JsonNode> rows) {
        assertThat(rows.stream().map(row -> row.path("number").asInt()).toList())
                .isEqualTo(IntStream.range(0, rows.size()).boxed().toList());
        return rows.stream().map(row -> row.path("status").asString()).toList();
    }

    private static List<JsonNode> rows(Sandbox sandbox) {
        return sandbox.run("results", "--all", "--json").done().out().lines().map(ProtocolTest::json).toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
