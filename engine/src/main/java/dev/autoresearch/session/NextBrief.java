package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.SessionState.Pending;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Purse;
import dev.autoresearch.strategy.Strategy;
import dev.autoresearch.workspace.Project;
import dev.autoresearch.workspace.StoredCommits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What the next proposer of a session would be given: read beside whoever works on it, without its lock and without
/// changing anything.
public final class NextBrief {
    private NextBrief() {}

    /// Lets `use` have the brief of the proposal that waits to be made, or of the next experiment. What the brief offers
    /// can be used until it returns; the purse counts nothing.
    ///
    /// @param configuration as in `autoresearch.yaml`, with all stages
    /// @throws Refusal with [Exit#CONFIGURATION] if the session has no baseline yet
    public static <T> T read(Project project, SessionFolder folder, Configuration configuration,
            Function<Brief, T> use) {
        SessionState state = JournalFile.read(folder);
        if (state.baseline() == null) {
            throw new Refusal(Exit.CONFIGURATION,
                    "Session " + folder.tag() + " has not measured the unchanged project yet, so there is no brief.",
                    "Wait until it has, or let it go on with `autoresearch resume --tag " + folder.tag() + "`.");
        }
        var pipeline = new Pipeline(configuration);
        Configuration stage = pipeline.at(state);
        try (StoredCommits commits = StoredCommits.of(project)) {
            var briefing = new Briefing(stage, pipeline.plateau(state), new JournalReader(folder), commits,
                    Observer.NONE);
            Brief brief = briefing.of(state, next(state, stage), Purse.ENDLESS);
            return use.apply(told(brief, new Inbox(folder, InstantSource.system()).messages()));
        }
    }

    private static Pending next(SessionState state, Configuration stage) {
        Pending pending = state.pending();
        boolean waits = pending != null && !Canary.is(pending)
                && (pending.candidate() == null || pending.setback() != null);
        if (pending != null && waits) {
            return pending;
        }
        int number = pending == null ? state.lastNumber() + 1 : pending.number() + 1;
        Strategy.Move move = Strategy.of(stage.strategy(), stage.proposer().reads()).next(state);
        return Pending.begun(new Event.ExperimentStarted(number, move.parent(), move.mode()));
    }

    private static Brief told(Brief brief, List<Inbox.Message> unread) {
        if (unread.isEmpty()) {
            return brief;
        }
        var messages = new ArrayList<>(brief.messages());
        unread.forEach(message -> messages.add(message.text()));
        return new Brief(brief.experiment(), brief.attempt(), brief.mode(), brief.seed(), brief.tag(),
                brief.configuration(), brief.baseline(), brief.incumbent(), brief.recent(), brief.best(), messages,
                brief.setback(), brief.left(), brief.noise(), brief.knowledge(), brief.counsel(), brief.support());
    }
}
