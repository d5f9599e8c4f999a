package dev.autoresearch.trial;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Surroundings;
import dev.autoresearch.objective.Extraction;
import dev.autoresearch.objective.Judgement;
import dev.autoresearch.objective.Jury;
import dev.autoresearch.objective.Reading;
import dev.autoresearch.objective.RunOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Runs the configured commands through the executor and reads the metrics.
///
/// A command gets the given environment, `run.environment`, and `AUTORESEARCH_EXPERIMENT` (its number),
/// `AUTORESEARCH_SEED`, `AUTORESEARCH_RESULT` (a file it may report metrics in; not there when it starts) and `TMPDIR`
/// (empty; what a run leaves there is deleted). A run is a measurement when it exits with 0 (with any code where an `exit-code` metric
/// is configured) and gives the deciding metric. A missing secondary metric does not make it fail: it is left out, and
/// why is written beside the log, in a file of the same name ending in `.unread`. Not thread-safe.
public final class ShellRunner implements Runner, AutoCloseable {
    /// The limit of a run before there is a baseline, where none is configured.
    public static final Duration BEFORE_BASELINE = Duration.ofMinutes(10);

    /// The least limit that follows from a baseline.
    public static final Duration LEAST = Duration.ofSeconds(10);

    private static final String CLOCK = ".clock";

    private final Configuration configuration;
    private final SessionFolder session;
    private final Executor executor;
    private final Map<String, String> environment;
    private final Jury jury;
    private final Commands commands;
    private final boolean anyExitCode;
    private final Scratch scratch = new Scratch();
    private final Map<Path, Instant> prepared = new HashMap<>();

    /// @param environment what commands get besides `run.environment`; nothing else is inherited
    /// @param jury        gives the metrics that are judged
    /// @param baseline    wall time of one run of the baseline, empty before it is measured
    public ShellRunner(Configuration configuration, SessionFolder session, Executor executor,
            Map<String, String> environment, Jury jury, Supplier<Optional<Duration>> baseline) {
        this.configuration = configuration;
        this.session = session;
        this.executor = executor;
        this.environment = Map.copyOf(environment);
        this.jury = jury;
        this.commands = new Commands(configuration, baseline);
        this.anyExitCode = configuration.metrics().stream()
                .anyMatch(metric -> metric.extractor() instanceof Extractor.ExitCode);
    }

