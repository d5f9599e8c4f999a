package dev.autoresearch.setup.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.objective.Extraction;
import dev.autoresearch.objective.Reading;
import dev.autoresearch.objective.RunOutput;
import dev.autoresearch.objective.ShellEvaluator;
import dev.autoresearch.setup.explore.Explorer;
import dev.autoresearch.setup.explore.Offer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is offered for a project really runs in a fresh copy of it and gives its number, wherever its programs are
/// installed.
class OfferedCommandsTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ml, val_loss", "python, count_ms", "node, bundle_kb", "node-bench, parse_ms", "rust, encode_us",
            "go, at_ns", "make, queens_ms", "make, program_kb", "cmake, steps_ms", "sql, query_seconds",
            "config, hit_rate", "shell, packed_bytes", "two-benches, wrap_ms", "web, page_bytes",
            "nginx, requests_per_sec"})
    void whatIsOfferedRunsAndGivesItsNumber(String fixture, String metric) throws IOException {
        Offer offer = Explorer.explore(Fixtures.tree(fixture)).offers().stream()
                .filter(one -> one.setup().configuration().primary().name().equals(metric)).findFirst().orElseThrow();
        Configuration setup = offer.setup().configuration();
        assumeTrue(offer.needs().stream().allMatch(OfferedCommandsTest::installed), "needs " + offer.needs());
        assumeTrue(!fixture.equals("nginx") || installed("wrk") || installed("ab"), "needs a load generator");
        Path project = copied(fixture);
        Path log = folder.resolve("run.log");

        Instant started = Files.getLastModifiedTime(Files.createFile(folder.resolve("stamp"))).toInstant();
        try (LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded())) {
            if (!setup.run().prepare().isEmpty()) {
                Execution prepared = run(executor, setup.run().prepare(), project, log);
                assertThat(prepared.ending()).as(Files.readString(log)).isEqualTo(new Ending.Exited(0));
            }
            Execution execution = run(executor, setup.run().command(), project, log);
            assertThat(execution.ending()).as(Files.readString(log)).isEqualTo(new Ending.Exited(0));

            var output = new RunOutput(log, project, folder.resolve("none"), execution, started, started);
            Map<String, Reading> readings = Extraction.read(setup.metrics(), output,
                    (_, _) -> new ShellEvaluator.Answer.Failed("not needed"), _ -> {
                        throw new AssertionError("nothing is judged");
                    });
            assertThat(readings.get(metric)).as(Files.readString(log))
                    .isInstanceOfSatisfying(Reading.Value.class, value -> assertThat(value.value()).isPositive());
        }
    }

    private static Execution run(LocalExecutor executor, String command, Path project, Path log) {
        return executor.run(new Task(command, project, new HashMap<>(System.getenv()), LIMIT, Duration.ZERO, log,
                1_000_000, null, null), new Stop());
    }

    private Path copied(String fixture) throws IOException {
        Path from = Fixtures.folder(fixture);
        Path to = folder.resolve("project");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
