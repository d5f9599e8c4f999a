package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holds the example of `docs/library.md`: a session from Java with one lambda for the proposer and one for the run.
class LibraryTest {
    @TempDir
    private Path temporary;

    @Test
    void tenLinesOfJavaRunASession() throws IOException {
        Path project = TestRepository.with(temporary.resolve("project"), Map.of("size.txt", "100\n")).folder();

        // docs/library.md: begin
        Configuration configuration = Configuration.builder().modify("size.txt")
                .metric("score", Direction.HIGHER).experiments(5).build();
        Outcome outcome = Autoresearch.in(project).configuration(configuration)
                .environment(Map.of("PATH", "/usr/bin:/bin"))
                .proposer((brief, desk, stop) -> {
                    write(desk.resolve("size.txt"), number(desk.resolve("size.txt")) + 9 + brief.experiment());
                    return Proposal.edited("a little more");
                })
                .run(folder -> Map.of("score", 1000.0 - Math.abs(number(folder.resolve("size.txt")) - 130)))
                .start();
        // docs/library.md: end

        assertThat(outcome.reason()).isEqualTo(EndReason.EXPERIMENTS);
        assertThat(outcome.state().count(Status.KEEP)).isEqualTo(3);
        assertThat(outcome.state().count(Status.DISCARD)).isEqualTo(2);
        assertThat(Objects.requireNonNull(outcome.state().incumbent()).metrics()).containsEntry("score", 997.0);
        assertThat(Files.readString(project.resolve("size.txt"))).as("the user's checkout").isEqualTo("100\n");
    }

    @Test
    void theDocumentationShowsThisVeryCode() throws IOException {
        String source = Files.readString(
                Path.of("src/test/java/dev/autoresearch/session/LibraryTest.java"));
        String code = source.substring(source.indexOf("// docs/library.md: begin") + 25,
                source.indexOf("// docs/library.md: end")).stripIndent().strip();
        assertThat(Files.readString(Path.of("../docs/library.md")).replaceAll("\\s+", " "))
                .contains(code.replaceAll("\\s+", " "));
    }

    private static int number(Path file) {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, int number) {
        try {
            Files.writeString(file, number + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
