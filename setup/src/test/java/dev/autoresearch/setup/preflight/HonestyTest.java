package dev.autoresearch.setup.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Calibration;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Timing;
import dev.autoresearch.setup.preflight.Finding.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Evaluators, exit codes, seeds, outputs, secrets, effects, feedback: whether a number would mean what it says and a run
/// would harm nobody. Each rule with what it must catch and what it must leave alone.
class HonestyTest {
    @TempDir
    private Path temporary;

    private Site site;

    @BeforeEach
    void project() {
        site = new Site(temporary);
    }

    private static void silent(Check check, Ground ground) {
        assertThat(Preflight.worth(check.look(ground))).isEmpty();
    }

    private static void finds(Level level, Check check, Ground ground, String... what) {
        assertThat(Preflight.worth(check.look(ground))).singleElement().satisfies(finding -> {
            assertThat(finding.what()).contains(what).endsWith(".");
            assertThat(finding.level()).as(finding.what()).isEqualTo(level);
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @Test
    void anEvaluatorThatAWildcardOpensIsAProblemAndOneThatIsMeantAWarning() {
        var check = new EvaluatorCheck();
        finds(Level.PROBLEM, check, site.with("scope: {modify: ['*']}", "metrics: [{name: score, direction: higher}]"),
                "bench.sh may change and prints score");
        finds(Level.WARNING, check, site.with("scope: {modify: [bench.sh]}"), "prints score");
        finds(Level.PROBLEM, check, site.with("scope: {modify: ['*.sh']}", "guard: {command: ./bench.sh}",
                "run: {command: 'true'}"), "guard.command runs bench.sh");
        silent(check, site.with());
        silent(check, site.with("scope: {modify: ['*'], protect: [bench.sh]}"));
        silent(check, site.with("scope: {modify: ['*']}",
                "metrics: [{name: seconds, extract: wall-time, direction: lower}]"));
        site.has("main.py", "total = score + 1\n# prints score\nprint(total)\n");
        silent(check, site.with("scope: {modify: ['*.py']}", "run: {command: python3 main.py}"));
    }

    @Test
    void anEndingThatMakesFailuresASuccessIsFound() {
        var check = new ExitCodeCheck();
        finds(Level.WARNING, check, site.running("./x || true"), "|| true", "every failure a success");
        finds(Level.WARNING, check, site.running("./x; exit 0"), "; exit 0");
        finds(Level.WARNING, check, site.running("./x &"), "ends with &");
        finds(Level.WARNING, check, site.running("./x; echo done"), "; echo done");
        finds(Level.PROBLEM, check, site.with("guard: {command: 'make test || true'}"),
                "guard.command ends with || true");
        finds(Level.PROBLEM, check, site.with("run: {command: './x || :'}",
                "metrics: [{name: seconds, extract: wall-time, direction: lower}]"), "|| :");
        finds(Level.PROBLEM, check, site.running("./x > /dev/null 2>&1"), "throws its output away");
        finds(Level.WARNING, check, site.running("./x 2>/dev/null"), "error messages");
        site.has("wrapped.sh", "#!/bin/sh\n./x\n./y || true\n").has("piped.sh", "#!/bin/bash\n./x | tee log.txt\n");
        finds(Level.WARNING, check, site.running("sh wrapped.sh"), "The last line of wrapped.sh", "|| true");
        finds(Level.WARNING, check, site.running("./piped.sh"), "pipe to tee");
        finds(Level.WARNING, check, site.withoutPipefail().running("./x | tee log"),
                "run.command ends in a pipe to tee");
    }

    @Test
    void anEndingThatHidesNothingIsLeftAlone() {
        var check = new ExitCodeCheck();
        site.has("safe.sh", "#!/bin/bash\nset -euo pipefail\n./x | tee log.txt\n")
                .has("loop.sh", "#!/bin/sh\nfor i in 1 2; do ./x || true; done\n");
        for (String line : List.of("./x", "./x | tee log.txt", "rm -f a || true; ./x", "set -e; ./x; echo done",
                "grep -c x y || true", "./x & wait", "./safe.sh", "sh loop.sh", "./x && echo done", "a & b",
                "mkdir -p a 2>/dev/null; ./x", "./x > out.txt", "./x 2>err.txt", "(./x || true)")) {
            silent(check, site.running(line));
        }
        silent(check, site.with("run: {command: './x >/dev/null'}",
                "metrics: [{name: seconds, extract: wall-time, direction: lower}]"));
        silent(check, site.withoutPipefail().running("cat value.txt | ./x"));
        silent(check, site.withoutPipefail().running("set -o pipefail; ./x | tee log"));
    }

    @Test
    void aSeedThatACandidateCanSetOrSeeIsFound() {
        var check = new SeedCheck();
        for (String line : List.of("random.seed(42)", "torch.manual_seed(1337)", "rng = np.random.default_rng(0)",
                "Random r = new Random(7);", "const SEED = 12;", "SEED=3", "    random_state=1,",
                "#define X\nsrand(1);",
                "seed_everything(SEED)")) {
            finds(Level.WARNING, check, site.has("value.txt", line + "\n").with(), "value.txt (line",
                    "sets the seed");
        }
        for (String line : List.of("# random.seed(42)", "random.seed(int(os.environ['AUTORESEARCH_SEED']))",
                "new Random(seed)", "new Random()", "seeded = 3", "speed = 3", "default_rng()", "feed(1)",
                "// srand(1);", "MAX_SEEDS = 4", "default_rng(seed)")) {
            silent(check, site.has("value.txt", line + "\n").with());
        }
        site.has("value.txt", "x = os.environ['RUN_SEED']\n");
        finds(Level.WARNING, check, site.with("run: {command: sh bench.sh, environment: {RUN_SEED: '5'}}"),
                "reads RUN_SEED");
        silent(check, site.with());
        site.has("value.txt", "1\n").has("bench.sh", "python3 x.py --seed 42 # random.seed(42)\n");
        silent(check, site.with("run: {command: sh bench.sh, environment: {RUN_SEED: '5'}}"));
    }

    @Test
    void aResultOrBinaryOlderThanTheRunIsFound() {
        var check = new OutputsCheck();
        String json = "metrics: [{name: rps, direction: higher, extract: {json: {file: out/r.json, pointer: /rps}}}]";
        silent(check, site.with(json));
        site.has("out/r.json", "{}");
        finds(Level.PROBLEM, check, site.with(json), "out/r.json", "tracked by git");
        String shell = "metrics: [{name: rps, direction: higher, extract: {shell: 'jq .rps res/r.json'}}]";
        finds(Level.WARNING, check, site.with(shell), "res/r.json", "nothing deletes");
        silent(check, site.with(shell, "run: {command: sh bench.sh, purge: [res/r.json]}"));
        silent(check, site.with("metrics: [{name: rps, direction: higher, extract: {shell: 'grep rps run.log'}}]"));
        silent(check,
                site.with("metrics: [{name: rps, direction: higher, extract: {shell: 'sh bench.sh value.txt'}}]"));
        site.has("target/b.jar", "PK").has("lib/b.jar", "PK");
        finds(Level.PROBLEM, check, site.with("run: {prepare: make, command: java -jar target/b.jar}"),
                "target/b.jar, which run.prepare builds");
        silent(check, site.with("run: {prepare: make, command: java -jar lib/b.jar}"));
        silent(check, site.with("run: {command: java -jar target/b.jar}"));
        site.ignored("build", "build/b.jar");
        finds(Level.PROBLEM, check, site.with("run: {command: java -jar build/b.jar}", "workspace: {share: [build]}"),
                "every candidate would be measured as the program you built last");
        silent(check, site.with("run: {prepare: make, command: java -jar build/b.jar}", "workspace: {copy: [build]}"));
        finds(Level.WARNING, check,
                site.with("metrics: [{name: bytes, direction: lower, extract: {file-size: bench.sh}}]"),
                "size of bench.sh");
        silent(check, site.with("metrics: [{name: bytes, direction: lower, extract: {file-size: value.txt}}]"));
    }

    @Test
    void secretsWhereExperimentsAndProposersSeeThemAreFound() {
        var check = new SecretsCheck();
        for (String path : List.of(".env", "config/.env.production", "deploy/id_rsa", "secrets.yaml", "private.pem")) {
            finds(Level.WARNING, check, new Site(temporary.resolve(path.replace('/', '-'))).has(path, "x").with(),
                    path);
        }
        for (String path : List.of(".env.example", "tests/private.pem", "env.py", "src/secrets.py", "cert.pem",
                ".envrc", "id_rsa.pub")) {
            silent(check, new Site(temporary.resolve(path.replace('/', '-'))).has(path, "x").with());
        }
        site.has(".env", "x");
        silent(check, site.with("scope: {modify: [value.txt], hidden: [.env]}"));
        Site other = new Site(temporary.resolve("other")).variable("SOME_API_KEY", "abcdef123456");
        assertThat(check.look(other.with())).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.FINE);
            assertThat(finding.what()).contains("SOME_API_KEY").doesNotContain("abcdef");
        });
        finds(Level.WARNING, check, other.with("run: {command: sh bench.sh, pass-environment: [MISSING_KEY]}"),
                "MISSING_KEY, which is not set");
        silent(check, other.with("run: {command: sh bench.sh, pass-environment: [SOME_API_KEY]}"));
        finds(Level.WARNING, check, other.with("run: {command: sh bench.sh, environment: {DB_PASSWORD: hunter2abc}}"),
                "DB_PASSWORD");
    }