    /// Runs once.
    ///
    /// @throws Refusal with [Exit#STORAGE] if the session's folder or the temporary folder cannot be written
    @Override
    public RunRecord run(Request asked, Stop stop) {
        var request = new Request(asked.purpose(), asked.folder().toAbsolutePath().normalize(), asked.place(),
                asked.experiment(), asked.attempt(), asked.index(), asked.seed(), asked.cutoff());
        try {
            Path files = session.runs(request.place());
            if (!Files.isDirectory(files)) {
                Files.createDirectories(files);
            }
            String name = request.purpose().name().toLowerCase(Locale.ROOT) + "-" + request.attempt() + "-"
                    + request.index();
            Path log = files.resolve(name + ".log");
            Path result = files.resolve(name + ".result");
            Files.deleteIfExists(log);
            Trees.delete(result);
            Files.deleteIfExists(unread(log));
            Path empty = scratch.open(temporary());
            if (request.purpose().measured()) {
                Purge.purge(request.folder(), configuration.run().purge());
            }
            return run(request, log, result, empty, stop);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, "Experiment " + request.experiment() + " could not be run in "
                    + request.folder() + ": " + Refusal.because(e),
                    "Make room on the disk and check the permissions, then go on with `autoresearch resume`.");
        } finally {
            scratch.tidy();
        }
    }

    /// Deletes the temporary folder that was kept for the next run.
    @Override
    public void close() {
        scratch.close();
    }

    private RunRecord run(Request request, Path log, Path result, Path empty, Stop stop)
            throws IOException {
        var variables = new LinkedHashMap<>(environment);
        variables.putAll(configuration.run().environment());
        variables.put("AUTORESEARCH_EXPERIMENT", Integer.toString(request.experiment()));
        variables.put("AUTORESEARCH_SEED", Long.toString(request.seed()));
        variables.put("AUTORESEARCH_RESULT", result.toAbsolutePath().toString());
        variables.put("TMPDIR", empty.toString());
        Path folder = request.folder().resolve(configuration.run().directory()).normalize();
        Instant started = fileClock();
        if (request.purpose() == Purpose.PREPARE) {
            prepared.put(request.folder(), started);
        }
        Readings before = Readings.now();
        Execution execution = Files.isDirectory(folder)
                ? executor.run(commands.task(request, folder, variables, log), stop)
                : missing(folder);
        Surroundings around = before.untilNow();
        List<Metric> metrics = commands.metrics(request.purpose());
        if (metrics.isEmpty()) {
            String failure = execution.ending().success()
                    ? ""
                    : request.purpose().name().toLowerCase(Locale.ROOT) + " failed: " + execution.ending().phrase();
            return record(execution, around, Map.of(), failure, log);
        }
        if (execution.ending() instanceof Ending.TimedOut(Duration limit) && limit.equals(request.cutoff())) {
            return cut(execution, around, log);
        }
        boolean ended = execution.ending().success() || (anyExitCode && execution.ending() instanceof Ending.Exited);
        if (!ended) {
            return record(execution, around, Map.of(), "the command failed: " + execution.ending().phrase(), log);
        }
        var output = new RunOutput(log, folder, result, execution, started,
                prepared.getOrDefault(request.folder(), started));
        var shell = new LogPipeline(executor, request.folder(), variables, empty, stop);
        var costs = new ArrayList<Spending>();
        var broke = new AtomicBoolean();
        Map<String, Reading> readings = Extraction.read(metrics, output, shell, judge -> {
            Judgement judgement = jury.judge(judge, request.folder(), log);
            costs.add(judgement.spending());
            if (judgement instanceof Judgement.Unaffordable) {
                broke.set(true);
            }
            return judgement;
        });
        RunRecord run = extract(metrics, output, around, readings)
                .costing(costs.stream().reduce(Spending.NONE, Spending::plus));
        // A run that nobody paid to judge says nothing of what ran: it is as if it was stopped.
        return broke.get() ? run.ending(new Ending.Stopped()) : run;
    }

    private RunRecord extract(List<Metric> metrics, RunOutput output, Surroundings around,
            Map<String, Reading> readings) throws IOException {
        var values = new LinkedHashMap<String, Double>();
        var unread = new ArrayList<String>();
        String failure = "";
        for (Metric metric : metrics) {
            switch (readings.get(metric.name())) {
                case Reading.Value(double value) -> values.put(metric.name(), value);
                case Reading.Unusable(String reason) -> {
                    unread.add(reason);
                    if (metric.equals(metrics.getFirst())) {
                        failure = reason;
                    }
                }
                case null -> throw new IllegalStateException("no reading of " + metric.name());
            }
        }
        if (!unread.isEmpty()) {
            Files.write(unread(output.log()), unread);
        }
        return record(output.execution(), around, values, failure, output.log());
    }

    /// A run that was ended because it could not win any more: its time so far is the least that it would have taken.
    private RunRecord cut(Execution execution, Surroundings around, Path log) {
        var values = Map.of(configuration.primary().name(),
                Extraction.seconds(configuration.primary(), execution.wall()));
        var run = record(execution, around, values, "", log);
        return new RunRecord(new Ending.Cut(execution.wall()), run.wall(), run.cpu(), run.peakMemory(), run.metrics(),
                run.failure(), run.log(), run.cutBytes(), run.survivors(), run.around(), run.tier());
    }

    private RunRecord record(Execution execution, Surroundings around, Map<String, Double> metrics, String failure,
            Path log) {
        return new RunRecord(execution.ending(), execution.wall(), execution.cpu(), execution.peakMemory(), metrics,
                failure, session.path().relativize(log).toString(), execution.cutBytes(), execution.survivors(),
                around, execution.tier());
    }

    private Execution missing(Path folder) {
        return new Execution(new Ending.NotStarted("the folder " + folder + " does not exist (run.directory)"),
                Duration.ZERO, Duration.ZERO, RunRecord.UNKNOWN, 0, 0, 0, executor.tier());
    }

    /// What time the file system has: what the run writes from now on is not older. Files are stamped by another, coarser
    /// clock than the machine's, on a network even by another machine's.
    private Instant fileClock() throws IOException {
        Path mark = session.path().resolve(CLOCK);
        Files.write(mark, new byte[]{'\n'}, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return Files.getLastModifiedTime(mark).toInstant();
    }

    private Path temporary() {
        String named = environment.getOrDefault("TMPDIR", "");
        return !named.isEmpty() && Files.isDirectory(Path.of(named)) ? Path.of(named) : Path.of("/tmp");
    }

    private static Path unread(Path log) {
        return log.resolveSibling(log.getFileName() + ".unread");
    }

    /// Why metrics of a measured run are missing, one sentence each; empty when none is.
    ///
    /// @param session the session's folder
    /// @param run     a record that this class made
    public static List<String> unread(SessionFolder session, RunRecord run) throws IOException {
        Path file = unread(session.path().resolve(run.log()));
        return run.log().isEmpty() || !Files.isRegularFile(file) ? List.of() : Files.readAllLines(file);
    }
}
