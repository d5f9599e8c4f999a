package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.journal.view.Views;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.strategy.Strategy;
import dev.autoresearch.workspace.Workspace;
import java.time.InstantSource;

/// The rooms of one open session, put together by [Opening].
///
/// @param configuration what to optimise
/// @param journal       the truth, with the session's lock
/// @param workspace     git
/// @param trials        measures candidates
/// @param proposer      makes changes
/// @param strategy      decides where to try from
/// @param views         files derived from the journal
/// @param evidence      files beside an experiment's logs
/// @param inbox         what the user says while it runs
/// @param observer      watches
/// @param clock         wall clock
/// @param stop          ends the work at once, leaving the experiment unfinished
record Parts(Configuration configuration, Journal journal, Workspace workspace, Trials trials, Proposer proposer,
        Strategy strategy, Views views, Evidence evidence, Inbox inbox, Observer observer, InstantSource clock,
        Stop stop) {}
