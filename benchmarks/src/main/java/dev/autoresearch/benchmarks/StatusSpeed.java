package dev.autoresearch.benchmarks;

import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long a person waits for `status` in a session with a long history, and for `--version`.
record StatusSpeed(Programs programs, Path folder, int experiments) {
    private static final int RUNS = 11;
    private static final int BATCH = 200;
    private static final int REAL = 3;
    private static final String TAG = "long";

    void run() throws IOException, InterruptedException {
        System.out.printf("%nstatus: a session of %d experiments, %d runs each%n", experiments, RUNS);
        Path place = Workload.make(programs, folder.resolve("long"), 50);
        programs.finish(place, programs.start(place,
                programs.autoresearch("run", "--tag", TAG, "--experiments", Integer.toString(REAL))));
        SessionFolder session = new SessionFolder(place, TAG);
        lengthen(session);
        System.out.printf("journal of %d MB%n", Files.size(session.journal()) >> 20);
        time("status", place, "status", "--tag", TAG);
        Files.delete(session.snapshot());
        time("status without its cached state", place, 3, "status", "--tag", TAG);
        time("--version", place, "--version");
        time("--help", place, "--help");
    }

    private void time(String name, Path place, String... arguments) throws IOException, InterruptedException {
        time(name, place, RUNS, arguments);
    }

    private void time(String name, Path place, int runs, String... arguments)
            throws IOException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            times.add(programs.time(place, programs.autoresearch(arguments)).seconds());
        }
        System.out.printf("%-32s median %.3f s, least %.3f, greatest %.3f%n", name, Figures.median(times),
                Figures.quantile(times, 0), Figures.quantile(times, 1));
    }

    /// Goes on with a real session by the journal's own code, many events a write.
    private void lengthen(SessionFolder session) {
        try (JournalFile journal = JournalFile.open(session, JournalClock.SYSTEM)) {
            var events = new ArrayList<Event>();
            for (int number = REAL + 1; number <= experiments; number++) {
                experiment(number, journal.state().incumbentCommit(), events);
                if (number % BATCH == 0 || number == experiments) {
                    journal.append(events.toArray(Event[]::new));
                    events.clear();
                }
            }
        }
    }

    private static void experiment(int number, String parent, List<Event> events) {
        String commit = "%040x".formatted(number);
        var metrics = Map.of("score", 5001.0 + number % 1000);
        var run = new RunRecord(new Ending.Exited(0), Duration.ofMillis(1234), Duration.ofMillis(1200), 123_456_789,
                metrics, "", "runs/" + number + "/measure-1-1.log", 0, 0, Surroundings.UNKNOWN, "cgroup2");
        var diff = new DiffStat(1, 1, 1, 0);
        events.add(new Event.ExperimentStarted(number, parent, "climb"));
        events.add(
                new Event.Proposed(number, 1, "command", "value " + number, Spending.NONE, Duration.ofMillis(100), ""));
        events.add(new Event.CandidateMade(number, 1, commit, diff));
        events.add(new Event.RunFinished(number, 1, Purpose.MEASURE, 1, commit, run));
        events.add(new Event.Judged(new Experiment(number, Status.DISCARD, "score is worse", "value " + number, commit,
                parent, metrics, 123_456_789, run.wall(), run.cpu(), 1, diff, Spending.NONE, 1, "command", "",
                JournalClock.SYSTEM.wall().instant())));
    }
}
