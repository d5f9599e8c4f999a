package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a recipe with its sample to a first experiment.
@Tag("gallery")
class RecipeSessionsIT {
    @TempDir
    private Path root;

    /// By a change for the worse, so that no final comparison of what was kept takes its time.
    @ParameterizedTest
    @CsvSource({"compiler-flags, cc, flags.conf, s/-O1/-O0/, runtime_ms",
            "rag-pipelines, python3, config.yaml, s/chunk_words: 12/chunk_words: 1/, retrieval_precision",
            "sql-queries, python3, query.sql, s/c.id <= 20/c.id + 0 * (SELECT count(*) FROM orders JOIN customer) <= 20/, exec_time_ms"})
    void aSampleGoesFromItsRecipeToItsFirstExperiment(String recipe, String program, String target, String edit,
            String metric) throws IOException {
        Sandbox sandbox = RecipeVerbsTest.project(root);
        assumeTrue(Arrays.stream(sandbox.environment().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))), program + " is not installed");
        sandbox.write("propose.sh", "#!/bin/sh\nsed -i '" + edit + "' " + target + "\necho 'another " + target + "'\n");
        sandbox.git("add", "-A");
        sandbox.git("commit", "-q", "-m", "proposer");
        Sandbox.Ran init = sandbox.run("init", "--recipe", recipe, "--with-sample", "--commit", "--proposer",
                "./propose.sh").done();
        assertThat(init.out())
                .contains("wrote ", "/" + target + "\n", "committed these files and nothing else", "bring")
                .doesNotContain("No file in git matches");
        assertThat(sandbox.git("status", "--porcelain")).isEqualTo("?? autoresearch.yaml");
        Configuration written = ConfigurationReader.read(sandbox.folder().resolve("autoresearch.yaml"));
        assertThat(written.hints()).hasSizeGreaterThan(3);
        assertThat(written.primary().name()).isEqualTo(metric);
        assertThat(written.scope().protect().matches("autoresearch-harness/anything")).isTrue();
        sandbox.write("autoresearch.yaml", sandbox.read("autoresearch.yaml") + "repeats: 1\n");
        sandbox.run("run", "--experiments", "1").done();
        List<String> rows = sandbox.read("results.tsv").lines().toList();
        assertThat(rows).hasSize(3).last().asString().contains("another " + target).doesNotContain("crash");
    }
}
