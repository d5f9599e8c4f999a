package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.view.Views;
import dev.autoresearch.objective.Objective;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.strategy.Strategy;
import dev.autoresearch.trial.Stands;
import dev.autoresearch.workspace.Workspace;
import java.time.InstantSource;
import java.util.Objects;

/// The rooms of one open session, put together by [Opening].
///
/// @param pipeline      the stages
/// @param configuration what holds in the stage
/// @param plateau       so many experiments in a row without a keep end the stage
/// @param journal       the truth, with the session's lock
/// @param history       what happened so far, from its file
/// @param workspace     git
/// @param stands        where commits run
/// @param planner       plans trials
/// @param proposer      makes changes
/// @param tried         what was tried before
/// @param strategy      decides where to try from
/// @param views         files derived from the journal
/// @param evidence      files beside an experiment's logs
/// @param inbox         what the user says while it runs
/// @param observer      watches
/// @param clock         wall clock
/// @param stop          ends the work at once, leaving the experiment unfinished
/// @param machine       what the numbers are measured on
record Parts(Pipeline pipeline, Configuration configuration, long plateau, Journal journal, JournalReader history,
        Workspace workspace, Stands stands,
        Planner planner, Proposer proposer, Tried tried,
        Strategy strategy, Views views, Evidence evidence, Inbox inbox, Observer observer, InstantSource clock,
        Stop stop, String machine) {

    /// What counts of a run, once there is a baseline.
    Objective objective(SessionState state) {
        Experiment baseline = Objects.requireNonNull(state.baseline(), "nothing counts before the baseline");
        return new Objective(configuration, baseline.metrics());
    }

    /// The plan of a candidate's trial. What is simpler is simpler than what it would replace, wherever it started from.
    TrialPlan plan(SessionState state, SessionState.Pending pending, Event.CandidateMade made) {
        boolean apart = !pending.parent().equals(state.incumbentCommit());
        DiffStat change = apart ? workspace.size(state.incumbentCommit(), made.commit()) : made.diff();
        return planner.plan(state, objective(state), pending.mode(), made, change);
    }
}
