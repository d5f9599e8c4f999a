package dev.autoresearch.proposers.acp;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.LogTail;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposers.brief.BriefPrompt;
import dev.autoresearch.proposers.brief.Reply;
import dev.autoresearch.proposers.brief.ReplyReader;
import dev.autoresearch.proposers.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// A coding agent that speaks the Agent Client Protocol as a proposer. Its program runs for one attempt and ends before
/// anything is measured: some go on working after their turn. An attempt that went back is another turn of the same session
/// where the agent can load one, else of a new one that is told everything; each experiment has a session of its own.
///
/// `prompt-N.md`, `acp-N.log` (the agent's standard error) and `acp-N.transcript` (everything that was said) of each
/// attempt N stay in the experiment's folder. Called from one thread.
public final class AcpProposer implements Proposer {
    private static final int LAST_LINES = 10;
    private static final int LAST_BYTES = 16 * 1024;
    private static final int REASON = 1_000;
    private static final int LINE = 160;

    private final ProposerChoice choice;
    private final Executor executor;
    private final Map<String, String> environment;
    private final Function<Integer, Path> experimentFolder;
    private final @Nullable Confining sandbox;
    private final Prices prices;
    private Last last = Last.NONE;

    /// The session of the last attempt.
    private record Last(int experiment, Path desk, String session) {
        private static final Last NONE = new Last(0, Path.of(""), "");

        /// The session that an attempt goes on in; empty for none.
        String before(Brief brief, Path here) {
            return brief.setback() != null && brief.experiment() == experiment && desk.equals(here) ? session : "";
        }
    }

    /// A proposer that runs `choice.command()`.
    ///
    /// @param executor         is not closed here
    /// @param environment      the complete environment of the agent
    /// @param experimentFolder the folder for files of an experiment, by its number; made when it is needed
    /// @param sandbox          put around the agent; null for none
    public AcpProposer(ProposerChoice choice, Executor executor, Map<String, String> environment,
            Function<Integer, Path> experimentFolder, @Nullable Confining sandbox, Prices prices) {
        this.choice = choice;
        this.executor = executor;
        this.environment = Map.copyOf(environment);
        this.experimentFolder = experimentFolder;
        this.sandbox = sandbox;
        this.prices = prices;
    }

    @Override
    public String name() {
        return "acp";
    }

    @Override
    public Proposal propose(Brief brief, Path desk, Stop stop) {
        if (brief.support().purse().empty()) {
            return new Proposal.Failed("nothing more may be spent on it", Spending.NONE);
        }
        Path folder = experimentFolder.apply(brief.experiment()).toAbsolutePath();
        try {
            Files.createDirectories(folder);
            String fresh = BriefPrompt.of(brief).whole();
            String further = brief.setback() == null ? fresh : BriefPrompt.setback(brief);
            String earlier = last.before(brief, desk);
            Files.writeString(folder.resolve("prompt-" + brief.attempt() + ".md"), earlier.isEmpty() ? fresh : further);
            try (AcpSession now = begin(brief, desk, folder, earlier)) {
                Proposal proposal = proposal(now.turn(fresh, further, brief, choice.timeout(), stop), now, brief);
                last = proposal instanceof Proposal.Edited
                        ? new Last(brief.experiment(), desk, now.id())
                        : Last.NONE;
                return proposal;
            }
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE,
                    "The prompt for the agent could not be written in " + folder + ": " + Refusal.because(e),
                    "Make room or mend the rights of that folder, then resume the session.");
        }
    }

    private AcpSession begin(Brief brief, Path desk, Path folder, String earlier) throws IOException {
        Configuration configuration = brief.configuration();
        String plain = Stream
                .concat(Stream.of(choice.command()), choice.agent().arguments().stream().map(AcpProposer::quoted))
                .collect(Collectors.joining(" "));
        var setup = new AcpSetup(sandbox == null ? plain : sandbox.around(plain, desk, configuration), desk,
                environment,
                folder.resolve("acp-" + brief.attempt() + ".log"),
                folder.resolve("acp-" + brief.attempt() + ".transcript"), choice.agent().mode(), choice.agent().model(),
                new ScopePolicy(desk, configuration.scope(), configuration.unseen()),
                sandbox != null || choice.agent().allowCommands(), version(), AcpSetup.GRACE);
        return new AcpSession(earlier, choice.agent().turns(), setup, prices, executor);
    }

    private Proposal proposal(TurnEnd end, AcpSession now, Brief brief) {
        return switch (end) {
            case TurnEnd.Done(String text) -> done(text, now, brief);
            case TurnEnd.CutShort(String limit, String _) -> failed("the agent did not finish: " + limit);
            case TurnEnd.Declined(String text) -> failed("the agent's model declined" + quote(text));
            case TurnEnd.Cancelled(TurnEnd.Why why, String _) -> failed("the agent was stopped" + switch (now.limit()) {
                case MONEY -> ": nothing more may be spent";
                case TURNS -> " after " + choice.agent().turns() + " answers of its model";
                case NONE -> why == TurnEnd.Why.TIME ? " after " + choice.timeout().toSeconds() + " s" : "";
            });
            case TurnEnd.Failed(String reason, String _) -> failed("the agent failed: " + reason + errors(now.log()));
            case TurnEnd.NotSignedIn(String reason) -> throw new Refusal(Exit.SETUP,
                    "The agent " + OneLine.of(choice.command(), LINE) + " is not signed in: " + reason,
                    "Sign in with the agent's own command, or pass its key with pass-environment, then resume.");
        };
    }

    private Proposal done(String text, AcpSession now, Brief brief) {
        Reply reply = ReplyReader.read(text, brief);
        if (!now.acted() && ReplyReader.question(text)) {
            return new Proposal.NoChange("it asked instead of editing" + quote(text), Spending.NONE, reply.remarks());
        }
        return new Proposal.Edited(reply.hypothesisOrNone(), Spending.NONE, detail(now), reply.remarks());
    }

    private String detail(AcpSession now) {
        ObjectNode detail = new ObjectMapper().createObjectNode();
        detail.put("agent", now.agent().isEmpty() ? name() : now.agent());
        var heldBy = detail.putArray("held-by");
        if (sandbox != null) {
            heldBy.add("bubblewrap");
        }
        heldBy.add("answers to its questions").add("scope check");
        if (!now.model().isEmpty()) {
            detail.put("model", OneLine.of(now.model(), LINE));
        }
        Usage tokens = now.used();
        detail.putObject("tokens").put("input", tokens.input()).put("cached", tokens.cached())
                .put("stored", tokens.stored()).put("output", tokens.output());
        if (now.refused() > 0) {
            detail.put("refused", now.refused());
        }
        return detail.toString();
    }

    private static Proposal failed(String reason) {
        return new Proposal.Failed(reason, Spending.NONE);
    }

    private static String quote(String text) {
        String last = text.strip().lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("");
        return last.isEmpty() ? "" : ": " + OneLine.of(last, LINE);
    }

    private static String errors(Path log) {
        String last = LogTail.last(log, LAST_LINES, LAST_BYTES);
        return last.isEmpty() ? "" : "\n" + OneLine.tail(last, REASON);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String version() {
        String version = AcpProposer.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }
}
