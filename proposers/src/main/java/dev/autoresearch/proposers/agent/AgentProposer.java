package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposers.agent.AgentCall.Moment;
import dev.autoresearch.proposers.agent.AgentCall.Sandbox;
import dev.autoresearch.proposers.agent.AgentStream.Used;
import dev.autoresearch.proposers.agent.AgentTurn.Held;
import dev.autoresearch.proposers.brief.Reply;
import dev.autoresearch.proposers.brief.ReplyReader;
import dev.autoresearch.proposers.text.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// A coding-agent program as a proposer: started in the desk without anybody watching, with a prompt, once for each
/// attempt. What is right about its answer is told from our own limits, then from the last thing that it said about
/// itself, then from its exit code; what it changed, the engine sees for itself.
///
/// `prompt-N.md`, `agent-N.sh` (what was started), `agent-N.jsonl` (its output) and `agent-N.log` (its errors) of each
/// attempt N stay in the experiment's folder.
public final class AgentProposer implements Proposer {
    private static final long LOG_LIMIT = 4L << 20;
    private static final int LAST_LINES = 10;
    private static final int REASON = 1_000;
    private static final int QUESTION = 160;

    private final AgentCall.Order order;
    private final ProposerChoice choice;
    private final Executor executor;
    private final Function<Integer, Path> experimentFolder;
    private final Conversations conversations;
    private final Pricing pricing;
    private final @Nullable Bubblewrap bubblewrap;
    private Held held = Held.NOTHING;
    private boolean saidUnpriced;

    /// @param bubblewrap null to do without
    AgentProposer(AgentCall.Order order, ProposerChoice choice, Executor executor,
            Function<Integer, Path> experimentFolder, Conversations conversations, Pricing pricing,
            @Nullable Bubblewrap bubblewrap) {
        this.order = order;
        this.choice = choice;
        this.executor = executor;
        this.experimentFolder = experimentFolder;
        this.conversations = conversations;
        this.pricing = pricing;
        this.bubblewrap = bubblewrap;
    }

    @Override
    public String name() {
        return order.program().name();
    }