    @Test
    void whatCannotBeUndoneIsAProblem() {
        var check = new EffectsCheck();
        for (String line : List.of("sh bench.sh && git push", "git -C sub push origin main", "npm publish",
                "mvn -q deploy", "./mvnw release:perform", "gradle publish", "docker push x",
                "terraform apply -auto-approve",
                "kubectl delete pod x", "vercel deploy", "echo hi | mail a@b.c", "twine upload dist/x",
                "curl -X POST https://api.stripe.com/v1/charges -d amount=1", "curl -d x https://prod.shop.io/api",
                "wrk -d5 https://www.production.shop.io/", "psql -h db.shop.io -c \"DROP TABLE users\"",
                "timeout 60 cargo publish", "aws s3 rm s3://bucket/x", "shutdown now")) {
            finds(Level.PROBLEM, check, site.running(line), "run.command ");
        }
        site.has("deploy.sh", "#!/bin/sh\n# a comment\nif true; then\n  git push \\\n    origin\nfi\n");
        finds(Level.PROBLEM, check, site.running("./deploy.sh"), "deploy.sh, which run.command starts, pushes");
        site.has("package.json", "{\"scripts\": {\"ship\": \"npm publish\"}}");
        finds(Level.PROBLEM, check, site.running("npm run ship"), "script ship of package.json");
        site.has("notify.py", "import smtplib\ns = smtplib.SMTP('mail.shop.io')\n");
        finds(Level.PROBLEM, check, site.running("python3 notify.py"), "sends mail by mail.shop.io");
    }

