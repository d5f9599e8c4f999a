package dev.autoresearch.setup.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import dev.autoresearch.config.TimeLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the files of other tools say is what we run.
class SourcesTest {
    @TempDir
    private Path temporary;

    @Test
    void researchJsonIsTakenKeyByKey() {
        Found found = Fixtures.found("research-json");
        Configuration c = found.configuration();
        assertThat(c.run().command()).isEqualTo("sh bench.sh");
        assertThat(c.run().check()).isEqualTo("test -f settings.json");
        assertThat(c.run().timeout()).isEqualTo(new TimeLimit.Fixed(Duration.ofMinutes(5)));
        assertThat(c.scope().modify().patterns()).containsExactly("settings.json");
        assertThat(c.scope().read().patterns()).containsExactly("README.md", "bench.sh");
        assertThat(c.metrics()).containsExactly(new Metric("p99_ms", Direction.LOWER, false, "",
                new Extractor.Shell("grep \"^p99_ms:\" run.log")));
        assertThat(c.noNewDependencies()).isTrue();
        assertThat(found.tag()).isEqualTo("mar26");
        assertThat(found.leftOut())
                .containsExactly("research.json:12: dashboard is not taken: it is no key of this format");
        assertThat(Fixtures.told(found)).contains("run.command from research.json: run_command",
                "scope.modify from research.json: modifiable_files", "run.check from research.json: setup_check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"metric\": \"score\"", "\"metric_name\": \"score\"",
            "\"metric_grep\": \"^score:\"", "\"metric_pattern\": \"^score: (\\\\S+)\"",
            "\"metric\": \"grep '^score:' run.log\"", "\"metric\": {\"name\": \"score\"}",
            "\"metric_name\": \"score\", \"metric\": \"^score: (.*)\""})
    void researchJsonMayCallTheMetricByAnyOfItsNames(String metric) throws Exception {
        Fixtures.with(temporary, "research.json",
                "{\"run_command\": \"./run\", \"modifiable_files\": [\"a.py\"], " + metric + "}");
        Configuration c = Sources.in(temporary).together().configuration();
        assertThat(c.primary().name()).isEqualTo("score");
        assertThat(c.primary().direction()).isEqualTo(Direction.HIGHER);
    }

    @Test
    void aMetricThatOnlyHasANameIsReadFromTheLineThatNamesIt() throws Exception {
        Fixtures.with(temporary, "research.json",
                "{\"run_command\": \"./run\", \"modifiable_files\": \"a.py\", \"metric\": \"val_bpb\"}");
        Found found = Sources.in(temporary).together();
        assertThat(found.configuration().primary().extractor())
                .isEqualTo(new Extractor.Regex("^(?:METRIC )?val_bpb *[:=] *(\\S+)", Take.ONLY));
        assertThat(Fixtures.told(found)).anyMatch(told -> told.startsWith("metrics.extract concluded from"));
        Fixtures.with(temporary, "research.json", "{\"run_command\": \"./run > run.log 2>&1\", "
                + "\"modifiable_files\": \"a.py\", \"metric\": \"val_bpb\"}");
        assertThat(Sources.in(temporary).together().configuration().primary().extractor())
                .as("a command that writes run.log by itself leaves nothing in the engine's log")
                .isEqualTo(new Extractor.Shell("grep -E '^(METRIC )?val_bpb *[:=]' run.log"));
    }

    @Test
    void theSectionOfClaudeMdIsTakenAndNoOtherListOfIt() {
        Found found = Fixtures.found("claude-md");
        Configuration c = found.configuration();
        assertThat(c.scope().modify().patterns()).containsExactly("src/settings.json");
        assertThat(c.scope().protect().patterns()).containsExactly("data/set.csv", "bench.sh");
        assertThat(c.run().timeout()).isEqualTo(new TimeLimit.Fixed(Duration.ofMinutes(10)));
        assertThat(c.metrics()).containsExactly(new Metric("accuracy", Direction.HIGHER, false, "",
                new Extractor.Shell("grep \"accuracy:\" run.log | tail -1 | awk '{print $2}'")));
        assertThat(found.leftOut()).isEmpty();
    }

