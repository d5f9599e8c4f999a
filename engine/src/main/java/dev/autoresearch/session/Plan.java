package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.objective.Jury;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.strategy.Strategy;
import dev.autoresearch.trial.Runner;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Everything a caller said about a session before it is opened; see [Autoresearch] for each part.
record Plan(Path folder, Configuration configuration, String configurationText, Map<String, String> environment,
        Function<Autoresearch.Workshop, Proposer> proposer, @Nullable Runner runner, @Nullable Strategy strategy,
        Observer observer, JournalClock clock, Stop stop, String tag, @Nullable Long seed, boolean gitignore,
        boolean ownProcess, String machine, WarmStart warm, Function<Support, Jury> jury) {

    /// What the caller gave, else what the configuration says.
    Strategy strategyFor(Configuration wanted) {
        return strategy == null ? Strategy.of(wanted.strategy(), wanted.proposer().reads()) : strategy;
    }
}
