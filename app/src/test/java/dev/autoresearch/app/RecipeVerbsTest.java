package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of recipes, and setting a project up by one.
class RecipeVerbsTest {
    @TempDir
    private Path root;

    private Sandbox project() throws IOException {
        return project(root);
    }

    /// A project with a first commit, whose user can commit.
    static Sandbox project(Path root) throws IOException {
        Sandbox sandbox = Sandbox.empty(root.resolve("project"));
        sandbox.write("README.md", "A project.\n");
        sandbox.committed();
        sandbox.git("config", "user.name", "Test");
        sandbox.git("config", "user.email", "test@localhost");
        return sandbox;
    }

    @Test
    void theListIsGroupedAndFitsEightyColumns() throws IOException {
        Sandbox sandbox = project();
        String list = sandbox.run("recipes").done().out();
        assertThat(list).containsSubsequence("Models and prompts\n", "  ml-training ", "\nSpeed and memory\n",
                "  compiler-flags  ", "init --recipe NAME");
        assertThat(list.lines().filter(line -> line.startsWith("  "))).hasSizeGreaterThanOrEqualTo(37)
                .allMatch(line -> line.length() <= 110);
    }

    @Test
    void allAboutARecipeIsShown() throws IOException {
        Sandbox sandbox = project();
        assertThat(sandbox.run("recipes", "show", "sql-queries").done().out()).containsSubsequence("sql-queries",
                "SQL queries", "built in", "query.sql", "exec_time_ms, lower is better", "30 experiments, 2 h", "needs",
                "python3", "bring", "what helps", "window functions", "harness", "autoresearch-harness/explain.py",
                "init --recipe sql-queries --with-sample");
        sandbox.run("recipes", "show", "sql").refused(Exit.CONFIGURATION, "There is no recipe sql.");
        sandbox.run("recipes", "--recipes", "no-folder").refused(Exit.CONFIGURATION, "no-folder is not a folder");
    }

    @Test
    void aProjectsOwnTargetIsFoundAndTheLineToCommitIsSaid() throws IOException {
        Sandbox sandbox = project();
        sandbox.write("conf/flags.conf", "-O1\n");
        sandbox.git("add", "-A");
        sandbox.git("commit", "-q", "-m", "flags");
        String out = sandbox.run("init", "--recipe", "compiler-flags", "--goal", "Ours").done().out();
        assertThat(out).contains("git add autoresearch-harness && git commit -m 'Add a harness for autoresearch' -- "
                + "autoresearch-harness");
        Configuration written = ConfigurationReader.read(sandbox.folder().resolve("autoresearch.yaml"));
        assertThat(written.scope().modify().patterns()).containsExactly("conf/flags.conf");
        assertThat(written.run().command()).isEqualTo("sh autoresearch-harness/bench.sh conf/flags.conf");
        assertThat(written.goal()).isEqualTo("Ours");
        assertThat(sandbox.folder().resolve("flags.conf")).doesNotExist();
        assertThat(sandbox.git("log", "--format=%s")).isEqualTo("flags\nstart");
    }

    @Test
    void whatIsInTheWayIsToldBeforeAnythingIsWritten() throws IOException {
        Sandbox sandbox = project();
        sandbox.write("autoresearch-harness/bench.sh", "mine\n");
        var before = sandbox.belongings();
        sandbox.run("init", "--recipe", "compiler-flags", "--with-sample").refused(Exit.CONFIGURATION,
                "autoresearch-harness/bench.sh", "nothing was changed");
        sandbox.run("init", "--recipe", "compiler-flags").refused(Exit.CONFIGURATION, "looks like", "flags.conf");
        sandbox.run("init", "--recipe", "nothing").refused(Exit.CONFIGURATION, "There is no recipe nothing.");
        sandbox.run("init", "--with-sample").refused(Exit.CONFIGURATION, "--with-sample");
        sandbox.run("init", "--recipe", "compiler-flags", "--with-sample", "--run").refused(Exit.CONFIGURATION,
                "--commit");
        assertThat(sandbox.belongings()).isEqualTo(before);
        sandbox.run("init", "--recipe", "compiler-flags", "--with-sample", "--force").done();
        assertThat(sandbox.read("autoresearch-harness/bench.sh")).contains("#!/bin/sh");
    }

    @Test
    void aRecipeOfTheUsersOwnIsAFolder() throws IOException {
        Sandbox sandbox = project();
        sandbox.write("mine/recipe.yaml", "{domain: Mine, group: Ours, summary: s, target: a.conf, find: [a.conf], "
                + "bring: b, hints: [Turn it up.]}\n");
        sandbox.write("mine/autoresearch.yaml", """
                scope: {modify: [a.conf]}
                run: {command: cat a.conf}
                metrics: [{name: score, direction: higher}]
                """);
        sandbox.write("mine/sample/a.conf", "METRIC score=1\n");
        assertThat(sandbox.run("recipes", "--recipes", ".").done().out()).contains("\nOurs\n  mine ");
        sandbox.run("init", "--recipe", "./mine", "--with-sample").done();
        assertThat(sandbox.read("autoresearch.yaml")).contains("hints:", "  - Turn it up.");
        assertThat(sandbox.read("a.conf")).isEqualTo("METRIC score=1\n");
    }
}
