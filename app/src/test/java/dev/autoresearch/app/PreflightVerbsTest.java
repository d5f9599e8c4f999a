package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is checked before the first run and what is said about its cost, on real repositories.
class PreflightVerbsTest {
    private static final String PRICED = "proposer: {llm: {models: [{provider: anthropic, model: claude-sonnet-5-5}]}}";

    @TempDir
    private Path temporary;

    @Test
    void aProblemRefusesTheFirstRunNamesItsRemedyAndChangesNothing() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"),
                "run: {command: 'no-such-tool && git push'}");
        Map<String, String> before = sandbox.belongings();
        Sandbox.Ran ran = sandbox.run("run", "--tag", "t");
        ran.refused(Exit.SETUP, "2 problems", "run.command: the command no-such-tool is not found.",
                "    do: Install it, or put it on PATH.", "git push", "--no-preflight");
        assertThat(ran.out()).isEmpty();
        sandbox.run("run", "--dry-run").refused(Exit.SETUP, "no-such-tool");
        assertThat(sandbox.belongings()).isEqualTo(before);
        assertThat(sandbox.folder().resolve(".autoresearch")).doesNotExist();
        Sandbox harmful = Sandbox.project(temporary.resolve("harmful"), "run: {command: 'sh bench.sh && git push'}");
        harmful.run("run").refused(Exit.CONFIGURATION, "git push");
    }

    @Test
    void warningsStandUnderTheBannerAndTheRunGoesOn() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), "run: {command: 'sh bench.sh || true'}");
        Sandbox.Ran ran = sandbox.run("run", "--experiments", "1").done();
        assertThat(ran.out()).contains("preflight    1 warning", "which makes every failure a success",
                "do: Leave that ending out");
        assertThat(sandbox.run("run", "--new", "--no-preflight", "--experiments", "1").done().out())
                .contains("skipped (--no-preflight)").doesNotContain("every failure a success");
        assertThat(sandbox.run("doctor").done().out()).contains("warning", "every failure a success",
                "A run can start");
    }

    @Test
    void aSessionThatGoesOnIsNotCheckedAgain() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        sandbox.configure("run: {command: 'sh bench.sh || true'}");
        assertThat(sandbox.run("resume", "--experiments", "1").done().out()).doesNotContain("preflight");
    }

    @Test
    void anEstimateSaysWhatItGoesByAndGetsBetterWithWhatIsKnown() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), "budget: {experiments: 20}");
        assertThat(sandbox.run("estimate").done().out()).contains("at least", "nothing was measured yet",
                "until        20 experiments: at most ", "--measure");
        Map<String, String> before = sandbox.belongings();
        assertThat(sandbox.run("estimate", "--measure", "--domain", "sql").done().out()).contains("one measured run",
                "typical      SQL optimization (local database): $0 an experiment, 20–60 an hour")
                .doesNotContain("at least");
        assertThat(sandbox.belongings()).isEqualTo(before);
        sandbox.run("run", "--tag", "t", "--experiments", "2").done();
        assertThat(sandbox.run("estimate").done().out()).contains("the measured baseline; 1–2 runs");
        sandbox.run("resume", "--experiments", "6").done();
        assertThat(sandbox.run("estimate").done().out()).contains("the last 7 experiments");
        assertThat(sandbox.run("run", "--new", "--dry-run").done().out()).contains("estimate     ",
                "experiments an hour, by the last 7 experiments");
        sandbox.run("estimate", "--domain", "cooking").refused(Exit.CONFIGURATION, "no domain 'cooking'", "prompt");
        JsonNode json = JsonMapper.shared()
                .readTree(sandbox.run("estimate", "--json", "--domain", "docker").done().out());
        assertThat(json.path("estimate").propertyNames()).containsExactly("pace", "per_hour", "cost", "hourly", "caps",
                "uncapped");
        assertThat(json.path("typical").path(0).path("per_hour").path("high").asInt()).isEqualTo(15);
    }

    @Test
    void aProposerThatCostsMoneyAndThatNothingCapsIsLoud() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), PRICED);
        assertThat(sandbox.run("run", "--dry-run").done().out())
                .contains("nothing caps what the proposer may cost", "$0.04–$0.46 each (assumed: 3 answers");
        assertThat(sandbox.run("estimate", "--measure").done().out()).contains(
                "nothing caps what the proposer may cost: about $",
                " an hour, $", " a night");
        sandbox.configure(PRICED, "budget: {cost: 10 USD}");
        assertThat(sandbox.run("estimate").done().out()).doesNotContain("nothing caps")
                .contains("until        $10.00: 22–240 experiments");
        sandbox.configure("proposer: search");
        assertThat(sandbox.run("estimate").done().out()).doesNotContain("nothing caps what the proposer").contains(
                "cost         nothing: the proposer uses no model");
    }

    @Test
    void aRunThatFailsWhenItIsMeasuredSaysWhy() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), "run: {command: 'echo broken; exit 3'}");
        sandbox.run("estimate", "--measure").refused(Exit.SETUP, "exit code 3", "broken");
    }
}
