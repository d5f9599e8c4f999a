package dev.autoresearch.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// [RunSettings] in the making, with their defaults.
final class RunDraft {
    String check = "";
    String smoke = "";
    Optional<Proxy> proxy = Optional.empty();
    String prepare = "";
    String command = "";
    TimeLimit timeout = new TimeLimit.FromBaseline();
    Duration prepareTimeout = Duration.ofMinutes(30);
    Duration idleTimeout = Duration.ZERO;
    String directory = ".";
    final Map<String, String> environment = new LinkedHashMap<>();
    List<String> passEnvironment = List.of();
    Globs purge = Globs.NONE;
    long logLimit = 16_000_000;

    RunDraft() {}

    /// What these settings say.
    RunDraft(RunSettings run) {
        check = run.check();
        smoke = run.smoke();
        proxy = run.proxy();
        prepare = run.prepare();
        command = run.command();
        timeout = run.timeout();
        prepareTimeout = run.prepareTimeout();
        idleTimeout = run.idleTimeout();
        directory = run.directory();
        environment.putAll(run.environment());
        passEnvironment = run.passEnvironment();
        purge = run.purge();
        logLimit = run.logLimit();
    }

    RunSettings settings() {
        return new RunSettings(check, smoke, proxy, prepare, command, timeout, prepareTimeout, idleTimeout, directory,
                environment, passEnvironment, purge, logLimit);
    }
}
