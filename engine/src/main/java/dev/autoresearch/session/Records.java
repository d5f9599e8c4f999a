package dev.autoresearch.session;

import dev.autoresearch.exec.LogTail;
import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.workspace.Commits;
import java.util.Optional;
import java.util.function.Consumer;

/// What the journal, git and the logs know of earlier experiments, for a proposer that asks.
final class Records implements Archive {
    private static final int DIFF = 24_000;
    private static final int LOG = 8_000;

    private final JournalReader history;
    private final Commits commits;

    Records(JournalReader history, Commits commits) {
        this.history = history;
        this.commits = commits;
    }

    @Override
    public Optional<Experiment> experiment(int number) {
        return history.experiment(number).filter(row -> !Canary.is(row));
    }

    @Override
    public synchronized String diff(int number) {
        return experiment(number)
                .filter(row -> !row.commit().isEmpty() && commits.has(row.commit()))
                .map(row -> clean(commits.diff(row.parent(), row.commit()), DIFF)).orElse("");
    }

    @Override
    public String log(int number) {
        return history.trail(number).stream()
                .mapMulti((Entry entry, Consumer<String> out) -> {
                    if (entry.event() instanceof Event.RunFinished finished && !finished.run().log().isEmpty()) {
                        out.accept(finished.run().log());
                    }
                }).reduce((_, later) -> later)
                .map(log -> clean(LogTail.last(history.folder().path().resolve(log)), LOG)).orElse("");
    }

    private static String clean(String text, int limit) {
        return PlainText.indented(text.length() > limit ? text.substring(0, limit) : text, limit);
    }
}