    @Test
    void whatReachesOutIsAWarning() {
        var check = new EffectsCheck();
        for (String line : List.of("curl -X POST https://api.models.io/v1/chat -d @q.json", "kubectl apply -f x.yaml",
                "wrk -t2 https://www.shop.io/", "ssh build.host make", "rsync -a out/ user@host.shop.io:/srv",
                "psql postgres://db.shop.io/x -c \"select 1\"", "psql -c \"drop table users\"",
                "curl https://prod.shop.io/health", "RAILS_ENV=production bin/rails runner x", "helm upgrade a b",
                "systemctl restart nginx")) {
            finds(Level.WARNING, check, site.running(line), "run.command ");
        }
        finds(Level.WARNING, check,
                site.with("run: {command: sh bench.sh, environment: {DB: 'postgres://prod-db.shop.io/x'}}"),
                "Runs get DB, which leads to production: prod-db.shop.io");
    }

    @Test
    void whatStaysOnTheMachineOrIsOnlyTriedIsLeftAlone() {
        var check = new EffectsCheck();
        site.has("doc.sh", "#!/bin/sh\n# git push\ncat <<EOF\ngit push\nnpm publish\nEOF\necho 'git push'\n");
        for (String line : List.of("git stash list", "git log --grep push", "npm publish --dry-run", "mvn package",
                "gradle publishToMavenLocal", "docker build .", "terraform plan", "kubectl get pods",
                "kubectl apply --dry-run=client -f x", "kubectl --context kind-dev apply -f x",
                "curl -X POST http://localhost:8080/x -d 1", "curl -X POST http://127.0.0.1:9/x",
                "curl http://web:80/x",
                "curl https://files.shop.io/data.csv", "wrk http://127.0.0.1:8080/", "wrk http://web:8080/",
                "psql -h /tmp/sock -c \"select 1\"", "psql -c \"drop table if exists t\"",
                "sqlite3 db \"drop table t\"",
                "echo git push", "grep -r 'npm publish' .", "NODE_ENV=production node app.js",
                "curl https://product.shop.io/x", "curl -d x http://10.0.0.5/", "./doc.sh", "make deploy-docs-check")) {
            silent(check, site.running(line));
        }
        silent(check, site.with("proposer: {command: 'curl -d x https://api.models.io/v1'}"));
    }

