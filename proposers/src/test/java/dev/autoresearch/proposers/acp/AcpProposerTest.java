package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// An agent that speaks the Agent Client Protocol makes proposals.
@Timeout(60)
class AcpProposerTest {
    private static final Configuration CONFIGURATION = Samples.configuration(List.of(), "src/**");
    private static final String DONE = "{'stopReason': 'end_turn'}";

    @TempDir
    Path folder;

    private Path desk = Path.of("");
    private final List<String> prompts = new CopyOnWriteArrayList<>();
    private final List<Spending> spent = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private double dollars = Double.POSITIVE_INFINITY;
    private long tokens = Long.MAX_VALUE;

    @BeforeEach
    void desk() throws IOException {
        desk = Files.createDirectory(folder.resolve("desk"));
        Files.createDirectory(desk.resolve("src"));
        Files.writeString(desk.resolve("src/a.txt"), "41");
    }

    @Test
    void anEditIsAProposalWithItsHypothesisItsRemarksAndItsCost() throws IOException {
        try (AcpProposer proposer = proposer(Scene.agent(agent -> {
            agent.tool("t1", "edit");
            agent.ask("fs/write_text_file", "{'path': '" + desk + "/src/a.txt', 'content': '42'}");
            agent.ask("fs/write_text_file", "{'path': '" + desk + "/data/b.txt', 'content': 'x'}");
            agent.chunk("Done.\n```json\n{\"hypothesis\": \"42 is faster\", \"expects\": \"-3 %\"}\n```\n");
            agent.result("{'stopReason': 'end_turn', 'usage': {'inputTokens': 900, 'outputTokens': 100}}");
        }), (_, used) -> OptionalDouble.of(used.sum() / 1000.0))) {
            Proposal proposal = proposer.propose(brief(1, 1), desk, new Stop());
            assertThat(proposal).isInstanceOfSatisfying(Proposal.Edited.class, edited -> {
                assertThat(edited.hypothesis()).isEqualTo("42 is faster");
                assertThat(edited.remarks().expects()).isEqualTo("-3 %");
                assertThat(edited.spending()).as("told already").isEqualTo(Spending.NONE);
                JsonNode detail = new ObjectMapper().readTree(edited.detail());
                assertThat(detail.path("agent").asString("")).isEqualTo("example 1.0");
                assertThat(detail.path("tokens").path("input").asInt()).isEqualTo(900);
                assertThat(detail.path("refused").asInt()).isEqualTo(1);
            });
        }
        assertThat(desk.resolve("src/a.txt")).hasContent("42");
        assertThat(desk.resolve("data/b.txt")).doesNotExist();
        assertThat(spent).containsExactly(new Spending(1.0, 1000));
        assertThat(shown).anyMatch(line -> line.startsWith("refused: fs/write_text_file: data/b.txt"));
        assertThat(folder.resolve("files/1/prompt-1.md")).isNotEmptyFile();
        assertThat(folder.resolve("files/1/acp-1.transcript")).isNotEmptyFile();
    }

    @Test
    void anAttemptThatWentBackGoesOnInTheSameSessionOfANewProgramAndTheNextExperimentHasItsOwn() {
        var sessions = new ArrayList<String>();
        var turns = new ArrayList<Integer>();
        try (AcpProposer proposer = proposer(Scene.agent(true, agent -> {
            prompts.add(agent.prompt());
            sessions.add(agent.loaded());
            turns.add(agent.turns());
            agent.chunk("I changed it.");
            agent.result(DONE);
        }), Prices.UNKNOWN)) {
            proposer.propose(brief(1, 1), desk, new Stop());
            assertThat(proposer.propose(brief(1, 2), desk, new Stop())).isInstanceOfSatisfying(Proposal.Edited.class,
                    edited -> assertThat(edited.hypothesis()).as("not what was said before")
                            .isEqualTo("I changed it."));
            proposer.propose(brief(2, 1), desk, new Stop());
            proposer.propose(brief(3, 2), desk, new Stop());
        }
        assertThat(turns).as("turns of their programs").containsExactly(1, 1, 1, 1);
        assertThat(sessions).containsExactly("", "s", "", "");
        assertThat(prompts.get(0)).contains("Make it faster");
        assertThat(prompts.get(1)).contains("it crashed").doesNotContain("Make it faster");
        assertThat(prompts.get(2)).contains("Make it faster");
        assertThat(prompts.get(3)).as("a session that was lost").contains("Make it faster", "it crashed");
    }

