package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Confinement;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.scripted.Action;
import dev.autoresearch.proposers.scripted.Fault;
import dev.autoresearch.proposers.scripted.RequestLog;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.autoresearch.proposers.scripted.Step;
import dev.autoresearch.session.Autoresearch.Workshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The real programs, each in a worktree of its own with a home of its own, asking a model that follows a script.
@Tag("agents")
@Timeout(300)
class RealAgentsIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(90);

    /// Dollars for a million tokens: 1 in, 0.1 cached, 2 out, as the programs that reckon themselves are told.
    private static final Pricing PRICING = (model, tokens) -> OptionalDouble
            .of((tokens.input() + tokens.stored() + 0.1 * tokens.cached() + 2 * tokens.output()) / 1e6);

    /// Below a folder that others may write to, some programs do not trust their settings.
    private static final Path PRIVATE = Path.of("target").toAbsolutePath();

    @TempDir
    Path temporary;

    @TempDir(factory = Private.class)
    Path home;

    /// Makes folders out of reach of others.
    static final class Private implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
                throws IOException {
            return Files.createTempDirectory(Files.createDirectories(PRIVATE), "home");
        }
    }

    private final LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded());
    private RealProject project;
    private Path desk;
    private Path outside;

    static Stream<RealAgent> agents() {
        return RealAgent.all();
    }

    /// Those that can be told what not to write.
    static Stream<RealAgent> guarded() {
        return agents().filter(agent -> !List.of("codex", "pi", "cline").contains(agent.name()));
    }

    @BeforeEach
    void aProjectWithAWorktree() throws IOException {
        Path real = temporary.toRealPath();
        project = RealProject.in(real.resolve("project"));
        outside = Files.createDirectory(real.resolve("outside"));
        desk = project.desk();
    }

    @AfterEach
    void nothingIsLeft() {
        executor.close();
        assertThat(RealProject.living(home)).as("processes of the program").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("agents")
    void itEditsTheFileAndWhatItUsedIsWhatTheModelCounted(RealAgent agent) throws IOException {
        try (ScriptedModel server = server(Script.resource("edit"))) {
            var ledger = new Offices.Ledger();
            Proposal proposal = propose(agent, server, ledger, LONG, Confinement.AUTO);
            assertThat(proposal).isInstanceOfSatisfying(Proposal.Edited.class, edited -> {
                assertThat(edited.hypothesis()).startsWith("Changed the number.");
                assertThat(edited.detail()).contains(bubblewrap() ? "bubblewrap" : "scope check");
            });
            assertThat(desk.resolve("target.txt")).hasContent("value = 42");
            assertThat(project.changed()).containsExactly(" M target.txt");
            assertThat(ledger.spent().tokens()).isEqualTo(counted(server));
            assertThat(ledger.spent().dollars()).isPositive();
            assertThat(server.log().entries()).allMatch(entry -> entry.key() != RequestLog.Key.OTHER);
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void theEvaluatorAndTheRepositoryStayAsTheyAreInTheSandbox(RealAgent agent) throws IOException {
        assumeThat(bubblewrap()).as("bubblewrap works here").isTrue();
        try (ScriptedModel server = server(Script.resource("tamper"))) {
            propose(agent, server, new Offices.Ledger(), LONG, Confinement.ON);
            assertThat(desk.resolve("score.py")).hasContent("print(1)");
            assertThat(project.commits()).hasSize(1);
            assertThat(desk.resolve("target.txt")).hasContent("value = 42");
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void theEvaluatorStaysAsItIsByTheProgramsOwnPermissions(RealAgent agent) throws IOException {
        try (ScriptedModel server = server(Script.resource("tamper"))) {
            propose(agent, server, new Offices.Ledger(), LONG, Confinement.OFF);
            assertThat(desk.resolve("score.py").toFile()).satisfiesAnyOf(
                    file -> assertThat(file).hasContent("print(1)"),
                    // A command may still do it: then the scope check finds it.
                    file -> assertThat(agent.name()).isEqualTo("opencode"));
            assertThat(desk.resolve("target.txt")).hasContent("value = 42");
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void nothingIsWrittenOutside(RealAgent agent) throws IOException {
        assumeThat(bubblewrap()).as("bubblewrap works here").isTrue();
        try (ScriptedModel server = server(Script.resource("outside").var("out", outside.toString()))) {
            propose(agent, server, new Offices.Ledger(), LONG, Confinement.ON);
            assertThat(outside).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void twoRateLimitsAreWaitedOut(RealAgent agent) throws IOException {
        try (ScriptedModel server = server(Script.of("limited", edit()[0],
                edit()[1].failing(new Fault.Status(429, "1", "slow down"), 2), edit()[2]))) {
            var ledger = new Offices.Ledger();
            assertThat(propose(agent, server, ledger, LONG, Confinement.AUTO)).isInstanceOf(Proposal.Edited.class);
            assertThat(desk.resolve("target.txt")).hasContent("value = 42");
            assertThat(ledger.spent().tokens()).isEqualTo(counted(server));
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aModelThatAlwaysFailsIsAFailedProposal(RealAgent agent) throws IOException {
        try (ScriptedModel server = server(
                Script.of("broken", Step.say("never").failing(new Fault.Status(500, "", "out of order"))))) {
            assertThat(propose(agent, server, new Offices.Ledger(), Duration.ofSeconds(25), Confinement.AUTO))
                    .isInstanceOf(Proposal.Failed.class);
            assertThat(project.changed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void anAnswerThatIsCutOffIsNeverHalfAnEdit(RealAgent agent) throws IOException {
        try (ScriptedModel server = server(
                Script.of("cut", edit()[0], edit()[1].failing(new Fault.Cut(2, Duration.ZERO))))) {
            propose(agent, server, new Offices.Ledger(), Duration.ofSeconds(25), Confinement.AUTO);
            assertThat(project.changed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aStopWhileTheModelIsSilentLeavesNoProcessAndNoEdit(RealAgent agent) throws IOException {
        try (ScriptedModel server = server(
                Script.of("silent", edit()[0], edit()[1].failing(new Fault.Hang(Duration.ofMinutes(5)))))) {
            stopped(agent, server, () -> server.log().steps().size() >= 2);
            assertThat(project.changed()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aStopWhileACommandRunsLeavesNoProcess(RealAgent agent) throws IOException {
        assumeThat(bubblewrap()).as("bubblewrap works here, so that commands are allowed").isTrue();
        try (ScriptedModel server = server(Script.resource("slow-shell"))) {
            stopped(agent, server, () -> Files.exists(desk.resolve("began.txt")));
            assertThat(desk.resolve("ended.txt")).doesNotExist();
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aLoopWithoutEndEndsByTheLimitOnTurns(RealAgent agent) throws IOException {
        try (ScriptedModel server = server(endless(0.3))) {
            var settings = settings(agent, 4, Confinement.AUTO);
            Proposal proposal = propose(agent, server, new Offices.Ledger(), LONG, settings, new Stop(), 1);
            assertThat(proposal).isInstanceOf(Proposal.Failed.class);
            assertThat(server.log().answered().size()).isBetween(4, 6);
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aCapIsNotPassedByMoreThanOneResponse(RealAgent agent) throws IOException {
        // Each response costs 0.03, by the prices of PRICING.
        var tokens = new dev.autoresearch.proposers.scripted.Tokens(28_000, 0, 0, 1_000, 0);
        try (ScriptedModel server = server(endless(1.0).costing(tokens))) {
            var ledger = new Offices.Ledger(0.10, Long.MAX_VALUE);
            assertThat(propose(agent, server, ledger, LONG, Confinement.AUTO)).isInstanceOf(Proposal.Failed.class);
            assertThat(server.log().answered().size()).isLessThanOrEqualTo(4);
            if (!agent.name().equals("claude")) {
                assertThat(ledger.spent().dollars()).isBetween(0.10, 0.13);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aSetbackIsToldInTheSameConversation(RealAgent agent) throws IOException {
        try (ScriptedModel server = server(Script.resource("edit").repeating())) {
            var ledger = new Offices.Ledger();
            var settings = settings(agent, 40, Confinement.AUTO);
            try (AgentProposer proposer = proposer(agent, server, settings, LONG)) {
                for (int attempt : List.of(1, 2)) {
                    Files.writeString(desk.resolve("target.txt"), "value = 41\n");
                    assertThat(proposer.propose(Offices.brief(Offices.configuration(), 5, attempt, ledger), desk,
                            new Stop())).as("attempt %d", attempt).isInstanceOf(Proposal.Edited.class);
                }
            }
            String last = server.log().answered().getLast().body().toString();
            if (AgentPrograms.named(agent.name()).continues()) {
                assertThat(last).contains("Raise the number in target.txt.", "It crashed, mend it.");
            }
            assertThat(ledger.spent().tokens()).isEqualTo(counted(server));
        }
    }

    private void stopped(RealAgent agent, ScriptedModel server, Callable<Boolean> when) {
        var stop = new Stop();
        var proposal = CompletableFuture.supplyAsync(() -> {
            try {
                return propose(agent, server, new Offices.Ledger(), LONG, settings(agent, 40, Confinement.AUTO), stop,
                        1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        await().atMost(SOON).until(when);
        long asked = System.nanoTime();
        stop.request();
        assertThat(proposal.join()).isInstanceOf(Proposal.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
        assertThat(RealProject.living(home)).isEmpty();
    }

    private static Step[] edit() {
        return Script.resource("edit").steps().toArray(Step[]::new);
    }

    private static Script endless(double seconds) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < 60; i++) {
            steps.add(Step.act(new Action.Read("{cwd}/target.txt"))
                    .delayed(Duration.ofMillis((long) (seconds * 1000)), Duration.ZERO));
        }
        return Script.of("endless", steps.toArray(Step[]::new));
    }

    private ScriptedModel server(Script script) {
        return ScriptedModel.with(script.var("cwd", desk.toString()).var("path", "target.txt")
                .var("old", "value = 41").var("new", "value = 42"));
    }

    private static long counted(ScriptedModel server) {
        var usage = server.log().usage(entry -> true);
        return usage.input() + usage.output();
    }

    private Proposal propose(RealAgent agent, ScriptedModel server, Offices.Ledger ledger, Duration timeout,
            Confinement confine) throws IOException {
        return propose(agent, server, ledger, timeout, settings(agent, 40, confine), new Stop(), 1);
    }

    private Proposal propose(RealAgent agent, ScriptedModel server, Offices.Ledger ledger, Duration timeout,
            AgentSettings settings, Stop stop, int attempt) throws IOException {
        try (AgentProposer proposer = proposer(agent, server, settings, timeout)) {
            Proposal proposal = proposer.propose(Offices.brief(Offices.configuration(), 5, attempt, ledger), desk,
                    stop);
            return proposal;
        }
    }

    private AgentProposer proposer(RealAgent agent, ScriptedModel server, AgentSettings settings, Duration timeout)
            throws IOException {
        var environment = agent.settled(home, server);
        var choice = new ProposerChoice(agent.name(), "", timeout, settings, LlmSettings.NONE,
                ProposerChoice.DEFAULT_BRIEF);
        var passed = new HashMap<>(environment);
        passed.keySet().removeIf(name -> name.endsWith("_KEY"));
        var made = Agents.make(new Workshop(Offices.configuration(), executor, passed, environment,
                number -> project.folder().resolve(".autoresearch/t/runs/" + number)), choice,
                Offices.saying("Raise the number in target.txt.", "It crashed, mend it."), PRICING);
        return made.proposer();
    }

    private static AgentSettings settings(RealAgent agent, int turns, Confinement confine) {
        return new AgentSettings(agent.model(), turns, agent.arguments(), List.of(), confine, "", false);
    }

    private static boolean bubblewrap() {
        return Bubblewrap.find(System.getenv()) instanceof Bubblewrap.Found.Working;
    }
}
