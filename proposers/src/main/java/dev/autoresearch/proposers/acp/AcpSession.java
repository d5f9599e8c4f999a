package dev.autoresearch.proposers.acp;

import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Support;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// One experiment's conversation: what it shows, what it costs, and when it costs too much.
final class AcpSession implements AutoCloseable {
    /// What changes nothing at the desk.
    private static final Set<String> HARMLESS = Set.of("read", "search", "think", "fetch", "switch_mode");

    private final int turns;
    private final AcpSetup setup;
    private final Expenses expenses;
    private final AcpConversation conversation;
    private volatile Support support = Support.NONE;
    private volatile boolean acted;
    private final Answers answers = new Answers();
    private volatile Limit limit = Limit.NONE;
    private final AtomicInteger refused = new AtomicInteger();
    private boolean saidUnpriced;

    /// What ended a turn before its own end.
    enum Limit {
        NONE, MONEY, TURNS
    }

    /// Starts the agent.
    ///
    /// @param earlier the session of an earlier attempt to go on in, see [#id]; empty for none
    /// @param turns the most answers of its model in one turn
    AcpSession(String earlier, int turns, AcpSetup setup, Prices prices, Executor executor) {
        this.turns = turns;
        this.setup = setup;
        this.expenses = new Expenses(prices);
        this.conversation = AcpConversation.open(executor, setup, earlier, this::happened);
    }

    /// Has the agent do one thing.
    ///
    /// @param fresh   the prompt for a new session
    /// @param further the prompt for one that goes on
    TurnEnd turn(String fresh, String further, Brief brief, Duration timeout, Stop stop) {
        support = brief.support();
        acted = false;
        limit = Limit.NONE;
        answers.begin();
        refused.set(0);
        expenses.begin(support.purse());
        TurnEnd end = conversation.turn(fresh, further, timeout, stop);
        if (expenses.unpriced() && !saidUnpriced && Double.isFinite(support.purse().dollarsLeft())) {
            saidUnpriced = true;
            support.doing("the price of " + (model().isEmpty() ? "the agent's model" : model())
                    + " is not known: counted in tokens only, so that a cap in dollars does not hold");
        }
        return end;
    }

    /// Whether the agent used a tool in the last turn that can change something.
    boolean acted() {
        return acted;
    }

    /// What ended the last turn before its own end.
    Limit limit() {
        return limit;
    }

    /// How often the agent was not allowed something in the last turn.
    int refused() {
        return refused.get();
    }

    /// What the last turn used.
    Usage used() {
        return expenses.turn();
    }

    /// The session's name, of unknown origin; empty where none was opened.
    String id() {
        return conversation.session();
    }

    /// The agent's name and version; empty when it does not say.
    String agent() {
        return conversation.agent();
    }

    /// The model; empty when it is not known.
    String model() {
        return conversation.model();
    }

    /// The agent's standard error.
    Path log() {
        return setup.log();
    }

    @Override
    public void close() {
        conversation.close();
    }

    private void happened(AcpEvent event) {
        switch (event) {
            case AcpEvent.Tool(String id, String title, String kind, String status) -> {
                acted |= !HARMLESS.contains(kind);
                if (answers.count(id, status) > turns) {
                    end(Limit.TURNS);
                }
                if (!title.isBlank() && !status.equals("completed")) {
                    support.doing(title);
                }
            }
            case AcpEvent.Refused(String what, String why) -> {
                refused.incrementAndGet();
                support.doing("refused: " + what + ": " + why);
            }
            case AcpEvent.Used used -> {
                expenses.add(used, conversation.model());
                endIfExhausted(0);
            }
            case AcpEvent.Estimated(long tokens) -> endIfExhausted(tokens);
        }
    }

    private void endIfExhausted(long tokens) {
        if (expenses.exhausted(tokens)) {
            end(Limit.MONEY);
        }
    }

    private void end(Limit reached) {
        if (limit == Limit.NONE) {
            limit = reached;
            conversation.cancel();
        }
    }
}
