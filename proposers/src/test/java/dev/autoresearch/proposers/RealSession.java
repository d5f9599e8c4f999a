package dev.autoresearch.proposers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Status;
import dev.autoresearch.session.Autoresearch;
import dev.autoresearch.session.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A whole session with a real program as its proposer: three experiments, each a better value than the last.
public final class RealSession {
    private static final int EXPERIMENTS = 3;

    private RealSession() {}

    /// Runs it and holds what must hold of it.
    ///
    /// @param folder      an empty folder
    /// @param environment what the program needs
    public static Outcome of(Path folder, ProposerChoice choice, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("target.txt"), "value = 41");
        Files.writeString(folder.resolve("score.sh"), "sed 's/value = /METRIC score=/' target.txt; echo\n");
        git(folder, "init", "-q", "-b", "main");
        git(folder, "add", "-A");
        git(folder, "-c", "user.name=Test", "-c", "user.email=test@localhost", "commit", "-qm", "start");
        Configuration configuration = Configuration.builder().goal("Raise the value").modify("target.txt")
                .metric("score", Direction.HIGHER).command("sh score.sh").experiments(EXPERIMENTS).proposer(choice)
                .build();
        Outcome outcome = Autoresearch.in(folder).configuration(configuration).tag("t").seed(1)
                .environment(environment).proposer(workshop -> Proposers.create(workshop, choice).proposer()).start();
        List<Experiment> rows;
        try (Stream<Experiment> all = new JournalReader(new SessionFolder(folder, "t")).experiments()) {
            rows = all.toList();
        }
        assertThat(outcome.reason()).as(rows.toString()).isEqualTo(EndReason.EXPERIMENTS);
        assertThat(rows).extracting(Experiment::status).as(rows.toString()).containsExactly(Status.KEEP, Status.KEEP,
                Status.KEEP, Status.KEEP);
        assertThat(git(folder, "rev-list", "--count", "main..autoresearch/t")).isEqualTo("3");
        assertThat(git(folder, "status", "--porcelain")).as("the user's checkout").isEmpty();
        return outcome;
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
