package dev.autoresearch.setup.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong, missing or said twice is told with its place, and nothing is guessed.
class SourceConflictsTest {
    private static final String RESEARCH = """
            {
              "run_command": "sh bench.sh",
              "modifiable_files": ["a.py"],
              "metric": "loss",
              "timeout_seconds": 60
            }
            """;

    @TempDir
    private Path temporary;

    @Test
    void sourcesThatAgreeAreTakenTogetherAndEachKeepsItsOrigin() throws IOException {
        Fixtures.with(temporary, "research.json", RESEARCH);
        Fixtures.with(temporary, "CLAUDE.md", """
                ## autoresearch
                - target_file: a.py
                - run_command: sh bench.sh
                - metric_name: loss
                - metric_parse: tail -1 run.log
                - readonly_files: data.py
                """);
        Found found = Sources.in(temporary).together();
        assertThat(found.name()).isEqualTo("research.json, CLAUDE.md");
        assertThat(found.configuration().scope().protect().patterns()).containsExactly("data.py");
        assertThat(Fixtures.told(found)).contains("run.command from research.json: run_command",
                "run.timeout from research.json: timeout_seconds", "metrics.extract from CLAUDE.md: metric_parse");
    }

    @Test
    void sourcesThatDisagreeAreReportedWithBothValues() throws IOException {
        Fixtures.with(temporary, "research.json", RESEARCH);
        Fixtures.with(temporary, "CLAUDE.md", """
                ## autoresearch
                - target_file: b.py
                - run_command: make bench
                - metric_name: loss
                """);
        refused(() -> Sources.in(temporary).together()).containsExactly(
                "scope.modify: 'a.py' (research.json: modifiable_files), but 'b.py' (CLAUDE.md: target_file)",
                "run.command: 'sh bench.sh' (research.json: run_command), but 'make bench' (CLAUDE.md: run_command)");
        assertThatThrownBy(() -> Sources.in(temporary).together())
                .hasMessageContaining("research.json and CLAUDE.md say different things")
                .extracting(refusal -> ((Refusal) refusal).next()).asString()
                .contains("autoresearch init --from research.json");
        Configuration chosen = Sources.in(temporary).named("claude.md").configuration();
        assertThat(chosen.run().command()).isEqualTo("make bench");
    }

    @Test
    void everyWrongValueIsToldWithFileLineKeyAndWhatWasExpected() throws IOException {
        Fixtures.with(temporary, "research.json", """
                {
                  "run_command": "",
                  "modifiable_files": ["../other.py", "/etc/passwd"],
                  "metric_name": "two words",
                  "metric_direction": "sideways",
                  "timeout_seconds": "soon",
                  "no_new_dependencies": "maybe"
                }
                """);
        refused(() -> Sources.in(temporary).together()).anyMatch(
                line -> line.equals("research.json:2: run_command: empty; expected the shell command that runs one "
                        + "experiment"))
                .anyMatch(line -> line
                        .startsWith("research.json:3: modifiable_files: '../other.py', which is not inside"))
                .anyMatch(line -> line.startsWith("research.json:3: modifiable_files: '/etc/passwd'"))
                .anyMatch(line -> line.startsWith("research.json:4: metric_name: 'two words'; expected a name"))
                .anyMatch(line -> line.startsWith("research.json:5: metric_direction: 'sideways'; expected lower_is"))
                .anyMatch(line -> line
                        .startsWith("research.json:6: timeout_seconds: 'soon'; expected a number of seconds"))
                .anyMatch(line -> line
                        .startsWith("research.json:7: no_new_dependencies: 'maybe'; expected true or false"));
    }

    @Test
    void brokenFilesAreRefusedWithTheLine() throws IOException {
        Fixtures.with(temporary, "research.json", "{\n\"run_command\": \"x\",\n}\n");
        refused(() -> Sources.in(temporary).together()).singleElement().asString()
                .startsWith("research.json:3: text that is no JSON");
        Fixtures.with(temporary, "research.json", RESEARCH);
        Fixtures.with(temporary, ".crucible/config.yaml", "name: x\nfiles: [unclosed\n");
        refused(() -> Sources.in(temporary).together()).singleElement().asString()
                .startsWith(".crucible/config.yaml:").contains("text that is no YAML");
    }

