package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Confinement;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.session.Autoresearch.Workshop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that are shell scripts and say what the real ones said.
class AgentProposerTest {
    @TempDir
    Path desk;

    @TempDir
    Path runs;

    @TempDir
    Path programs;

    private final LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded());
    private final Offices.Ledger ledger = new Offices.Ledger();

    @BeforeEach
    void aDesk() throws IOException {
        Files.writeString(desk.resolve("target.txt"), "value = 41\n");
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void theAnswerIsTheHypothesisAndWhatWasUsedIsPaid() throws IOException {
        program("codex", "cat > got.txt; echo 'value = 42' > target.txt; " + says("codex-edit.jsonl"));
        assertThat(propose("codex", ledger)).isInstanceOfSatisfying(Proposal.Edited.class, edited -> {
            assertThat(edited.hypothesis()).isEqualTo("Changed the number.");
            assertThat(edited.spending()).isEqualTo(Spending.NONE);
            assertThat(edited.detail()).contains("\"held-by\":[\"own permissions\",\"scope check\"]",
                    "\"input\":2400,\"cached\":600,\"stored\":0,\"output\":150");
        });
        assertThat(ledger.spent()).isEqualTo(new Spending(0, 3150));
        assertThat(desk.resolve("got.txt")).hasContent("Make it faster.");
        assertThat(runs.resolve("5/prompt-1.md")).hasContent("Make it faster.");
        assertThat(runs.resolve("5/agent-1.jsonl")).hasSameTextualContentAs(recording("codex-edit.jsonl"));
        assertThat(runs.resolve("5/agent-1.sh")).content().contains("codex exec --json");
        assertThat(ledger.doings).anyMatch(doing -> doing.startsWith("Codex: shell "));
    }

    @Test
    void anUnknownPriceIsSaidOnce() throws IOException {
        program("codex", says("codex-edit.jsonl"));
        try (var proposer = proposer(choice("codex"), "")) {
            proposer.propose(Offices.brief(Offices.configuration(), 5, 1, ledger), desk, new Stop());
            proposer.propose(Offices.brief(Offices.configuration(), 6, 1, ledger), desk, new Stop());
        }
        assertThat(ledger.doings.stream().filter(doing -> doing.contains("is not known"))).singleElement()
                .isEqualTo("the price of its model is not known: counted in tokens only");
    }

    @Test
    void theLastEventCountsAndNotTheExitCode() throws IOException {
        program("pi", says("pi-err500.jsonl") + "; exit 0");
        assertThat(propose("pi", ledger)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("pi failed: 500").contains("scripted 500"));
        program("gemini", says("gemini-edit.jsonl") + "; exit 144");
        assertThat(propose("gemini", ledger)).isInstanceOf(Proposal.Edited.class);
    }

    @Test
    void withoutALastEventTheExitCodeAndTheErrorsSayWhy() throws IOException {
        program("qwen", says("qwen-maxtools.jsonl") + "; echo 'too many tool calls' >&2; exit 55");
        assertThat(propose("qwen", ledger)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason())
                        .isEqualTo("Qwen Code failed with exit code 55\ntoo many tool calls"));
        program("opencode", says("opencode-outside.jsonl"));
        assertThat(propose("opencode", ledger)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).startsWith("opencode broke off without an answer"));
        assertThat(propose("cline", ledger)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("cline").contains("127"));
    }

    @Test
    void anEmptyPurseEndsTheProgramInTheMiddle() throws IOException {
        program("pi", slowly("pi-edit.jsonl", 0.2) + "; sleep 60");
        var poor = new Offices.Ledger(0.001, Long.MAX_VALUE);
        assertThat(propose("pi", poor)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("nothing more may be spent"));
        assertThat(poor.spent().dollars()).as("one response more than the cap").isBetween(0.001, 0.00185);
        assertThat(propose("pi", poor)).isEqualTo(
                new Proposal.Failed("nothing more may be spent on it", Spending.NONE));
    }

    @Test
    void aCapOnTokensEndsItToo() throws IOException {
        program("opencode", slowly("opencode-edit.jsonl", 0.2) + "; sleep 60");
        var poor = new Offices.Ledger(Double.POSITIVE_INFINITY, 1000);
        assertThat(propose("opencode", poor)).isInstanceOf(Proposal.Failed.class);
        assertThat(poor.spent().tokens()).isEqualTo(1050);
    }

    @Test
    void tooManyAnswersEndTheProgram() throws IOException {
        program("pi", slowly("pi-edit.jsonl", 0.1) + "; sleep 60");
        var choice = Offices.choice("pi", "", 1, Duration.ofSeconds(30));
        assertThat(propose(choice, ledger)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).isEqualTo(
                        "pi was stopped after 2 answers of its model, more than 1"));
        assertThat(ledger.spent().tokens()).isEqualTo(2100);
    }

    @Test
    void whatIsWrittenDownElsewhereIsCountedWhileItRuns() throws IOException {
        Path sessions = Files.createDirectories(programs.resolve(".codex/sessions/2026/11/25"));
        String id = "01a212bd-b3f4-7532-90f9-b2f76b343f45";
        program("codex", "echo '{\"type\":\"thread.started\",\"thread_id\":\"" + id + "\"}'; cat "
                + recording("codex-rollout.jsonl") + " > " + sessions.resolve("rollout-x-" + id + ".jsonl")
                + "; sleep 60");
        var poor = new Offices.Ledger(Double.POSITIVE_INFINITY, 3000);
        assertThat(propose("codex", poor)).isInstanceOf(Proposal.Failed.class);
        assertThat(poor.spent().tokens()).isEqualTo(3150);
    }

    @Test
    void aStopEndsItAndEverythingItStarted() throws IOException {
        program("claude", "sleep 600 & echo $! > " + runs.resolve("child") + "; echo half > target.txt; "
                + "trap '' TERM; wait");
        var stop = new Stop();
        var answer = CompletableFuture.supplyAsync(() -> propose(choice("claude"), ledger, stop));
        await().until(() -> Files.exists(runs.resolve("child")) && !Files.readString(runs.resolve("child")).isBlank());
        stop.request();
        assertThat(answer.join()).isInstanceOf(Proposal.Failed.class);
        long child = Long.parseLong(Files.readString(runs.resolve("child")).strip());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void aProgramThatTakesTooLongHasFailed() throws IOException {
        program("claude", "sleep 60");
        assertThat(propose(Offices.choice("claude", "", 40, Duration.ofMillis(300)), ledger))
                .isInstanceOfSatisfying(Proposal.Failed.class,
                        failed -> assertThat(failed.reason()).startsWith("Claude Code ran longer than 0.3 s"));
    }

    @Test
    void aQuestionInsteadOfAnEditIsNoChange() {
        var question = new ProposerChoice("agent", "echo 'I looked.'; echo '**Shall I change target.txt?**'",
                Duration.ofSeconds(30));
        assertThat(propose(question, ledger)).isEqualTo(new Proposal.NoChange(
                "it asked instead of editing: **Shall I change target.txt?**", Spending.NONE));
        var edit = new ProposerChoice("agent", "sleep 0.1; echo 43 > target.txt; echo 'Does 43 help?'",
                Duration.ofSeconds(30));
        assertThat(propose(edit, ledger)).isInstanceOfSatisfying(Proposal.Edited.class,
                edited -> assertThat(edited.hypothesis()).isEqualTo("Does 43 help?"));
    }

    @Test
    void aSetbackGoesOnInTheSameConversation() throws IOException {
        program("claude", "cat >> got.txt; echo \" | $*\" >> got.txt; " + says("claude-edit.jsonl"));
        try (var proposer = proposer(choice("claude"), "")) {
            for (int attempt : List.of(1, 2)) {
                proposer.propose(Offices.brief(Offices.configuration(), 5, attempt, ledger), desk, new Stop());
            }
            proposer.propose(Offices.brief(Offices.configuration(), 6, 2, ledger), desk, new Stop());
        }
        List<String> calls = Files.readAllLines(desk.resolve("got.txt"));
        assertThat(calls.get(0)).startsWith("Make it faster. |").doesNotContain("--resume");
        assertThat(calls.get(1)).startsWith("It crashed. |").contains("--resume 37ac2ceb");
        assertThat(calls.get(2)).as("nobody knows that conversation any more").startsWith("Make it faster. |")
                .doesNotContain("--resume");
    }

    @Test
    void aProgramThatIsNotOnThePathIsNamedByTheUser() throws IOException {
        program("my-pi", says("pi-edit.jsonl"));
        var choice = Offices.choice("pi", programs.resolve("my-pi").toString(), 40, Duration.ofSeconds(30));
        Map<String, String> user = Map.of("PATH", "/usr/bin:/bin", "HOME", programs.toString());
        var made = Agents.make(new Workshop(Offices.configuration(), executor, user, user,
                number -> runs.resolve(Integer.toString(number))), choice, Pricing.UNKNOWN);
        assertThat(made.proposer().propose(Offices.brief(Offices.configuration(), 5, 1, ledger), desk, new Stop()))
                .isInstanceOf(Proposal.Edited.class);
        assertThat(made.notes()).anyMatch(note -> note.startsWith("pi does not look signed in"));
        assertThat(runs.resolve("5/prompt-1.md")).content().contains("target.txt", "score.py");
    }

    @Test
    void whoInsistsOnASandboxIsRefusedWhereThereIsNone() throws IOException {
        program("pi", "true");
        Map<String, String> user = Map.of("PATH", programs.toString(), "HOME", programs.toString());
        assertThatThrownBy(() -> made(user, Confinement.ON)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal).hasMessage("pi is to run in a sandbox, but bubblewrap is not installed.");
            assertThat(refusal.next()).contains("Install bubblewrap");
        });
        assertThat(made(user, Confinement.AUTO).notes())
                .contains("pi is held by the scope check only: bubblewrap is not installed");
        assertThat(made(user, Confinement.OFF).notes()).noneMatch(note -> note.contains("bubblewrap"));
    }

    private Agents.Made made(Map<String, String> user, Confinement confine) {
        var settings = new AgentSettings("", 40, List.of(), List.of(), confine, "", false);
        var choice = new ProposerChoice("pi", "", Duration.ofSeconds(30), settings, LlmSettings.NONE,
                ProposerChoice.DEFAULT_BRIEF);
        return Agents.make(new Workshop(Offices.configuration(), executor, user, user,
                number -> runs.resolve(Integer.toString(number))), choice, Pricing.UNKNOWN);
    }

    @Test
    void theOutputThatIsKeptIsBounded() throws IOException {
        program("pi", "head -c 40000000 /dev/zero | tr '\\0' x; echo; " + says("pi-edit.jsonl"));
        assertThat(propose("pi", ledger)).isInstanceOf(Proposal.Edited.class);
        assertThat(Files.size(runs.resolve("5/agent-1.jsonl"))).isLessThanOrEqualTo(16L << 20);
    }

    private Proposal propose(String name, Offices.Ledger support) {
        return propose(choice(name), support);
    }

    private Proposal propose(ProposerChoice choice, Offices.Ledger support) {
        return propose(choice, support, new Stop());
    }

    private Proposal propose(ProposerChoice choice, Offices.Ledger support, Stop stop) {
        try (var proposer = proposer(choice, choice.command())) {
            return proposer.propose(Offices.brief(Offices.configuration(), 5, 1, support), desk, stop);
        }
    }

    private AgentProposer proposer(ProposerChoice choice, String command) {
        var environment = Map.of("PATH", programs + ":/usr/bin:/bin", "HOME", programs.toString());
        AgentProgram program = choice.kind().equals("agent")
                ? AgentProgram.custom()
                : AgentPrograms.named(choice.kind());
        var order = new AgentCall.Order(program, command, choice.agent(), Offices.configuration().scope(), programs,
                environment, environment);
        return new AgentProposer(order, choice, executor, number -> runs.resolve(Integer.toString(number)),
                Offices.saying("Make it faster.", "It crashed."), Pricing.UNKNOWN, null);
    }

    private static ProposerChoice choice(String name) {
        return Offices.choice(name, "", 40, Duration.ofSeconds(30));
    }

    private void program(String name, String script) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String says(String recording) throws IOException {
        return "cat " + recording(recording);
    }

    private String slowly(String recording, double seconds) throws IOException {
        return "while IFS= read -r line; do printf '%s\\n' \"$line\"; case $line in *tool_execution_end*|*step_finish*) "
                + "sleep " + seconds + ";; esac; done < " + recording(recording);
    }

    private Path recording(String name) throws IOException {
        Path file = programs.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream in = Objects
                    .requireNonNull(AgentProposerTest.class.getResourceAsStream("/agents/" + name))) {
                Files.copy(in, file);
            }
        }
        return file;
    }
}
