package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.setup.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// A repository that has nothing but another tool's configuration is worked on as it stands.
class ForeignConfigurationTest {
    private static final Path FIXTURES = Path.of("../setup/src/test/fixtures-sources");

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({"research-json, run.command from research.json: run_command, autoresearch/mar26",
            "claude-md, run.command from CLAUDE.md: run_command, autoresearch/mar26",
            "autoresearch-md, run.command from autoresearch.md: Command, autoresearch/mar26",
            "pi, run.command from .auto/measure.sh: the script, autoresearch/mar26",
            "pi-flat, run.command from autoresearch.sh: the script, autoresearch/mar26",
            "crucible, run.command from .crucible/config.yaml: commands.run, crucible/mar26",
            "neurolink, run.command from .autoresearch/config.json: runCommand, autoresearch/mar26"})
    void oneCommandGoesFromAFixtureToAKeptExperimentAndGoesOnLater(String fixture, String says, String branch)
            throws IOException {
        Sandbox sandbox = fixture(fixture);
        Sandbox.Ran ran = sandbox.run("run", "--experiments", "12", "--seed", "7").done();
        assertThat(ran.out()).contains("taken", says);
        assertThat(sandbox.run("results", "--kept", "--json").done().out().lines()).as(ran.out())
                .hasSizeGreaterThan(1);
        assertThat(sandbox.git("branch", "--list", "--format=%(refname:short)", "*/mar26")).isEqualTo(branch);
        assertThat(configuration(sandbox)).contains("# Taken from ", "scope:", "metrics:");
        assertThat(sandbox.git("status", "--porcelain")).isEmpty();
        for (String verb : List.of("status", "brief", "export", "doctor")) {
            sandbox.run(verb).done();
        }
        assertThat(sandbox.run("resume", "--experiments", "1").done().out()).contains("going on", says);
    }

    @Test
    void aSessionGoesOnFromItsJournalWhenTheFileIsGone() throws IOException {
        Sandbox sandbox = fixture("research-json");
        sandbox.run("run", "--experiments", "1").done();
        Files.delete(sandbox.folder().resolve("research.json"));
        assertThat(sandbox.run("resume", "--experiments", "1").done().out())
                .contains("everything from the journal of session mar26");
    }

    @Test
    void aFileThatChangedToAnotherMetricIsRefusedOnResume() throws IOException {
        Sandbox sandbox = fixture("research-json");
        sandbox.run("run", "--experiments", "1").done();
        sandbox.write("research.json", sandbox.read("research.json").replace("\"lower\"", "\"higher\""));
        sandbox.run("resume").refused(Exit.CONFIGURATION,
                "decides on p99_ms (lower is better), but the configuration now says p99_ms (higher is better)");
    }

    @Test
    void autoresearchYamlCountsBeforeEveryOther() throws IOException {
        Sandbox sandbox = fixture("research-json");
        sandbox.write("autoresearch.yaml", """
                scope: {modify: [settings.json]}
                run: {command: sh bench.sh}
                metrics: [{name: p99_ms, extract: {line: p99_ms}}]
                """);
        assertThat(sandbox.run("run", "--dry-run").done().out()).doesNotContain("taken");
    }

    @Test
    void twoToolsThatDisagreeAreReportedAndNothingIsChanged() throws IOException {
        Sandbox sandbox = fixture("research-json");
        sandbox.write("CLAUDE.md", "## autoresearch\n- target_file: bench.sh\n");
        var before = sandbox.belongings();
        for (String verb : List.of("run", "doctor")) {
            Sandbox.Ran ran = sandbox.run(verb);
            assertThat(ran.code()).isEqualTo(Exit.CONFIGURATION.code());
            assertThat(ran.out() + ran.err()).contains("research.json and CLAUDE.md say different things",
                    "'settings.json'", "'bench.sh'", "init --from research.json");
        }
        assertThat(sandbox.belongings()).isEqualTo(before);
    }

    @Test
    void theProposerIsToldWhatTheDocumentSaysWasTried() throws IOException {
        Sandbox sandbox = fixture("autoresearch-md");
        sandbox.run("run", "--experiments", "1").done();
        assertThat(sandbox.run("brief").done().out()).contains("batch 64: memory doubles");
    }

    @ParameterizedTest
    @CsvSource({"research-json, research.json", "claude-md, CLAUDE.md", "pi, pi", "crucible, crucible",
            "neurolink, neurolink", "autoresearch-md, autoresearch.md"})
    void initWritesWhatAnotherToolsFileSays(String fixture, String name) throws IOException {
        Sandbox sandbox = fixture(fixture);
        var says = Sources.in(sandbox.folder()).together().configuration();
        assertThat(sandbox.run("init", "--from", name, "--yes").done().out()).contains("taken", "wrote");
        var written = ConfigurationReader.read(sandbox.folder().resolve("autoresearch.yaml"));
        assertThat(written.run().command()).isEqualTo(says.run().command());
        assertThat(written.scope()).isEqualTo(says.scope());
        assertThat(written.metrics()).isEqualTo(says.metrics());
        assertThat(sandbox.read("autoresearch.yaml")).contains("from ");
        assertThat(sandbox.run("run", "--dry-run").done().out()).doesNotContain("taken");
    }

    @Test
    void initFromASourceThatIsNotThereSaysWhichAre() throws IOException {
        fixture("research-json").run("init", "--from", "crucible", "--yes").refused(Exit.CONFIGURATION,
                "There is no configuration of crucible", "research.json");
    }

    @Test
    void ourOwnRecoveryDocumentIsAConfigurationToo() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"),
                "scope: {modify: [value.txt], protect: [bench.sh]}",
                "run: {prepare: 'true', command: 'sh bench.sh', timeout: 90s}", "guard: {command: test -f value.txt}",
                "metrics: [{name: score, direction: higher}, {name: secs, unit: s, direction: lower, extract: wall-time}]",
                "repeats: 2", "decide: {on-tie: keep}").atNoon();
        sandbox.run("run", "--experiments", "1", "--tag", "t").done();
        String document = sandbox.run("export", "--format", "autoresearch-md").done().out();
        var before = ConfigurationReader.read(sandbox.folder().resolve("autoresearch.yaml"));
        Files.writeString(temporary.resolve("autoresearch.md"), document);
        var after = Sources.in(temporary).together().configuration();
        assertThat(after).isEqualTo(before.toBuilder().proposer(ProposerChoice.SEARCH).build());
    }

    private static String configuration(Sandbox sandbox) throws IOException {
        String first = sandbox.read(".autoresearch/mar26/journal.jsonl").lines().findFirst().orElseThrow();
        return JsonMapper.shared().readTree(first).findValue("configuration").asString();
    }

    private Sandbox fixture(String name) throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("project")).atNoon();
        Path from = FIXTURES.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sandbox.write(from.relativize(file).toString(), Files.readString(file));
            }
        }
        return sandbox.committed();
    }
}
