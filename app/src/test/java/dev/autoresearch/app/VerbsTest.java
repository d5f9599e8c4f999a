package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ResultsProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What each verb does, on real repositories.
class VerbsTest {
    @TempDir
    private Path temporary;

    @Test
    void whatInitWritesPassesDoctorAndRuns() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.git("rm", "-q", "autoresearch.yaml");
        sandbox.git("commit", "-qm", "without");
        String proposer = "RECORD=" + sandbox.home() + " sh propose.sh";
        sandbox.run("init", "--modify", "value.txt,*.conf", "--command", "sh bench.sh", "--metric", "score",
                "--goal", "More: \"points\"", "--guard", "test -s value.txt", "--proposer", proposer).done();
        assertThat(sandbox.read("autoresearch.yaml")).contains("value.txt", "sh bench.sh", "#");
        sandbox.run("doctor").done();
        sandbox.run("run", "--experiments", "1").done();

        String written = sandbox.read("autoresearch.yaml");
        sandbox.run("init", "--modify", "x", "--command", "y", "--metric", "ms").refused(Exit.CONFIGURATION,
                "exists already", "--force");
        assertThat(sandbox.read("autoresearch.yaml")).isEqualTo(written);
        sandbox.run("init", "--modify", "value.txt", "--command", "y", "--metric", "oddity", "--force")
                .refused(Exit.CONFIGURATION, "--direction");
        sandbox.run("init", "--modify", "value.txt", "--command", "y", "--metric", "oddity", "--force", "--direction",
                "sideways").refused(Exit.CONFIGURATION, "'sideways' is no direction");
        sandbox.run("init", "--modify", "value.txt", "--command", "y", "--metric", "latency_ms", "--force").done();
        assertThat(sandbox.read("autoresearch.yaml")).contains("latency_ms", "lower");
    }

    @Test
    void doctorNamesWhatIsMissingAndChangesNothing() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        Map<String, String> before = sandbox.belongings();
        assertThat(sandbox.run("doctor").done().out()).contains("A run can start");
        sandbox.configure("run: {command: no-such-program}", "scope: {modify: [nothing/*.txt]}");
        Sandbox.Ran ran = sandbox.run("doctor");
        assertThat(ran.code()).isEqualTo(Exit.CONFIGURATION.code());
        assertThat(ran.out()).contains("no-such-program is not found", "matches no file", "do: ", "cannot start yet");
        List<JsonNode> findings = json(sandbox.run("doctor", "--json").out()).valueStream().toList();
        assertThat(findings).allSatisfy(finding -> assertThat(finding.propertyNames()).containsExactlyInAnyOrder(
                "level", "topic", "what", "remedy"));
        assertThat(findings.stream().filter(finding -> finding.path("level").asString().equalsIgnoreCase("problem")))
                .hasSize(2);
        sandbox.configure();
        assertThat(sandbox.belongings()).isEqualTo(before);
    }

    @Test
    void aDryRunChangesNothingAndSaysWhatWouldHappen() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project")).atNoon();
        String exclude = sandbox.read(".git/info/exclude");
        Map<String, String> before = sandbox.belongings();
        assertThat(sandbox.run("run", "--dry-run").done().out()).contains("autoresearch/mar26", "score", "nothing");
        assertThat(sandbox.belongings()).isEqualTo(before);
        assertThat(sandbox.read(".git/info/exclude")).isEqualTo(exclude);
        assertThat(sandbox.folder().resolve(".autoresearch")).doesNotExist();
    }

    @Test
    void runGoesOnWithABrokenOffSessionAndStartsTheNextAfterAFinishedOne() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project")).atNoon();
        Map<String, String> own = sandbox.own();
        sandbox.run("run", "--experiments", "2").done();
        assertThat(branches(sandbox)).containsExactly("autoresearch/mar26");
        sandbox.run("run", "--experiments", "1").done();
        assertThat(branches(sandbox)).containsExactly("autoresearch/mar26", "autoresearch/mar26-2");
        // A kill leaves a journal whose last line is not session-ended.
        Path journal = sandbox.folder().resolve(".autoresearch/mar26-2/journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines.getLast()).contains("session-ended");
        Files.writeString(journal, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n{\"seq\":");
        Files.delete(sandbox.folder().resolve(".autoresearch/mar26-2/state.json"));
        Sandbox.Ran ran = sandbox.run("run", "--experiments", "2").done();
        assertThat(ran.out()).contains("Cut off an unfinished line");
        assertThat(branches(sandbox)).containsExactly("autoresearch/mar26", "autoresearch/mar26-2");
        assertThat(numbers(sandbox)).containsExactly(0, 1, 2, 3);
        sandbox.run("run", "--new", "--experiments", "1").done();
        sandbox.run("run", "--tag", "faster", "--experiments", "1").done();
        assertThat(branches(sandbox)).containsExactly("autoresearch/faster", "autoresearch/mar26",
                "autoresearch/mar26-2", "autoresearch/mar26-3");
        sandbox.run("run", "--tag", "no good").refused(Exit.CONFIGURATION, "cannot be a session's tag");
        assertThat(sandbox.own()).isEqualTo(own);
    }

    @Test
    void whatIsToldReachesTheNextBriefAndNoLaterOne() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        sandbox.run("tell", "the cache", "is \u001b[31mcold").done();
        sandbox.run("resume", "--experiments", "2").done();
        assertThat(json(sandbox.printed("brief-1-1.json")).path("messages").isEmpty()).isTrue();
        assertThat(json(sandbox.printed("brief-2-1.json")).path("messages").valueStream().map(JsonNode::asString))
                .containsExactly("the cache is cold");
        assertThat(json(sandbox.printed("brief-3-1.json")).path("messages").isEmpty()).isTrue();
        sandbox.run("tell", "  ").refused(Exit.CONFIGURATION, "The message is empty");
    }

    @Test
    void theVerbsThatShowSayWhatHappenedAndTheirJsonHasStableNames() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("status").refused(Exit.CONFIGURATION, "no session");
        sandbox.run("run", "--tag", "t", "--experiments", "2").done();

        assertThat(sandbox.run("status").done().out()).contains("session", "autoresearch/t", "50 → 52", "#2");
        JsonNode status = json(sandbox.run("status", "--json").done().out());
        assertThat(status.propertyNames()).contains("tag", "branch", "base", "goal", "metrics", "running", "ended",
                "experiments", "counts", "baseline", "incumbent", "since_keep", "spending", "elapsed", "updated",
                "files");
        assertThat(status.path("running").asBoolean()).isFalse();
        assertThat(status.path("experiments").asInt()).isEqualTo(2);

        assertThat(sandbox.run("results", "--kept").done().out()).contains("baseline", "one more than 51");
        assertThat(sandbox.run("results", "--last", "1").done().out()).doesNotContain("one more than 50\n");
        JsonNode shown = json(sandbox.run("show", "2", "--json").done().out());
        assertThat(shown.propertyNames()).contains("number", "status", "reason", "description", "commit", "parent",
                "metrics", "peak_memory", "wall", "cpu", "runs", "diff", "spending", "attempts", "proposer",
                "finished");
        assertThat(sandbox.run("show", "2").done().out()).contains("#2 one more than 51", "better than",
                shown.path("commit").asString(), "measure-1-1.log");
        sandbox.run("show", "7").refused(Exit.CONFIGURATION, "no finished experiment 7");

        assertThat(sandbox.run("diff", "2").done().out()).contains("-51", "+52");
        assertThat(sandbox.run("diff").done().out()).contains("-50", "+52");
        Files.writeString(sandbox.home().resolve("whole.patch"), sandbox.run("diff").out());
        sandbox.git("apply", "--check", sandbox.home().resolve("whole.patch").toString());
        assertThat(sandbox.run("log", "2").done().out()).contains("METRIC score=52");
        assertThat(sandbox.run("log", "2", "--list").done().out()).contains("measure-1-1.log");
        sandbox.run("log", "2", "--name", "no.log").refused(Exit.CONFIGURATION, "no log no.log");
        sandbox.run("status", "--tag", "other").refused(Exit.CONFIGURATION, "no session other", "Known are: t");
        for (String verb : List.of("stop", "pause")) {
            sandbox.run(verb).refused(Exit.CONFIGURATION, "is not running", "autoresearch resume");
        }
    }

    @Test
    void logKeepsIndentationAndTakesControlCharactersOut() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.write("bench.sh", Sandbox.BENCH + "printf '    \\033[31mdeep\\033[0m\\007\\n'\n");
        sandbox.git("commit", "-qam", "bench");
        sandbox.run("run", "--experiments", "1").done();
        assertThat(sandbox.run("log", "1").done().out()).contains("\n    deep\n").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void rewindMakesAnEarlierKeepTheIncumbentAndResumeGoesOnFromIt() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "3").done();
        String third = sandbox.git("rev-parse", "autoresearch/t");
        sandbox.run("rewind", "1").done();
        assertThat(sandbox.git("show", "autoresearch/t:value.txt")).isEqualTo("51");
        assertThat(json(sandbox.run("status", "--json").out()).path("incumbent").path("number").asInt()).isEqualTo(1);
        sandbox.run("resume", "--experiments", "1").done();
        assertThat(numbers(sandbox)).containsExactly(0, 1, 2, 3, 4);
        assertThat(sandbox.git("show", "autoresearch/t:value.txt")).isEqualTo("52");
        assertThat(sandbox.git("rev-parse", "refs/autoresearch/t/3")).isEqualTo(third);
        sandbox.run("rewind", "9").refused(Exit.CONFIGURATION, "no finished experiment 9");
    }

    @Test
    void exportMakesDamagedViewsAgainAndPrintsEveryFormat() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "2").done();
        String table = sandbox.read("results.tsv");
        String rows = sandbox.read("experiments.jsonl");
        Files.delete(sandbox.folder().resolve("results.tsv"));
        Files.delete(sandbox.folder().resolve("experiments.jsonl"));
        Files.delete(sandbox.folder().resolve(".autoresearch/t/autoresearch.md"));
        sandbox.run("status").done();
        sandbox.run("export").done();
        assertThat(sandbox.read("results.tsv")).isEqualTo(table);
        assertThat(sandbox.read("experiments.jsonl")).isEqualTo(rows);
        assertThat(sandbox.folder().resolve(".autoresearch/t/autoresearch.md")).isNotEmptyFile();
        assertThat(sandbox.git("status", "--porcelain")).isEmpty();

        List<String> formats = new ArrayList<>(List.of("experiments-jsonl", "claude-log", "pi-log", "autoresearch-md"));
        formats.addAll(Arrays.stream(ResultsProfile.values()).map(ResultsProfile::word).toList());
        for (String format : formats) {
            String text = sandbox.run("export", "--format", format).done().out();
            assertThat(text).as(format).contains("one more than 51").endsWith("\n");
            if (format.endsWith("jsonl") || format.endsWith("-log")) {
                assertThat(text.lines()).allSatisfy(line -> assertThat(json(line).isObject()).isTrue());
            }
        }
        assertThat(sandbox.run("export", "--format", "karpathy").out()).isEqualTo(table);
        sandbox.run("export", "--format", "xml").refused(Exit.CONFIGURATION, "no format xml", "pi-log");
    }

    @Test
    void theDemoWorksFromAnEmptyFolderToTheSummary() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("empty"));
        Path into = temporary.resolve("demo of mine");
        Sandbox.Ran ran = sandbox.run("demo", "--experiments", "3", "--into", into.toString(), "--seed", "1").done();
        assertThat(ran.out()).contains("Autoresearch Complete (3 iterations)", into.resolve("results.tsv").toString(),
                "autoresearch results", "autoresearch diff", "git merge", "cd ");
        assertThat(Files.readAllLines(into.resolve("results.tsv"))).hasSize(5);
        assertThat(sandbox.run("-C", into.toString(), "status").code()).isEqualTo(Exit.CONFIGURATION.code());
        sandbox.run("status", "-C", into.toString()).done();
        Sandbox.Ran again = sandbox.run("demo", "--experiments", "0", "--into", into.toString()).done();
        assertThat(again.out()).contains("demo of mine-2");
    }

    private static List<String> branches(Sandbox sandbox) {
        return sandbox.git("branch", "--list", "--format=%(refname:short)", "autoresearch/*").lines().toList();
    }

    private static List<Integer> numbers(Sandbox sandbox) {
        return sandbox.run("results", "--all", "--json").done().out().lines()
                .map(line -> json(line).path("number").asInt()).toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