    @Test
    void slowOrWildFeedbackIsSaidWithWhatHelps() {
        var check = new FeedbackCheck();
        silent(check, site.with("run: {command: sh bench.sh, timeout: 10m}"));
        finds(Level.WARNING, check, site.with("run: {command: sh bench.sh, timeout: 40m}"), "may take 40 minutes");
        finds(Level.WARNING, check, site.noise(noise(Duration.ofMinutes(12), 0.01)).with(), "One run takes 12 minutes");
        silent(check, site.noise(noise(Duration.ofMinutes(2), 0.01)).with("run: {command: sh bench.sh, timeout: 40m}"));
        finds(Level.WARNING, check, site.noise(noise(Duration.ofSeconds(2), 0.6)).with(), "score swings by about", "%");
        finds(Level.WARNING, check, site.with("decide: {mode: single}"), "score swings");
        silent(check, site.noise(noise(Duration.ofSeconds(2), 0.1)).with());
        Site keyed = new Site(temporary.resolve("keyed")).variable("MODEL_API_KEY", "abcdef123456");
        String run = "run: {command: sh bench.sh, pass-environment: [MODEL_API_KEY]}";
        finds(Level.WARNING, check, keyed.with(run), "MODEL_API_KEY", "in no budget");
        silent(check, keyed.with(run, "budget: {experiments: 50}"));
    }

    private static Noise noise(Duration run, double deviation) {
        return Noise.UNKNOWN.calibrated(new Calibration("m",
                List.of(new Axis("score", Direction.HIGHER, Scale.LOG, false)), List.of(),
                Map.of("score", List.of(deviation, deviation, deviation, deviation)),
                new Timing(run, Duration.ZERO)), Map.of("score", 100.0));
    }

    @Test
    void tooWideAScopeAndWhatLivesDependOnAreSaid() {
        var check = new ScopeCheck();
        finds(Level.PROBLEM, check, site.with("scope: {modify: ['nothing/**']}"), "matches no file that git tracks");
        finds(Level.WARNING, check, site.with("goal: Tune the insulin pump's dosing"), "insulin pump");
        silent(check, site.with("goal: Pump more requests through the pipeline, a breakthrough in flight booking"));
        for (int i = 0; i <= 100; i++) {
            site.has("src/f" + i + ".txt", "");
        }
        finds(Level.WARNING, check, site.with("scope: {modify: ['src/**']}"), "101 files");
        finds(Level.PROBLEM, check, site.with("workspace: {share: [nowhere]}"), "nowhere does not exist");
        finds(Level.WARNING, check, site.has("results.tsv", "").with(), "results.tsv is tracked");
    }
}