    @Test
    void aTableGluedToTheLastValueOfClaudeMdIsNoPartOfIt() throws Exception {
        Fixtures.with(temporary, "CLAUDE.md", """
                ## Autoresearch
                * **target_file**: `a.py`
                * run_command: `python a.py | tee log`
                * metric_name: loss
                * readonly_files: data.py, config.yaml| Setting | Description | Default |
                |---|---|---|
                """);
        Configuration c = Sources.in(temporary).together().configuration();
        assertThat(c.scope().protect().patterns()).containsExactly("data.py", "config.yaml");
        assertThat(c.run().command()).isEqualTo("python a.py | tee log");
        assertThat(c.run().timeout()).as("the default of the format")
                .isEqualTo(new TimeLimit.Fixed(Duration.ofMinutes(5)));
        assertThat(c.primary().direction()).as("the default of the format").isEqualTo(Direction.LOWER);
    }

    @Test
    void aClaudeMdWithoutTheSectionIsNoSource() throws Exception {
        Fixtures.with(temporary, "CLAUDE.md", "# Notes\n\n- run_command: make\n");
        assertThat(Sources.in(temporary).names()).isEmpty();
    }

    @Test
    void theTenSectionsOfAutoresearchMdAreReadAsPeopleWriteThem() {
        Found found = Fixtures.found("autoresearch-md");
        Configuration c = found.configuration();
        assertThat(c.goal()).isEqualTo("faster request server");
        assertThat(c.run().command()).isEqualTo("sh bench.sh");
        assertThat(c.guard().command()).isEqualTo("sh check.sh");
        assertThat(c.scope().modify().patterns()).containsExactly("settings.json");
        assertThat(c.scope().protect().patterns()).containsExactly("bench.sh");
        assertThat(c.metrics()).containsExactly(
                new Metric("p99_ms", Direction.LOWER, false, "ms", new Extractor.Shell("grep \"^p99_ms:\" run.log")),
                new Metric("peak_mb", Direction.LOWER, true, "", new Extractor.Shell("grep \"^peak_mb:\" run.log")));
        assertThat(c.noNewDependencies()).isTrue();
        assertThat(found.setup().hints()).containsExactly("Memory stays below 200 MB.",
                "more than 32 workers: slower, they fight for the lock", "batch 64: memory doubles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None.", "*none*", "\"none\"", "No guard"})
    void aGuardThatIsNoneIsNone(String guard) throws Exception {
        Fixtures.with(temporary, "autoresearch.md", """
                # Autoresearch: x
                ## Metric
                `loss`, lower
                ## Command
                make bench
                ## Metric Extraction
                `grep "^loss:" run.log`
                ## Files in Scope
                src/a.c
                ## Guard
                """ + guard + "\n");
        Configuration c = Sources.in(temporary).together().configuration();
        assertThat(c.guard().present()).isFalse();
        assertThat(c.run().command()).isEqualTo("make bench");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pi", "pi-flat"})
    void aPiSessionIsReadFromEitherLayout(String fixture) {
        Found found = Fixtures.found(fixture);
        Configuration c = found.configuration();
        boolean flat = fixture.equals("pi-flat");
        assertThat(c.run().command()).isEqualTo("bash " + (flat ? "autoresearch.sh" : ".auto/measure.sh"));
        assertThat(c.guard().command()).isEqualTo("bash " + (flat ? "autoresearch.checks.sh" : ".auto/checks.sh"));
        assertThat(c.budget().experiments()).isEqualTo(50);
        assertThat(c.scope().modify().patterns()).containsExactly("settings.json");
        assertThat(c.scope().protect().patterns()).containsExactly("requests/");
        assertThat(c.primary()).isEqualTo(new Metric("total_ms", Direction.LOWER, false, "ms",
                new Extractor.MetricLines(Take.ONLY)));
        assertThat(c.metrics()).extracting(Metric::name).containsExactly("total_ms", "startup_ms", "cache_hits");
        assertThat(found.setup().hints()).contains("workers 64: slower", "pin the workers to cores");
    }

    @Test
    void crucibleIsTakenWithItsCommandsAndLimits() {
        Found found = Fixtures.found("crucible");
        Configuration c = found.configuration();
        assertThat(c.goal()).isEqualTo("Serve as many requests a second as possible");
        assertThat(c.run().check()).isEqualTo("test -f settings.json");
        assertThat(c.run().command()).isEqualTo("sh benchmark.sh > run.log 2>&1");
        assertThat(c.primary()).isEqualTo(new Metric("ops_per_sec", Direction.HIGHER, false, "",
                new Extractor.Shell("grep '^ops_per_sec:' run.log")));
        assertThat(c.scope().hidden().patterns()).containsExactly("evaluate.sh");
        assertThat(c.budget().consecutiveCrashes()).isEqualTo(4);
        assertThat(c.budget().cost()).isEqualTo(5);
        assertThat(c.repeats().count()).isEqualTo(1);
        assertThat(c.strategy().restartAfter()).isEqualTo(6);
        assertThat(c.workspace().branchPrefix()).isEqualTo("crucible");
        assertThat(found.leftOut()).anyMatch(line -> line.contains("evaluation.aggregation is not taken"))
                .anyMatch(line -> line.contains("config.yaml:37: agent.type is not taken"));
    }

    @Test
    void anEvaluationOfCrucibleThatIsAProgramBelongsToTheExperiment() throws Exception {
        Fixtures.with(temporary, ".crucible/config.yaml", """
                name: x
                files: {editable: [a.py]}
                commands: {run: python a.py, eval: python evaluate.py}
                metric: {name: score, direction: maximize}
                """);
        Configuration c = Sources.in(temporary).together().configuration();
        assertThat(c.run().command()).isEqualTo("python a.py && python evaluate.py");
        assertThat(c.primary().extractor()).isEqualTo(new Extractor.Line("score", Take.ONLY));
    }

    @Test
    void neurolinkIsTakenWithItsMemoryMetric() {
        Configuration c = Fixtures.found("neurolink").configuration();
        assertThat(c.run().timeout()).isEqualTo(new TimeLimit.Fixed(Duration.ofSeconds(45)));
        assertThat(c.scope().protect().patterns()).containsExactly("bench.sh");
        assertThat(c.budget().experiments()).isEqualTo(25);
        assertThat(c.metrics()).containsExactly(
                new Metric("p99_ms", Direction.LOWER, false, "",
                        new Extractor.Regex("^p99_ms:\\s+([\\d.]+)", Take.FIRST)),
                new Metric("peak_vram_mb", Direction.LOWER, false, "",
                        new Extractor.Regex("^peak_vram_mb:\\s+([\\d.]+)", Take.FIRST)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"research-json", "claude-md", "autoresearch-md", "pi", "pi-flat", "crucible", "neurolink"})
    void whatASourceComesToIsAConfigurationFileThatSaysWhereEachKeyIsFrom(String fixture) {
        Found found = Fixtures.found(fixture);
        assertThat(ConfigurationReader.parse(found.text(), "text")).isEqualTo(found.configuration());
        assertThat(found.text()).startsWith("# Taken from " + found.name() + ":\n").contains("#   run.command from ");
        assertThat(found.setup().origins()).extracting("key").contains("run.command", "scope.modify", "metrics.name",
                "metrics.direction", "metrics.extract");
    }

    @Test
    void theNearestFolderThatHasASourceCounts() throws Exception {
        Fixtures.with(temporary, "research.json",
                "{\"run_command\": \"./run\", \"modifiable_files\": [\"a\"], \"metric\": \"loss\"}");
        Path below = Fixtures.with(temporary.resolve("src/deep"), "a.c", "");
        Sources sources = Sources.find(below);
        assertThat(sources.names()).isEqualTo(List.of("research.json"));
        assertThat(sources.folder()).isEqualTo(temporary);
        Fixtures.with(temporary.resolve("src"), ".git", "gitdir: elsewhere\n");
        assertThat(Sources.find(below).names()).as("not beyond a repository").isEmpty();
    }
}