    @Test
    void anAgentThatCannotLoadASessionIsToldEverythingInANewOne() {
        try (AcpProposer proposer = proposer(Scene.agent(agent -> {
            prompts.add(agent.prompt());
            agent.chunk("I changed it.");
            agent.result(DONE);
        }), Prices.UNKNOWN)) {
            proposer.propose(brief(1, 1), desk, new Stop());
            proposer.propose(brief(1, 2), desk, new Stop());
        }
        assertThat(prompts.get(1)).contains("it crashed", "Make it faster");
    }

    @Test
    void anAgentThatEndedMeanwhileIsStartedAnew() {
        try (AcpProposer proposer = proposer(Scene.agent(agent -> {
            prompts.add(agent.prompt());
            agent.chunk("I changed it.");
            agent.result(DONE);
            agent.leave();
        }), Prices.UNKNOWN)) {
            assertThat(proposer.propose(brief(1, 1), desk, new Stop())).isInstanceOf(Proposal.Edited.class);
            Proposal second = proposer.propose(brief(1, 2), desk, new Stop());
            Proposal third = second instanceof Proposal.Edited
                    ? second
                    : proposer.propose(brief(1, 3), desk, new Stop());
            assertThat(third).isInstanceOf(Proposal.Edited.class);
        }
        assertThat(prompts.getLast()).contains("Make it faster");
    }

    @Test
    void aQuestionInsteadOfAnEditIsNoChange() {
        assertThat(propose(agent -> {
            agent.tool("t1", "read");
            agent.chunk("Which of the two files do you want me to change?");
            agent.result(DONE);
        })).isInstanceOfSatisfying(Proposal.NoChange.class,
                none -> assertThat(none.reason()).startsWith("it asked instead of editing: Which of"));
    }

    @Test
    void aCapEndsATurnThatGoesOn() {
        tokens = 1_500;
        assertThat(propose(agent -> {
            agent.chunk("", "{'usage': {'inputTokens': 900, 'outputTokens': 100}}");
            agent.chunk("", "{'usage': {'inputTokens': 900, 'outputTokens': 100}}");
            agent.awaitCancel();
            agent.result("{'stopReason': 'cancelled'}");
        })).isEqualTo(new Proposal.Failed("the agent was stopped: nothing more may be spent", Spending.NONE));
        assertThat(spent).hasSize(2);
    }

    @Test
    void aCapEndsATurnBeforeTheAgentTellsWhatItUsed() {
        tokens = 1_500;
        assertThat(propose(agent -> {
            agent.context(1_000);
            agent.tool("t1", "edit", "completed");
            agent.context(1_100);
            agent.awaitCancel();
            agent.result("{'stopReason': 'cancelled'}");
        })).isEqualTo(new Proposal.Failed("the agent was stopped: nothing more may be spent", Spending.NONE));
    }

    @Test
    void aPurseThatIsEmptyStartsNothing() {
        dollars = 0;
        assertThat(propose(agent -> agent.result(DONE))).isInstanceOf(Proposal.Failed.class);
        assertThat(folder.resolve("files/1/acp-1.transcript")).doesNotExist();
    }

    @Test
    void moreAnswersThanAllowedEndATurn() {
        assertThat(propose(agent -> {
            for (int i = 0; i < 4; i++) {
                agent.tool("t" + i, "read", "completed");
            }
            agent.awaitCancel();
            agent.result("{'stopReason': 'cancelled'}");
        })).isEqualTo(new Proposal.Failed("the agent was stopped after 3 answers of its model", Spending.NONE));
    }

    @Test
    void whatAnAgentSaysThatItCostsHoldsOverThePriceOfItsTokens() {
        var expenses = new Expenses((_, used) -> OptionalDouble.of(used.sum() / 1000.0));
        expenses.begin(purse());
        expenses.add(new AcpEvent.Used(new Usage(400, 0, 0, 100), Double.NaN), "");
        expenses.add(new AcpEvent.Used(Usage.NONE, 0.75), "");
        expenses.add(new AcpEvent.Used(new Usage(200, 0, 0, 0), 0), "");
        assertThat(spent).containsExactly(new Spending(0.5, 500), new Spending(0.25, 0), new Spending(0, 200));
    }

