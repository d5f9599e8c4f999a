package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kill -9 at any point, resume: same incumbent, no row lost or doubled, the baseline not run again.
class KillTest {
    private static final int EXPERIMENTS = 6;
    private static final int KILLED = 137;

    @TempDir
    private Path temporary;

    @Test
    void aSessionKilledAfterAnyEventEndsLikeOneThatWasNot() throws Exception {
        TestRepository whole = project("whole");
        assertThat(session(whole, "never")).isZero();
        List<String> rows = rows(whole);
        assertThat(rows).hasSize(EXPERIMENTS + 1);
        int events = events(whole);
        assertThat(events).as("events of an uninterrupted session").isGreaterThan(20);

        for (int at = 1; at < events; at++) {
            TestRepository killed = project("event-" + at);
            assertThat(session(killed, "event", Integer.toString(at))).as("killed after event " + at)
                    .isEqualTo(KILLED);
            assertThat(session(killed, "never")).as("resumed after event " + at).isZero();
            same(killed, whole, rows, "event " + at);
        }
    }

    @Test
    void aSessionKilledInTheMiddleOfAnEditEndsLikeOneThatWasNot() throws Exception {
        TestRepository whole = project("whole");
        assertThat(session(whole, "never")).isZero();
        List<String> rows = rows(whole);
        for (int number : IntStream.rangeClosed(1, EXPERIMENTS).filter(number -> number != 5).toArray()) {
            TestRepository killed = project("edit-" + number);
            assertThat(session(killed, "edit", Integer.toString(number))).isEqualTo(KILLED);
            assertThat(session(killed, "never")).isZero();
            same(killed, whole, rows, "edit " + number);
        }
    }

    private void same(TestRepository killed, TestRepository whole, List<String> rows, String where) throws IOException {
        assertThat(rows(killed)).as("rows after a kill at " + where).isEqualTo(rows);
        assertThat(killed.git("rev-parse", "autoresearch/kill^{tree}")).as("incumbent after a kill at " + where)
                .isEqualTo(whole.git("rev-parse", "autoresearch/kill^{tree}"));
        assertThat(baselineRuns(killed)).as("measured baselines after a kill at " + where).isEqualTo(1);
        assertThat(Files.readAllLines(killed.folder().resolve("results.tsv"))).hasSize(rows.size() + 1);
        assertThat(killed.git("status", "--porcelain")).as("the user's checkout").isEmpty();
        assertThat(killed.git("fsck", "--strict", "--no-dangling")).isEmpty();
    }

    private TestRepository project(String name) throws IOException {
        return TestRepository.with(temporary.resolve(name), Map.of("value.txt", "50\n", "bench.sh",
                "read -r value < value.txt && echo METRIC score=$((value + 0)) && [ \"$value\" -gt 0 ]\n",
                "autoresearch.yaml", """
                        scope: {modify: [value.txt]}
                        run: {command: sh bench.sh}
                        metrics: [{name: score, direction: higher}]
                        guard: {command: test -s value.txt}
                        budget: {experiments: %d}
                        proposer: {command: unused}
                        """.formatted(EXPERIMENTS)));
    }

    private int session(TestRepository project, String... where) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), KilledSession.class.getName(), project.folder().toString()));
        command.addAll(List.of(where));
        Path output = temporary.resolve(project.folder().getFileName() + ".out");
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start();
        int code = process.waitFor();
        if (code != 0 && code != KILLED) {
            throw new AssertionError(Files.readString(output));
        }
        return code;
    }

    private static List<String> rows(TestRepository project) {
        try (Stream<Experiment> rows = reader(project).experiments()) {
            return rows.map(row -> "%d %s %s %s %s %d".formatted(row.number(), row.status(), row.reason(),
                    row.description(), row.metrics(), row.attempts())).toList();
        }
    }

    private static int events(TestRepository project) {
        try (Stream<Entry> entries = reader(project).entries()) {
            return (int) entries.count() - 1;
        }
    }

    private static long baselineRuns(TestRepository project) {
        try (Stream<Entry> entries = reader(project).entries()) {
            return entries.filter(entry -> entry.event() instanceof Event.RunFinished run && run.number() == 0
                    && run.purpose() == Purpose.MEASURE).count();
        }
    }

    private static JournalReader reader(TestRepository project) {
        return new JournalReader(new SessionFolder(project.folder(), "kill"));
    }
}
