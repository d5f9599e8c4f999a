package dev.autoresearch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Runs whole programs and times them. Everything started here is ended by [#close].
///
/// @param root the project
record Programs(Path root, Set<Process> running) implements AutoCloseable {
    private static final long LIMIT_MINUTES = 60;
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s");

    Programs(Path root) {
        this(root, ConcurrentHashMap.newKeySet());
    }

    /// One program's run.
    ///
    /// @param seconds wall time
    /// @param cpu     processor time of it and all it waited for, in seconds
    record Timed(double seconds, double cpu, String output) {}

    /// The program with these arguments, started by its launcher.
    List<String> autoresearch(String... arguments) {
        List<String> words = new ArrayList<>(List.of(root.resolve("autoresearch").toString()));
        words.addAll(List.of(arguments));
        return words;
    }

    /// Starts a program in a folder; its output goes to a file beside the folder.
    Process start(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out(folder).toFile()).redirectError(err(folder).toFile());
        builder.environment().put("AUTORESEARCH_NO_BUILD", "yes");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.start();
        running.add(process);
        return process;
    }

    /// Waits for the end of a program.
    ///
    /// @throws IllegalStateException if it fails
    String finish(Path folder, Process process) throws IOException, InterruptedException {
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        running.remove(process);
        if (!ended || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("a program failed in " + folder + ": " + Files.readString(err(folder)));
        }
        return Files.readString(out(folder));
    }

    /// Runs a program to its end.
    Timed time(Path folder, List<String> command) throws IOException, InterruptedException {
        // The shell's own `times` sees all processes that were waited for, also those of the JVM.
        List<String> words = new ArrayList<>(List.of("sh", "-c", "\"$@\" || exit; times >&2", "sh"));
        words.addAll(command);
        long began = System.nanoTime();
        String output = finish(folder, start(folder, words));
        double seconds = (System.nanoTime() - began) / 1e9;
        List<MatchResult> times = TIMES.matcher(Files.readString(err(folder))).results().toList();
        double cpu = times.subList(times.size() - 2, times.size()).stream()
                .mapToDouble(time -> 60 * Integer.parseInt(time.group(1)) + Double.parseDouble(time.group(2))).sum();
        return new Timed(seconds, cpu, output);
    }

    @Override
    public void close() {
        for (Process process : running) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Path out(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".out");
    }

    private static Path err(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".err");
    }
}
