package dev.autoresearch.setup.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tools, data, places, hardware: whether a run would find what it needs.
class PreflightTest {
    @TempDir
    private Path temporary;

    private Site site;

    @BeforeEach
    void project() {
        site = new Site(temporary);
    }

    private static List<Finding> worth(Check check, Ground ground) {
        return Preflight.worth(check.look(ground));
    }

    private static void silent(Check check, Ground ground) {
        assertThat(worth(check, ground)).isEmpty();
    }

    private static void problem(Check check, Ground ground, String what, String remedy) {
        assertThat(worth(check, ground)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.PROBLEM);
            assertThat(finding.what()).contains(what).endsWith(".");
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    private static void warning(Check check, Ground ground, String what, String remedy) {
        assertThat(worth(check, ground)).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
            assertThat(finding.what()).contains(what).endsWith(".");
            assertThat(finding.remedy()).contains(remedy);
        });
    }

    @Test
    void aPlainProjectHasNothingThatIsWorthALine() {
        assertThat(Preflight.worth(Preflight.look(site.with()))).isEmpty();
    }

    @Test
    void aProgramThatIsNotThereIsNamedWithItsKey() {
        var check = new ToolsCheck();
        problem(check, site.running("no-such-tool --fast"), "run.command: the command no-such-tool is not found",
                "Install it");
        problem(check, site.running("cat value.txt | no-such-tool"), "no-such-tool", "PATH");
        problem(check, site.running("X=1 env Y=2 timeout 5 no-such-tool"), "no-such-tool", "PATH");
        problem(check, site.running("sh -c 'cd sub && no-such-tool'"), "no-such-tool", "PATH");
        problem(check, site.running("/no/such/tool"), "/no/such/tool", "executable");
        problem(check, site.with("guard: {command: no-such-tool}"), "guard.command", "PATH");
        site.has("run.js", "#!/usr/bin/env no-such-node\n");
        problem(check, site.running("./run.js"), "The first line of run.js names no-such-node", "Install");
        warning(check, site.with("run: {prepare: npm install, command: no-such-tool}"), "no-such-tool", "run.prepare");
    }

    @Test
    void aProgramThatMayBeThereIsNotMissed() {
        var check = new ToolsCheck();
        for (String line : List.of("sh bench.sh", "no-such-tool || sh bench.sh", "command -v x && x",
                "[ -x tool ] && tool", ". ./env.sh && tool", "source env && tool", "PATH=$PWD/bin:$PATH tool",
                "export PATH=bin && tool", "$TOOL x", "\"${JAVA_HOME:+$JAVA_HOME/bin/}java\" -version",
                "for i in 1 2; do tool; done", "tool() { sh bench.sh; }; tool", "conda activate x && tool",
                "cd sub && sh bench.sh", "time sh bench.sh", "exec sh bench.sh", "set -e; sh bench.sh")) {
            silent(check, site.running(line));
        }
    }

    @Test
    void whatACommandUsesAndAFreshCheckoutLacksIsAProblemWithTheLineToAdd() {
        var check = new DataCheck();
        site.ignored("data", "data/train.csv").ignored("node_modules", "node_modules/x.js")
                .ignored(".venv", ".venv/bin/python").ignored("target", "target/bench.jar");
        problem(check, site.running("python3 -u train.py"),
                "train.py, which does not exist", "git has");
        site.has("train.py", "pass\n");
        problem(check, site.running("python3 train.py --data=data/train.csv"), "data/train.csv",
                "Add `workspace: {share: [data]}`");
        problem(check, site.running("python3 train.py --in data/train.csv"), "data/train.csv", "share: [data]");
        problem(check, site.running(".venv/bin/python train.py"), ".venv/bin/python", "share: [.venv]");
        problem(check, site.running("node node_modules/x.js"), "node_modules/x.js", "share: [node_modules]");
        problem(check, site.running("java -jar target/bench.jar"), "target/bench.jar", "run.prepare");
        problem(check, site.running("cat < data/train.csv"), "data/train.csv", "share");
        problem(check, site.with("run: {command: python3 train.py data/train.csv}", "workspace: {share: [.venv]}"),
                "data/train.csv", "Add data to workspace.share");
        site.untracked("gen.sh", "#!/bin/sh\n");
        problem(check, site.running("sh gen.sh"), "gen.sh, which git does not have", "git add gen.sh");
        site.untracked("input.bin", "x");
        warning(check, site.running("python3 train.py input.bin"), "input.bin", "git add input.bin");
    }

    @Test
    void whatIsCommittedSharedMadeOrWrittenIsNotMissed() {
        var check = new DataCheck();
        site.has("train.py", "pass\n").has("src/a.c", "").ignored("data", "data/train.csv")
                .ignored("bench", "bench").ignored("result.json", "result.json").ignored("target", "target/bench.jar")
                .has("tool.js", "");
        for (String line : List.of("python3 train.py", "gcc -O2 src/a.c -o bench && ./bench", "node tool",
                "python3 train.py > result.json", "python3 train.py -o result.json", "make bench", "make data",
                "echo data/train.csv", "python3 train.py 2>&1 | tee result.json",
                "dvc pull && python3 train.py data/train.csv", "cd data && ls",
                "[ -d data ] && python3 train.py data/train.csv", "python3 train.py /abs/data ../outside",
                "uv run train.py", "python3 -m pkg.tool", "mkdir -p out && python3 train.py > out/x")) {
            silent(check, site.running(line));
        }
        silent(check, site.with("run: {command: python3 train.py data/train.csv}", "workspace: {share: [data]}"));
        silent(check,
                site.with("run: {command: python3 train.py data/train.csv}", "workspace: {copy: [data/train.csv]}"));
        silent(check, site.with("run: {command: python3 train.py data/train.csv}", "workspace: {kind: in-place}"));
        silent(check, site.with("run: {prepare: mvn -q package, command: java -jar target/bench.jar}"));
        silent(check,
                site.with("run: {prepare: python3 train.py --into data, command: python3 train.py data/train.csv}"));
        silent(check, site.with("run: {command: python3 train.py result.json, purge: [result.json]}"));
    }

    @Test
    void aScriptOfPackageJsonThatNeedsModulesSaysSo() {
        var check = new NodeModulesCheck();
        site.ignored("node_modules", "node_modules/.bin/vitest").has("bench.js", "import tiny from 'tinybench';\n")
                .has("plain.js", "console.log(1)\n")
                .has("package.json", """
                        {"scripts": {"bench": "vitest bench", "own": "node bench.js", "plain": "node plain.js"},
                         "devDependencies": {"tinybench": "1"}}
                        """);
        problem(check, site.running("npm run bench"), "run.command needs vitest from node_modules",
                "share: [node_modules]");
        problem(check, site.running("npm run own"), "tinybench", "node_modules");
        problem(check, site.running("npx vitest"), "vitest", "node_modules");
        problem(check, site.running("node bench.js"), "tinybench", "node_modules");
        silent(check, site.running("npm run plain"));
        silent(check, site.running("node plain.js"));
        silent(check, site.running("npm ci && npm run bench"));
        silent(check, site.with("run: {prepare: npm ci, command: npm run bench}"));
        silent(check, site.with("run: {command: npm run bench}", "workspace: {share: [node_modules]}"));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsFoundBeforeTheRun() {
        var check = new PlacesCheck();
        problem(check, site.running("sh bench.sh > out/log.txt"), "fresh checkout has no folder out", "mkdir -p out");
        problem(check, site.with("run: {command: sh bench.sh, environment: {TMPDIR: /no/such/folder}}"),
                "TMPDIR: /no/such/folder is not a folder", "Make it");
        silent(check,
                site.running("sh bench.sh; sh bench.sh > out/log.txt"));
        silent(check, site.running("sh bench.sh > log.txt 2> /dev/null"));
        silent(check, site.with("run: {prepare: make, command: sh bench.sh > out/log.txt}"));
        site.has("out/.gitkeep", "");
        silent(check, site.running("sh bench.sh > out/log.txt"));
    }

    @Test
    void whatTheMachineLacksIsSaid() throws Exception {
        var check = new HardwareCheck();
        Path root = temporary.resolve("root");
        Files.createDirectories(root.resolve("proc"));
        Files.writeString(root.resolve("proc/meminfo"), "MemTotal:        8000000 kB\n");
        site.machine(new Machine(root, 2, true));
        site.has("train.py", "device = torch.device(\"cuda\")\n")
                .has("both.py", "device = 'cuda' if torch.cuda.is_available() else 'cpu'\n");
        warning(check, site.running("uv run train.py"), "train.py asks for a graphics card", "Run where there is one");
        warning(check, site.running("CUDA_VISIBLE_DEVICES=0 python3 both.py"), "graphics card", "processor");
        warning(check, site.running("java -Xmx16g -version"), "-Xmx16g, but the machine has 8.2 GB", "Ask for less");
        warning(check, site.running("taskset -c 6,7 sh bench.sh"), "processors 6,7", "exist");
        silent(check, site.running("python3 both.py"));
        silent(check, site.running("CUDA_VISIBLE_DEVICES= python3 both.py"));
        silent(check, site.running("java -Xmx4g -version"));
        silent(check, site.running("taskset -c 0-7 sh bench.sh"));
        silent(check, site.running("nvidia-smi || true"));
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev/nvidia0"));
        silent(check, site.running("uv run train.py"));
    }

    @Test
    void whatIsNotCommittedDoesNotCountAndThatIsSaid() {
        var check = new CleanCheck();
        site.changed("README.md").changed("autoresearch.yaml");
        silent(check, site.with());
        site.changed("bench.sh");
        warning(check, site.with(), "bench.sh has uncommitted changes", "Commit");
        site.changed("value.txt");
        warning(check, site.with(), "bench.sh, value.txt have uncommitted changes", "Commit");
        silent(check, site.with("workspace: {kind: in-place}"));
        var fresh = new Site(temporary.resolve("other")).untracked("new.txt", "1");
        warning(check, fresh.with("scope: {modify: [value.txt, new.txt]}"), "new.txt, which git does not have",
                "git add");
        silent(check, fresh.with("scope: {modify: [value.txt, '*.md']}"));
    }

    @Test
    void aRunIsRefusedWithTheExitCodeOfWhatIsMissing() {
        assertThat(Topic.TOOLS.exit()).isEqualTo(Exit.SETUP);
        assertThat(Topic.EVALUATOR.exit()).isEqualTo(Exit.CONFIGURATION);
        assertThat(Preflight.blocked(Preflight.look(site.running("no-such-tool")))).isTrue();
        assertThat(Preflight.blocked(Preflight.look(site.with()))).isFalse();
    }
}
