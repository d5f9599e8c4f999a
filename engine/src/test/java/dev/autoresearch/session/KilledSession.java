package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/// A session in a process of its own that kills itself with SIGKILL at a given step; for [KillTest].
final class KilledSession {
    private KilledSession() {}

    /// Arguments: project folder, then `event K` (after the K-th event is on disk) `edit N` (in the middle of
    /// proposing experiment N), or `never 0`.
    static void main(String... arguments) {
        work(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2]));
    }

    /// Starts the session, or goes on with it, to its end without a kill.
    static void work(Path project) {
        work(project, "never", -1);
    }

    private static void work(Path project, String where, int at) {
        Configuration configuration = ConfigurationReader.read(project.resolve("autoresearch.yaml"));
        Autoresearch engine = Autoresearch.in(project).configuration(configuration).tag("kill").seed(7)
                .environment(Map.of("PATH", "/usr/bin:/bin")).observer(new Killer(where.equals("event") ? at : -1))
                .proposer((brief, desk, _) -> propose(brief, desk, where.equals("edit") ? at : -1));
        if (Files.exists(new SessionFolder(project, "kill").journal())) {
            engine.resume();
        } else {
            engine.start();
        }
    }

    /// Draws from the brief's seed, so that a proposal depends on nothing else; number 3 crashes once and is mended,
    /// number 4 leaves the scope, number 5 changes nothing.
    private static Proposal propose(Brief brief, Path desk, int killAt) {
        var random = new SplittableRandom(brief.seed());
        try {
            int value = random.nextInt(1, 100);
            if (brief.experiment() == 5) {
                return Proposal.edited("nothing");
            }
            String text = brief.experiment() == 3 && brief.attempt() == 1 ? "broken" : Integer.toString(value);
            Files.writeString(desk.resolve("value.txt"), text + "\n");
            if (brief.experiment() == killAt) {
                die();
            }
            if (brief.experiment() == 4) {
                Files.writeString(desk.resolve("bench.sh"), "echo METRIC score=1000\n");
            }
            return Proposal.edited("value " + text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void die() {
        try {
            new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start().waitFor();
            throw new AssertionError("still alive");
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /// Counts events and kills its own process after the wanted one.
    private static final class Killer implements Observer {
        private final int at;
        private int seen;

        Killer(int at) {
            this.at = at;
        }

        @Override
        public void on(Event event, SessionState state) {
            seen++;
            if (seen == at) {
                die();
            }
        }
    }
}