    @Test
    void anAgentThatIsNotSignedInIsARefusalThatSaysWhatToDo() {
        assertThatThrownBy(() -> propose(agent -> agent.error(-32000, "Authentication required", "null")))
                .isInstanceOf(Refusal.class).hasMessageContaining("is not signed in")
                .hasMessageContaining("Log in with Example");
    }

    @Test
    void aProgramThatFailsIsAFailedProposalWithItsLastWords() {
        try (LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded());
                AcpProposer proposer = new AcpProposer(choice("echo >&2 'no such model'; exit 3"), executor,
                        Map.of("PATH", "/usr/bin:/bin"), this::files, null, Prices.UNKNOWN)) {
            assertThat(proposer.propose(brief(1, 1), desk, new Stop())).isEqualTo(new Proposal.Failed(
                    "the agent failed: it broke off: exit code 3\nno such model", Spending.NONE));
        }
    }

    @Test
    void argumentsAndASandboxStandAroundTheCommand() {
        var settings = new AgentSettings("", 3, List.of("--flag", "it's"), List.of(),
                AgentSettings.USUAL.confine(), "", false);
        var choice = new ProposerChoice("acp", "echo", Duration.ofSeconds(20), settings, ProposerChoice.SEARCH.llm(),
                ProposerChoice.DEFAULT_BRIEF);
        try (LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded());
                AcpProposer proposer = new AcpProposer(choice, executor, Map.of("PATH", "/usr/bin:/bin"), this::files,
                        (command, at, _) -> "{ " + command + "; pwd; } >&2; ls " + at + " >&2", Prices.UNKNOWN)) {
            assertThat(proposer.propose(brief(1, 1), desk, new Stop())).isInstanceOf(Proposal.Failed.class);
        }
        assertThat(folder.resolve("files/1/acp-1.log")).hasContent("--flag it's\n" + desk + "\nsrc");
    }

    private Proposal propose(Scene.Act act) {
        try (AcpProposer proposer = proposer(Scene.agent(act), Prices.UNKNOWN)) {
            return proposer.propose(brief(1, 1), desk, new Stop());
        }
    }

    private AcpProposer proposer(Executor executor, Prices prices) {
        return new AcpProposer(choice("agent"), executor, Map.of(), this::files, null, prices);
    }

    private static ProposerChoice choice(String command) {
        var settings = new AgentSettings("", 3, List.of(), List.of(), AgentSettings.USUAL.confine(), "", false);
        return new ProposerChoice("acp", command, Duration.ofSeconds(20), settings, ProposerChoice.SEARCH.llm(),
                ProposerChoice.DEFAULT_BRIEF);
    }

    private Path files(int experiment) {
        return folder.resolve("files").resolve(Integer.toString(experiment));
    }

    private Brief brief(int experiment, int attempt) {
        Brief usual = Samples.brief(CONFIGURATION, experiment, attempt, 7, "");
        return new Brief(experiment, attempt, usual.mode(), 7, usual.tag(), CONFIGURATION, usual.baseline(),
                usual.incumbent(), usual.recent(), usual.best(), usual.messages(),
                attempt == 1 ? null : new Setback(Setback.Kind.CRASH, "it crashed", "last line"), usual.left(),
                usual.noise(), usual.knowledge(), usual.counsel(), new Watching());
    }

    private Purse purse() {
        return new Purse() {
            @Override
            public void spend(Spending spending) {
                spent.add(spending);
            }

            @Override
            public double dollarsLeft() {
                return Math.max(0, dollars - spent.stream().mapToDouble(Spending::dollars).sum());
            }

            @Override
            public long tokensLeft() {
                return Math.max(0, tokens - spent.stream().mapToLong(Spending::tokens).sum());
            }
        };
    }

    /// Writes down what is told.
    private final class Watching implements Support {
        @Override
        public Purse purse() {
            return AcpProposerTest.this.purse();
        }

        @Override
        public Archive archive() {
            return Archive.EMPTY;
        }

        @Override
        public void doing(String what) {
            shown.add(what);
        }

        @Override
        public void waiting(String why, Instant until) {
            shown.add(why);
        }
    }
}
