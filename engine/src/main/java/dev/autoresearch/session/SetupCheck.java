package dev.autoresearch.session;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.RunSettings;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.LogTail;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.SessionFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Runs `run.check` once before a session; if it fails the session does not start.
final class SetupCheck {
    private static final int SHOWN = 50;
    private static final int BYTES = 16_384;

    private SetupCheck() {}

    /// Runs the check in the run folder.
    ///
    /// @throws Refusal with [Exit#SETUP] and the check's output if it fails
    static void run(RunSettings run, Path folder, SessionFolder session, Executor executor,
            Map<String, String> environment, Stop stop) {
        if (run.check().isEmpty()) {
            return;
        }
        var variables = new HashMap<>(environment);
        variables.putAll(run.environment());
        Path log = session.path().resolve("check.log");
        Execution execution = executor.run(new Task(run.check(), folder.resolve(run.directory()).normalize(), variables,
                run.prepareTimeout(), run.idleTimeout(), log, run.logLimit(), null, null), stop);
        if (!execution.ending().success()) {
            throw new Refusal(Exit.SETUP,
                    "The setup check `" + run.check() + "` failed: " + execution.ending().phrase() + ".",
                    LogTail.last(log, SHOWN, BYTES).lines().toList(), "Mend what it complains about, and start again.");
        }
    }
}