    @Override
    public Proposal propose(Brief brief, Path desk, Stop stop) {
        var purse = brief.support().purse();
        if (purse.empty()) {
            return new Proposal.Failed("nothing more may be spent on it", Spending.NONE);
        }
        boolean goesOn = brief.attempt() > 1 && held.experiment() == brief.experiment()
                && order.program().continues();
        Held before = goesOn ? held : Held.NOTHING;
        String session = before.session();
        Path folder = experimentFolder.apply(brief.experiment()).toAbsolutePath();
        Path log = folder.resolve("agent-" + brief.attempt() + ".log");
        Path raw = folder.resolve("agent-" + brief.attempt() + ".jsonl");
        Path script = folder.resolve("agent-" + brief.attempt() + ".sh");
        Sandbox sandbox = bubblewrap == null
                ? null
                : new Sandbox(bubblewrap, Reach.at(desk, brief.configuration()));
        Path files;
        Task task;
        try {
            Files.createDirectories(folder);
            Path prompt = folder.resolve("prompt-" + brief.attempt() + ".md");
            Files.writeString(prompt, session.isEmpty() ? conversations.whole(brief) : conversations.setback(brief));
            files = ownFiles(folder.resolve("agent"));
            var moment = new Moment(desk.toAbsolutePath().normalize(), folder.resolve("agent"), files, prompt, session,
                    purse.dollarsLeft(), choice.timeout(), sandbox);
            AgentCall call = AgentCall.prepare(order, moment);
            Files.writeString(script, call.script());
            task = new Task("/bin/sh " + AgentCall.quoted(script.toString()), desk, call.environment(),
                    choice.timeout(), Duration.ZERO, log, LOG_LIMIT, null, null);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, "The prompt for " + order.program().title() + " could not be written in "
                    + folder + ": " + Refusal.because(e),
                    "Make room or mend the rights of that folder, then resume the session.");
        }
        var tally = new Tally(purse, pricing, order.settings().model());
        AgentTurn.Ended ended;
        try {
            ended = new AgentTurn(order, before, tally, brief.support(), stop).run(executor, task, raw);
        } finally {
            forget(files);
        }
        held = new Held(brief.experiment(), ended.transcript().session(),
                new Used(before.used().tokens().plus(tally.tokens()), before.used().dollars() + tally.given()));
        sayUnpriced(tally, brief);
        return proposal(brief, ended, tally, sandbox, desk, script, log);
    }

    /// A place for the files made for a program: some take none whose folder, or one above it, others could write to.
    private Path ownFiles(Path otherwise) throws IOException {
        Path cache = order.home().resolve(".cache/autoresearch");
        if (order.program().files().isEmpty()) {
            return otherwise;
        }
        try {
            return Files.createTempDirectory(Files.createDirectories(cache), "agent");
        } catch (IOException noHome) {
            return Files.createDirectories(otherwise);
        }
    }

    private void forget(Path files) {
        if (!files.startsWith(order.home().resolve(".cache/autoresearch"))) {
            return;
        }
        try (Stream<Path> all = Files.walk(files)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stays) {
            // A few small files in a cache do no harm.
        }
    }

    private Proposal proposal(Brief brief, AgentTurn.Ended ended, Tally tally, @Nullable Sandbox sandbox, Path desk,
            Path script,
            Path log) {
        String trouble = trouble(ended, tally, log);
        if (!trouble.isEmpty()) {
            return new Proposal.Failed(trouble, Spending.NONE);
        }
        String text = ended.transcript().text();
        Reply reply = ReplyReader.read(text, brief);
        if (ReplyReader.question(text) && !Touched.since(desk, script)) {
            return new Proposal.NoChange("it asked instead of editing: " + question(text), Spending.NONE,
                    reply.remarks());
        }
        return new Proposal.Edited(reply.hypothesisOrNone(), Spending.NONE, detail(ended, tally, sandbox),
                reply.remarks());
    }

    /// Why the run failed; empty when it did not.
    private String trouble(AgentTurn.Ended ended, Tally tally, Path log) {
        String title = order.program().title();
        switch (ended.limit()) {
            case MONEY -> {
                return title + " was stopped: nothing more may be spent";
            }
            case TURNS -> {
                return title + " was stopped after " + tally.answers() + " answers of its model, more than "
                        + order.settings().turns();
            }
            case NONE -> {
                // On to what it says itself.
            }
        }
        Ending ending = ended.execution().ending();
        if (!(ending instanceof Ending.Exited(int code))) {
            return title + " " + ending.phrase() + errors(log);
        }
        AgentEvent.Final said = ended.transcript().ending();
        if (said != null) {
            return said.ok() ? "" : title + " failed: " + OneLine.of(said.reason(), REASON);
        }
        if (code != 0) {
            return title + " failed with " + ending.phrase() + errors(log);
        }
        return order.program().stream() == AgentStream.Dialect.PLAIN
                ? ""
                : title + " broke off without an answer" + errors(log);
    }

    private static String errors(Path log) {
        try {
            var lines = Files.exists(log) ? Tail.of(log).strip().lines().toList() : List.<String>of();
            String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
            return last.isEmpty() ? "" : "\n" + OneLine.tail(last, REASON);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private String detail(AgentTurn.Ended ended, Tally tally, @Nullable Sandbox sandbox) {
        ObjectNode detail = new ObjectMapper().createObjectNode();
        detail.put("agent", name());
        var held = detail.putArray("held-by");
        if (sandbox != null) {
            held.add(sandbox.reach().complete() ? "bubblewrap" : "bubblewrap without some of the protected files");
        } else if (!order.program().guarded().isEmpty() || !order.program().guardedEnvironment().isEmpty()) {
            held.add("own permissions");
        }
        held.add("scope check");
        if (!tally.model().isEmpty()) {
            detail.put("model", OneLine.of(tally.model(), QUESTION));
        }
        detail.put("answers", tally.answers());
        Tokens tokens = tally.tokens();
        detail.putObject("tokens").put("input", tokens.input()).put("cached", tokens.cached())
                .put("stored", tokens.stored()).put("output", tokens.output());
        if (ended.transcript().broken() > 0) {
            detail.put("lines-not-understood", ended.transcript().broken());
        }
        return detail.toString();
    }

    private void sayUnpriced(Tally tally, Brief brief) {
        if (tally.unpriced() && !saidUnpriced) {
            saidUnpriced = true;
            String model = tally.model().isEmpty() ? "its model" : OneLine.of(tally.model(), QUESTION);
            brief.support().doing("the price of " + model + " is not known: counted in tokens only"
                    + (Double.isInfinite(brief.support().purse().dollarsLeft())
                            ? ""
                            : ", so that a cap in dollars does not hold"));
        }
    }

    private static String question(String text) {
        String last = text.strip().lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("");
        return OneLine.of(last, QUESTION);
    }
}
