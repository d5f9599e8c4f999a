package dev.autoresearch.trial;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.workspace.Bench;
import dev.autoresearch.workspace.Workspace;
import java.util.HashMap;
import java.util.Map;
import java.nio.file.Path;
import java.util.function.Function;

/// Where the commits of a session run, and what is prepared there. One object a session; not thread-safe.
public final class Stands {
    private final Plan plan;
    private final Workspace workspace;
    private final Map<Path, Long> ready = new HashMap<>();

    /// The benches of a session's workspace.
    public Stands(Plan plan, Workspace workspace) {
        this.plan = plan;
        this.workspace = workspace;
    }

    /// What is the same for all runs of a session.
    ///
    /// @param runner carries out single runs
    /// @param seed   the session's seed, which those of the runs are made of
    /// @param tail   the last lines of a log, for the proposer and the user; empty for a log that is not there
    public record Plan(Configuration configuration, SessionFolder session, Runner runner, long seed,
            Function<Path, String> tail) {}

    Plan plan() {
        return plan;
    }

    /// A stand for a commit of which nothing is taken over from before.
    Stand fresh(String commit, String beside) {
        Bench bench = workspace.bench(commit, beside);
        bench.lay(commit);
        return new Stand(this, commit, () -> bench);
    }

    /// A stand for a commit that may still be there, prepared, from before.
    Stand standing(String commit, String beside) {
        return new Stand(this, commit, () -> workspace.bench(commit, beside));
    }

    boolean ready(Bench bench) {
        return ready.getOrDefault(bench.folder(), -1L) == bench.layings();
    }

    void prepared(Bench bench) {
        ready.put(bench.folder(), bench.layings());
    }

    /// The last lines of a run's log.
    String tail(RunRecord run) {
        return run.log().isEmpty() ? "" : plan.tail().apply(plan.session().path().resolve(run.log()));
    }
}
