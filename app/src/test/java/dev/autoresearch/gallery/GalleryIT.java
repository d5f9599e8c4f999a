package dev.autoresearch.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Sessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every example of the gallery, run as its README says, by the program as it is built. `-Dgallery.example=NAME` runs one.
@Tag("gallery")
class GalleryIT {
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();
    private static final Path JAR = Path.of("target/autoresearch.jar").toAbsolutePath();
    private static final String PLACE = "The example lies in ";

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> anExampleDoesWhatItsReadmeSays() throws IOException {
        String only = System.getProperty("gallery.example", "");
        List<Path> folders;
        try (Stream<Path> all = Files.list(EXAMPLES)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        return folders.stream().filter(folder -> only.isEmpty() || name(folder).equals(only))
                .map(folder -> DynamicTest.dynamicTest(name(folder), () -> holds(folder)));
    }

    @TestFactory
    Stream<DynamicTest> anExampleIsComplete() throws IOException {
        try (Stream<Path> all = Files.list(EXAMPLES)) {
            return all.filter(Files::isDirectory).sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(name(folder), () -> {
                        for (String file : List.of("README.md", "run", "autoresearch.yaml", Expected.FILE)) {
                            assertThat(folder.resolve(file)).exists();
                        }
                        assertThat(Files.readString(folder.resolve("README.md"))).contains("\n    ./run",
                                "## Observed");
                        assertThat(EXAMPLES.resolve("README.md")).content()
                                .contains("(" + name(folder) + "/README.md)");
                    }));
        }
    }

    private void holds(Path example) throws IOException, InterruptedException {
        Expected expected = Expected.of(example);
        assumeThat(expected.missing()).as("a program that the example needs and that is not installed").isEmpty();
        for (int left = expected.tries() - 1; left > 0; left--) {
            try {
                run(example, expected);
                return;
            } catch (AssertionError disturbed) {
                System.err.println(name(example) + " is tried again after: " + disturbed.getMessage());
            }
        }
        run(example, expected);
    }

    private void run(Path example, Expected expected) throws IOException, InterruptedException {
        Path output = temporary.resolve(name(example) + ".txt");
        var words = new ArrayList<>(List.of(example.resolve("run").toString()));
        words.addAll(expected.arguments());
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("AUTORESEARCH_JAR", JAR.toString());
        try (ExampleModel model = ExampleModel.start()) {
            builder.environment().putAll(model.environment());
            Process process = builder.start();
            try {
                process.getOutputStream().close();
                assertThat(process.waitFor(expected.limit(), TimeUnit.MINUTES))
                        .as("done within %d minutes; so far:%n%s", expected.limit(), said(output)).isTrue();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).as(said(output)).isZero();
        }
        String place = said(output).lines().filter(line -> line.startsWith(PLACE)).findFirst()
                .map(line -> line.substring(PLACE.length())).orElseThrow();
        results(expected, Path.of(place), said(output));
    }

    private static void results(Expected expected, Path place, String said) {
        var session = new Sessions(place).latest().orElseThrow();
        SessionState state = JournalFile.read(session);
        List<Experiment> rows;
        try (Stream<Experiment> all = new JournalReader(session).experiments()) {
            rows = all.toList();
        }
        Experiment baseline = Objects.requireNonNull(state.baseline());
        Experiment best = Objects.requireNonNull(state.incumbent());
        assertThat(rows.stream().filter(row -> row.number() > 0 && row.status().kept()).count()).as(said)
                .isGreaterThanOrEqualTo(expected.keptAtLeast());
        assertThat(state.metrics().getFirst().name()).isEqualTo(expected.metric());
        double value = value(best, expected);
        if (expected.atLeast() != null) {
            assertThat(value).as(said).isGreaterThanOrEqualTo(expected.atLeast());
        }
        if (expected.atMost() != null) {
            assertThat(value).as(said).isLessThanOrEqualTo(expected.atMost());
        }
        double start = value(baseline, expected);
        double gain = (state.metrics().getFirst().direction() == Direction.LOWER ? start - value : value - start)
                / Math.abs(start) * 100;
        assertThat(gain).as(said).isGreaterThanOrEqualTo(expected.betterBy());
    }

    private static double value(Experiment row, Expected expected) {
        return Objects.requireNonNull(row.metrics().get(expected.metric()), expected.metric());
    }

    private static String said(Path output) throws IOException {
        return Files.exists(output) ? Files.readString(output, StandardCharsets.UTF_8) : "";
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }
}