    @Test
    void whatIsMissingIsNamedByTheSourcesOwnKey() throws IOException {
        Fixtures.with(temporary, "CLAUDE.md", "## autoresearch\n- run_command: make\n");
        refused(() -> Sources.in(temporary).together()).hasSize(2)
                .anyMatch(line -> line.startsWith("CLAUDE.md: target_file: missing"))
                .anyMatch(line -> line.startsWith("CLAUDE.md: metric_name: missing"));
    }

    @Test
    void aDefaultDirectionThatTheNameContradictsIsAQuestion() throws IOException {
        Fixtures.with(temporary, "CLAUDE.md", """
                ## autoresearch
                - target_file: a.py
                - run_command: make
                - metric_name: accuracy
                """);
        refused(() -> Sources.in(temporary).together()).singleElement().asString().contains("metric_direction",
                "lower_is_better here, but accuracy sounds as if higher were better");
    }

    @Test
    void aDirectionThatNothingTellsIsAskedFor() throws IOException {
        Fixtures.with(temporary, "research.json", RESEARCH.replace("loss", "quux"));
        refused(() -> Sources.in(temporary).together()).singleElement().asString()
                .contains("research.json: metric_direction: missing", "'quux' does not tell");
    }

    @Test
    void aPromptThatContradictsItsLogIsReported() throws IOException {
        Fixtures.with(temporary, ".auto/measure.sh", "echo METRIC a=1\n");
        Fixtures.with(temporary, ".auto/prompt.md", """
                # Autoresearch: x
                ## Metrics
                - **Primary**: p99_ms (ms, lower is better)
                ## Files in Scope
                - `a.py`
                """);
        Fixtures.with(temporary, ".auto/log.jsonl",
                "{\"type\":\"config\",\"metricName\":\"rps\",\"bestDirection\":\"higher\"}\n");
        refused(() -> Sources.in(temporary).together())
                .anyMatch(line -> line.contains("'p99_ms'") && line.contains("'rps', as the last configuration line"));
    }

    @Test
    void aTemplateThatNobodyFilledInIsNotTakenForADirection() throws IOException {
        Fixtures.with(temporary, ".auto/measure.sh", "echo METRIC a=1\n");
        Fixtures.with(temporary, ".auto/prompt.md", """
                ## Metrics
                - **Primary**: quux (ms, lower/higher is better)
                ## Files in Scope
                - `a.py`
                """);
        refused(() -> Sources.in(temporary).together()).anyMatch(line -> line.contains("both directions"));
    }

    @Test
    void hostileTextReachesAMessageAsOnePlainLine() throws IOException {
        Fixtures.with(temporary, "research.json", "{\"run_command\": \"x\", \"modifiable_files\": [\"a\"], "
                + "\"metric_name\": \"a\\u001b[31m\\nb" + "c".repeat(5000) + "\"}");
        refused(() -> Sources.in(temporary).together())
                .allMatch(line -> line.length() < 300 && line.chars().noneMatch(c -> c < ' '));
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() throws IOException {
        Fixtures.with(temporary, "research.json", RESEARCH);
        assertThatThrownBy(() -> Sources.in(temporary).named("crucible"))
                .hasMessageContaining("There is no configuration of crucible in");
        assertThatThrownBy(() -> Sources.in(temporary).named("other")).hasMessageContaining("is no source")
                .extracting(refusal -> ((Refusal) refusal).next()).isEqualTo("Choose from: research.json.");
    }

    private static ListAssert<String> refused(Runnable work) {
        return assertThatThrownBy(work::run).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.exit()).isEqualTo(Exit.CONFIGURATION))
                .extracting(refusal -> ((Refusal) refusal).details())
                .asInstanceOf(InstanceOfAssertFactories.list(String.class));
    }
}
