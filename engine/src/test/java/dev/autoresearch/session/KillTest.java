package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.Study;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kill -9 at any point, resume: same incumbent, no row lost or doubled, the baseline not run again.
class KillTest {
    private static final int EXPERIMENTS = 6;
    private static final int KILLED = 137;

    private static final String EXACT = "read -r value < value.txt && echo METRIC score=$((value + 0))"
            + " && [ \"$value\" -gt 0 ]\n";

    /// Noise that is a function of the run's seed, so that two sessions can be compared to the last bit.
    private static final String NOISY = "read -r value < value.txt && [ \"$value\" -gt 0 ]"
            + " && echo METRIC score=$((value * 1000 + AUTORESEARCH_SEED % 997))\n";

    @TempDir
    private static Path classes;

    private static String classPath = "";

    @TempDir
    private Path temporary;

    /// Only jars can be in an archive of loaded classes, without which most of the time goes into starting. The session
    /// that ends in order makes it.
    @BeforeAll
    static void jars() {
        List<String> jars = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String jar = classes.resolve(jars.size() + ".jar").toString();
            boolean folder = Files.isDirectory(Path.of(part));
            if (folder) {
                assertThat(ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "cf", jar, "-C",
                        part, ".")).isZero();
            }
            jars.add(folder ? jar : part);
        }
        classPath = String.join(File.pathSeparator, jars);
    }

    @Test
    void aSessionKilledAfterAnyEventEndsLikeOneThatWasNot() throws Exception {
        TestRepository whole = project("whole", EXACT);
        assertThat(session(whole, "never", 0)).isZero();
        List<String> rows = rows(whole);
        assertThat(rows).hasSize(EXPERIMENTS + 1);
        int events = events(whole);
        assertThat(events).as("events of an uninterrupted session").isGreaterThan(20);

        killedAndResumed("event", IntStream.range(1, events), whole, rows, name -> project(name, EXACT));
    }

    /// Calibrations, screens, races and the final comparison go on where they were, and decide alike to the last bit.
    @Test
    void aSessionThatRacesUnderNoiseIsKilledAndEndsLikeOneThatWasNot() throws Exception {
        TestRepository whole = project("whole", NOISY);
        KilledSession.work(whole.folder());
        List<String> rows = rows(whole);
        assertThat(decisions(whole)).as("decisions").contains("pairs=3");

        int events = events(whole);
        killedAndResumed("event", IntStream.iterate(3, at -> at < events, at -> at + 7), whole, rows,
                name -> project(name, NOISY));
    }

    /// Where the straight climb is left and found again: after each event that changes where the session stands.
    @Test
    void aSessionThatExploresAndRestartsIsKilledAndEndsLikeOneThatWasNot() throws Exception {
        String more = "strategy: {explore-every: 2, explore-patience: 2, restart-after: 2}\n";
        TestRepository whole = project("whole", EXACT, 9, more);
        KilledSession.work(whole.folder());
        List<String> rows = rows(whole);
        List<Event> events = trail(whole);
        int[] turns = IntStream.range(1, events.size()).filter(at -> turns(events.get(at))).toArray();
        assertThat(turns).hasSize(7);
        assertThat(events).hasAtLeastOneElementOfType(Event.Settled.class)
                .hasAtLeastOneElementOfType(Event.Rewound.class);

        killedAndResumed("event", IntStream.of(turns), whole, rows,
                name -> project(name, EXACT, 9, more));
    }

    /// Around the border of two stages: the claim of the first, its end, and the baseline of the second.
    @Test
    void aSessionOfTwoStagesIsKilledAndEndsLikeOneThatWasNot() throws Exception {
        String more = "stages: [{name: one, budget: {experiments: 3}}, {name: two, budget: {experiments: 2}}]\n";
        TestRepository whole = project("whole", EXACT, EXPERIMENTS, more);
        KilledSession.work(whole.folder());
        List<String> rows = rows(whole);
        assertThat(rows).hasSize(7).element(4).asString().contains("baseline of stage two");
        List<Event> events = trail(whole);
        int border = IntStream.range(2, events.size()).filter(at -> events.get(at) instanceof Event.StageStarted)
                .findFirst().orElseThrow();

        killedAndResumed("event", IntStream.of(1, border - 1, border, border + 1, border + 4, events.size() - 1), whole,
                rows, name -> project(name, EXACT, EXPERIMENTS, more));
    }

    private static boolean turns(Event event) {
        return switch (event) {
            case Event.ExperimentStarted started -> started.mode().equals("restart");
            case Event.Judged(Experiment row) -> row.status() == Status.EXPLORE;
            case Event.StudyStarted started -> started.study().kind() == Study.Kind.REGION;
            case Event.StudyEnded ended -> ended.confirmation() != null
                    && ended.confirmation().kind() == Study.Kind.REGION;
            case Event.Rewound _,Event.Settled _,Event.StageStarted _ -> true;
            case Event.SessionStarted _,Event.SessionResumed _,Event.WarmStarted _,Event.Spent _,Event.Proposed _,Event.SentBack _,Event.CandidateMade _,Event.TrialPlanned _,Event.RunFinished _,Event.Calibrated _,Event.Decided _,Event.BrokenOff _,Event.StudyRun _,Event.Told _,Event.Imported _,Event.SessionEnded _ ->
                false;
        };
    }

    @Test
    void aSessionKilledInTheMiddleOfAnEditEndsLikeOneThatWasNot() throws Exception {
        TestRepository whole = project("whole", EXACT);
        KilledSession.work(whole.folder());
        List<String> rows = rows(whole);
        killedAndResumed("edit", IntStream.rangeClosed(1, EXPERIMENTS).filter(number -> number != 5), whole, rows,
                name -> project(name, EXACT));
    }

    private void killedAndResumed(String where, IntStream points, TestRepository whole, List<String> rows,
            Making making) throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> sessions = points.mapToObj(at -> two.submit(() -> {
                TestRepository killed = making.project(where + "-" + at);
                assertThat(session(killed, where, at)).as("killed at " + where + " " + at)
                        .isEqualTo(KILLED);
                KilledSession.work(killed.folder());
                same(killed, whole, rows, where + " " + at);
                return true;
            })).toList();
            for (Future<Boolean> session : sessions) {
                assertThat(session.get()).isTrue();
            }
        }
    }

    private void same(TestRepository killed, TestRepository whole, List<String> rows, String where) throws IOException {
        assertThat(rows(killed)).as("rows after a kill at " + where).isEqualTo(rows);
        assertThat(killed.git("rev-parse", "autoresearch/kill^{tree}")).as("incumbent after a kill at " + where)
                .isEqualTo(whole.git("rev-parse", "autoresearch/kill^{tree}"));
        assertThat(decisions(killed)).as("decisions after a kill at " + where).isEqualTo(decisions(whole));
        assertThat(baselineRuns(killed)).as("runs of the baseline after a kill at " + where).isEqualTo(6);
        assertThat(Files.readAllLines(killed.folder().resolve("results.tsv"))).hasSize(rows.size() + 1);
        assertThat(killed.git("status", "--porcelain")).as("the user's checkout").isEmpty();
        assertThat(killed.git("fsck", "--strict", "--no-dangling")).isEmpty();
    }

    @FunctionalInterface
    private interface Making {
        TestRepository project(String name) throws IOException;
    }

    private TestRepository project(String name, String bench) throws IOException {
        return project(name, bench, EXPERIMENTS, "");
    }

    private TestRepository project(String name, String bench, int experiments, String more) throws IOException {
        return TestRepository.with(temporary.resolve(name), Map.of("value.txt", "50\n", "bench.sh", bench,
                "autoresearch.yaml", """
                        scope: {modify: [value.txt]}
                        run: {command: sh bench.sh}
                        metrics: [{name: score, direction: higher}]
                        guard: {command: test -s value.txt}
                        budget: {experiments: %d}
                        proposer: {command: unused}
                        """.formatted(experiments) + more));
    }

    private int session(TestRepository project, String where, int at) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + classes.resolve("classes.jsa"), "--enable-native-access=ALL-UNNAMED", "-cp",
                classPath, KilledSession.class.getName(), project.folder().toString(), where, Integer.toString(at)));
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
        return trail(project).size() - 1;
    }

    private static List<Event> trail(TestRepository project) {
        try (Stream<Entry> entries = reader(project).entries()) {
            return entries.map(Entry::event).toList();
        }
    }

    private static long baselineRuns(TestRepository project) {
        try (Stream<Entry> entries = reader(project).entries()) {
            return entries.filter(entry -> entry.event() instanceof Event.RunFinished run && run.number() == 0
                    && run.purpose() == Purpose.CALIBRATE).count();
        }
    }

    private static String decisions(TestRepository project) {
        try (Stream<Entry> entries = reader(project).entries()) {
            return entries.map(Entry::event)
                    .filter(event -> event instanceof Event.Decided || event instanceof Event.Calibrated
                            || event instanceof Event.StudyEnded)
                    .map(event -> withoutTimes(event.toString())).collect(Collectors.joining("\n"));
        }
    }

    private static String withoutTimes(String event) {
        return event.replaceAll("timing=Timing\\[[^]]*]|at=[^]]*|from=\\w+, to=\\w+", "");
    }

    private static JournalReader reader(TestRepository project) {
        return new JournalReader(new SessionFolder(project.folder(), "kill"));
    }
}
