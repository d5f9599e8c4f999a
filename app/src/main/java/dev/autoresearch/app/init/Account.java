package dev.autoresearch.app.init;

import dev.autoresearch.app.screen.Columns;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.proposer.Support;
import java.time.Instant;

/// What asking a proposer what to optimise may cost and did cost. Thread-safe.
final class Account implements Support, Purse {
    /// US dollars that one question may cost.
    static final double DOLLARS = 1;
    /// Tokens that one question may take.
    static final long TOKENS = 500_000;

    private static final int LINE = 200;

    private final Console console;
    private Spending spent = Spending.NONE;

    Account(Console console) {
        this.console = console;
    }

    synchronized Spending spent() {
        return spent;
    }

    @Override
    public synchronized void spend(Spending spending) {
        spent = spent.plus(spending);
    }

    @Override
    public synchronized double dollarsLeft() {
        return Math.max(0, DOLLARS - spent.dollars());
    }

    @Override
    public synchronized long tokensLeft() {
        return Math.max(0, TOKENS - spent.tokens());
    }

    @Override
    public Purse purse() {
        return this;
    }

    @Override
    public Archive archive() {
        return Archive.EMPTY;
    }

    @Override
    public void doing(String what) {
        console.field("", Columns.cut(PlainText.line(what, LINE), LINE), Console.Style.FAINT);
    }

    @Override
    public void waiting(String why, Instant until) {
        doing("waiting: " + why);
    }
}
