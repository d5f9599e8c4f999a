package dev.autoresearch.exec;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The shell that command lines are given to.
///
/// @param program  its absolute path
/// @param pipefail whether a pipeline fails when any part of it does, not only the last
/// @param dash     a shell that starts in half the time, for lines that mean the same to both ([PortableLine]); null where
///                 there is none
public record Shell(Path program, boolean pipefail, @Nullable Path dash) {
    /// Where programs are looked for when the environment has no `PATH`.
    static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

    /// A shell for all lines.
    public Shell(Path program, boolean pipefail) {
        this(program, pipefail, null);
    }

    /// The best shell there is: `bash`, else an `sh` that knows `pipefail`, else `sh`. Beside `bash`, an `sh` is used for
    /// portable lines where it is `dash`, as on Debian and Ubuntu: that one is known to be quicker and to agree.
    ///
    /// @param path      value of `PATH`
    /// @param directory what relative entries of `path` are relative to
    public static Shell find(String path, Path directory) {
        Optional<Path> bash = program("bash", path, directory);
        if (bash.isPresent()) {
            return new Shell(bash.get(), true, program("sh", path, directory).flatMap(Shell::dash).orElse(null));
        }
        Path sh = program("sh", path, directory).orElse(Path.of("/bin/sh"));
        return new Shell(sh, knowsPipefail(sh));
    }

    /// For people: the program, and whether a pipeline may hide a failure.
    @Override
    public String toString() {
        return program + (pipefail ? " with pipefail" : ", where a pipeline fails only when its last command does");
    }

    /// The words to start for a command line.
    ///
    /// @param portable whether it means the same to every shell
    List<String> argv(String command, boolean portable) {
        if (portable && dash != null) {
            return List.of(dash.toString(), "-c", command);
        }
        return pipefail
                ? List.of(program.toString(), "-o", "pipefail", "-c", command)
                : List.of(program.toString(), "-c", command);
    }

    /// The program that a shell would start for this word.
    ///
    /// @param path      value of `PATH`
    /// @param directory what relative paths are relative to
    static Optional<Path> program(String word, String path, Path directory) {
        if (word.contains("/")) {
            return Optional.of(directory.resolve(word)).filter(Shell::executable);
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path candidate = directory.resolve(folder).resolve(word);
            if (executable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static boolean executable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static Optional<Path> dash(Path sh) {
        try {
            return sh.toRealPath().endsWith("dash") ? Optional.of(sh) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean knowsPipefail(Path sh) {
        ProcessBuilder trial = new ProcessBuilder(sh.toString(), "-c", "set -o pipefail")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = trial.environment();
        environment.clear();
        try {
            Process process = trial.start();
            try {
                return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
