package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.SessionState.Pending;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.workspace.Commits;
import java.util.Objects;

/// Puts together what a proposer is given, from what journal and git hold. Not thread-safe.
final class Briefing {
    private final Configuration configuration;
    private final Allowance allowance;
    private final Advising advising;
    private final Records records;
    private final Observer observer;

    /// @param plateau  so many experiments in a row without a keep end the stage
    /// @param observer sees what the proposer does
    Briefing(Configuration configuration, long plateau, JournalReader history, Commits commits, Observer observer) {
        this.configuration = configuration;
        this.allowance = new Allowance(configuration, plateau);
        this.advising = new Advising(commits);
        this.records = new Records(history, commits);
        this.observer = observer;
    }

    /// The brief for the next attempt at an experiment; the baseline must have been measured.
    Brief of(SessionState state, Pending pending, Purse purse) {
        Experiment baseline = Objects.requireNonNull(state.baseline(), "no proposal before the baseline");
        Experiment incumbent = Objects.requireNonNull(state.incumbent(), "no proposal before the baseline");
        int attempt = pending.proposed().size() + 1;
        return new Brief(pending.number(), attempt, pending.mode(),
                Seeds.proposal(state.start().seed(), pending.number(), attempt), state.start().tag(), configuration,
                baseline, incumbent, state.recent(), state.best(), state.messages(), pending.setback(),
                allowance.left(state), state.noise(), state.knowledge(),
                advising.counsel(state, pending.mode(), pending.parent(), configuration.proposer().reads()),
                new Backing(purse, records, observer));
    }
}
