package dev.autoresearch.app.init;

import dev.autoresearch.app.Interrupts;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Environments;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Counsel;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.Proposers;
import dev.autoresearch.session.Autoresearch;
import dev.autoresearch.setup.explore.Exploration;
import dev.autoresearch.workspace.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Asks a proposer what to optimise, the way it is asked for a change: it works in a copy of the last commit outside the
/// checkout, reads what was found there, and edits one file, the answer. What it says is held against the project like
/// any user's input; whatever else it changed is thrown away.
final class Consultation {
    private static final String FOUND = "autoresearch-found.md";
    private static final String ANSWER = "autoresearch-answer.json";
    private static final int LARGEST = 64 * 1024;
    private static final int LINE = 300;
    private static final String TEMPLATE = """
            {
              "offer": 0,
              "command": "",
              "metric": "",
              "direction": "",
              "modify": [],
              "why": ""
            }
            """;
    private static final String GOAL = "Nothing is optimised yet: find out what should be in this project, and how it is "
            + "measured. " + FOUND + " lists what was found in it. Look around, then edit " + ANSWER
            + ": `offer` is the "
            + "number of the listed offer that fits best, 0 if none does; `command`, `metric` (the command prints it as "
            + "METRIC name=number), `direction` (lower or higher) and `modify` (globs of the files that may change) stay "
            + "empty where the offer has it right, and are needed where there is no offer; `why` is one line. Run nothing "
            + "and change nothing else.";

    private final Surroundings surroundings;
    private final Console console;
    private final Project project;
    private final ProposerChoice proposer;

    Consultation(Surroundings surroundings, Project project, ProposerChoice proposer) {
        this.surroundings = surroundings;
        this.console = surroundings.console();
        this.project = project;
        this.proposer = proposer;
    }

    /// Asks.
    ///
    /// @param wish what the user said; empty for nothing
    /// @throws Refusal if this proposer cannot be asked, or the user ended it
    Advice ask(Exploration exploration, String wish) {
        if (List.of("search", "prune").contains(proposer.kind())) {
            throw new Refusal(Exit.CONFIGURATION,
                    "The proposer " + proposer.kind() + " cannot be asked what to optimise.",
                    "Name a coding agent or a model, for example --explore-with claude.");
        }
        var stop = new Stop();
        var purse = new Account(console);
        try (LocalExecutor executor = LocalExecutor.open(Scratch.ownProcess());
                var _ = Interrupts.stopping(stop, console, Scratch.STOPPING, executor::close);
                var scratch = Scratch.make(surroundings, project, configuration().workspace())) {
            Path desk = scratch.folder();
            Files.writeString(desk.resolve(FOUND), Findings.text(exploration));
            Files.writeString(desk.resolve(ANSWER), TEMPLATE);
            Proposal proposal = propose(executor, scratch, wish, purse, stop);
            if (stop.requested()) {
                throw new Refusal(Exit.INTERRUPTED, "It was ended, and nothing was written.",
                        "Start again, or leave out --explore-with.");
            }
            String spent = purse.spent().equals(Spending.NONE)
                    ? "nothing that it told"
                    : SettingUp.cost(purse.spent());
            console.field("cost", spent);
            return switch (proposal) {
                case Proposal.Edited _ -> Advice.read(text(desk.resolve(ANSWER)));
                case Proposal.NoChange(String reason, var _, var _) -> Advice.none(reason);
                case Proposal.Failed(String reason, var _) -> Advice.none(reason);
                case Proposal.Exhausted(String reason) -> Advice.none(reason);
            };
        } catch (IOException failure) {
            throw new Refusal(Exit.STORAGE, "The temporary folder cannot be used: " + Refusal.because(failure) + ".",
                    "Make room there, or leave out --explore-with.");
        }
    }

    private Proposal propose(LocalExecutor executor, Scratch scratch, String wish, Account purse, Stop stop) {
        Map<String, String> environment = Environments.forRun(surroundings.environment(), List.of(), Map.of())
                .variables();
        var workshop = new Autoresearch.Workshop(configuration(), executor, environment, surroundings.environment(),
                number -> scratch.files().resolve("asked-" + number));
        Proposers.Created created = Proposers.create(workshop, proposer);
        if (!created.note().isEmpty()) {
            console.field("note", PlainText.line(created.note(), LINE));
        }
        try (var asked = created.proposer()) {
            Proposal proposal = asked.propose(brief(wish, purse), scratch.folder(), stop);
            purse.spend(spending(proposal));
            return proposal;
        }
    }

    private static Spending spending(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Edited edited -> edited.spending();
            case Proposal.NoChange none -> none.spending();
            case Proposal.Failed failed -> failed.spending();
            case Proposal.Exhausted _ -> Spending.NONE;
        };
    }

    private Configuration configuration() {
        return Configuration.builder().goal(GOAL).modify(ANSWER).read(Globs.of(FOUND))
                .metric("fit", Direction.HIGHER).proposer(proposer).build();
    }

    private Brief brief(String wish, Account purse) {
        var unchanged = new Experiment(0, Status.KEEP, "nothing was tried", "the unchanged project", project.head(), "",
                Map.of(), RunRecord.UNKNOWN, Duration.ZERO, Duration.ZERO, 0, DiffStat.NONE, Spending.NONE, 1, "",
                "", surroundings.clock().instant());
        return new Brief(1, 1, "climb", 1, "init", configuration(), unchanged, unchanged, List.of(), List.of(),
                wish.isEmpty() ? List.of() : List.of(wish), null,
                new Brief.Left(1L, null, purse.dollarsLeft(), null, Spending.NONE), Noise.UNKNOWN, Knowledge.NONE,
                Counsel.NONE, purse);
    }

    /// The answer, of which a link or a folder in its place is none.
    private static String text(Path answer) throws IOException {
        if (!Files.isRegularFile(answer, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (var in = Files.newInputStream(answer)) {
            return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }
}
