package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Confinement;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What tests of programs need around them.
final class Offices {

    private Offices() {}

    /// A project whose evaluator is protected, whose holdout is hidden, and of which `src` and `target.txt` may change.
    static Configuration configuration(String... hidden) {
        var plain = Samples.configuration(List.of(), "src/**", "target.txt");
        return Configuration.builder().goal(plain.goal()).command(plain.run().command())
                .metric(plain.primary()).modify("src/**", "target.txt").protect(Globs.of("score.py", "data/**"))
                .hidden(Globs.of(hidden)).build();
    }

    static ProposerChoice choice(String kind, String command, int turns, Duration timeout, String... arguments) {
        return new ProposerChoice(kind, command, timeout,
                new AgentSettings("", turns, List.of(arguments), List.of(), Confinement.AUTO, "", false),
                LlmSettings.NONE, ProposerChoice.DEFAULT_BRIEF);
    }

    static Brief brief(Configuration configuration, int experiment, int attempt, Support support) {
        Brief plain = Samples.brief(configuration, experiment, attempt, 1, attempt > 1 ? "it crashed" : "");
        return new Brief(plain.experiment(), plain.attempt(), plain.mode(), plain.seed(), plain.tag(), configuration,
                plain.baseline(), plain.incumbent(), plain.recent(), plain.best(), plain.messages(), plain.setback(),
                plain.left(), plain.noise(), plain.knowledge(), plain.counsel(), support);
    }

    /// Says these words to everybody.
    static Conversations saying(String first, String again) {
        return new Conversations() {
            @Override
            public String whole(Brief brief) {
                return first;
            }

            @Override
            public String setback(Brief brief) {
                return again;
            }
        };
    }

    /// Writes down what it is told, with a cap on money and tokens.
    static final class Ledger implements Support, Purse {
        final List<String> doings = new CopyOnWriteArrayList<>();
        private final double cap;
        private final long tokenCap;
        private Spending spent = Spending.NONE;

        Ledger(double cap, long tokenCap) {
            this.cap = cap;
            this.tokenCap = tokenCap;
        }

        Ledger() {
            this(Double.POSITIVE_INFINITY, Long.MAX_VALUE);
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
            return Math.max(0, cap - spent.dollars());
        }

        @Override
        public synchronized long tokensLeft() {
            return tokenCap == Long.MAX_VALUE ? tokenCap : Math.max(0, tokenCap - spent.tokens());
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
            doings.add(what);
        }

        @Override
        public void waiting(String why, Instant until) {
            doings.add(why);
        }
    }
}
