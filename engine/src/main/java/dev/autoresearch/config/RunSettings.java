package dev.autoresearch.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one experiment is executed.
///
/// @param check           run once before the session; failure halts, empty for none
/// @param smoke           cheap check of a candidate before anything is measured; failure is a crash, empty for none
/// @param proxy           cheap stand-in that sorts out clearly worse candidates
/// @param prepare         run once per candidate and not measured, a build for instance; empty for none
/// @param command         the experiment, run by the shell; empty only when a library caller runs it with its own code
/// @param timeout         wall clock limit of one run, by default twice the baseline's
/// @param prepareTimeout  wall clock limit of `check`, of `prepare` and of `smoke`
/// @param idleTimeout     a run that prints nothing for so long is ended; [Duration#ZERO] means no limit
/// @param directory       where commands run, relative to the project folder, `.` for the folder itself
/// @param environment     variables set for every command
/// @param passEnvironment names of the user's variables passed on although they look like keys or tokens
/// @param purge           globs of outputs deleted before each run, relative to the project folder
/// @param logLimit        bytes kept of one run's output; the middle is cut beyond it
public record RunSettings(String check, String smoke, Optional<Proxy> proxy, String prepare, String command,
        TimeLimit timeout, Duration prepareTimeout,
        Duration idleTimeout, String directory, Map<String, String> environment, List<String> passEnvironment,
        Globs purge, long logLimit) {

    /// Copies the collections.
    public RunSettings {
        environment = Map.copyOf(environment);
        passEnvironment = List.copyOf(passEnvironment);
    }
}
