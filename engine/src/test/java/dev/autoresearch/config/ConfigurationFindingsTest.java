package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each mistake in `autoresearch.yaml` gets file, line, key, what was found, what was expected, and a suggestion.
class ConfigurationFindingsTest {
    private static final String FILE = "autoresearch.yaml";

    /// Three lines; what a case adds stands in line 4.
    private static final String SMALL = """
            scope: {modify: [src/**]}
            run: {command: ./run.sh}
            metrics: [{name: score}]
            """;

    private record Case(String yaml, int line, List<String> parts) {
        Case(String yaml, int line, String... parts) {
            this(yaml, line, List.of(parts));
        }
    }

    private static Case root(String line, String... parts) {
        return new Case(SMALL + line, 4, List.of(parts));
    }

    private static Case scope(String scope, String... parts) {
        return new Case(SMALL.replace("{modify: [src/**]}", scope), 1, List.of(parts));
    }

    private static Case run(String run, String... parts) {
        return new Case(SMALL.replace("{command: ./run.sh}", run), 2, List.of(parts));
    }

    private static Case metric(String metric, String... parts) {
        return new Case(SMALL.replace("{name: score}", metric), 3, List.of(parts));
    }

    private static Case llm(String settings, String... parts) {
        return root("proposer: {llm: " + settings + "}", parts);
    }

    private static Case judge(String judge, String... parts) {
        return metric("{name: score, extract: {llm-judge: " + judge + "}}", parts);
    }

    private static final List<Case> CASES = List.of(
            // unknown and repeated keys
            root("gaol: x", "gaol: unknown key", "expected one of goal, hints, scope", "did you mean goal"),
            root("noNewDependencies: true", "did you mean no-new-dependencies"),
            root("timeout: 5m", "timeout: unknown key", "it belongs under run"),
            root("protect: [a]", "protect: unknown key", "it belongs under scope"),
            root("zzz: 1", "zzz: unknown key; expected one of goal"),
            root("goal: a\ngoal: b", "goal: the same key a second time"),
            run("{command: x, tiemout: 5m}", "run.tiemout: unknown key", "did you mean timeout"),
            run("{command: x, idle_timeout: 5m}", "run.idle_timeout", "did you mean idle-timeout"),
            scope("{modify: [a], modifiy: [b]}", "scope.modifiy", "did you mean modify"),
            scope("{modify: [a], modify: [b]}", "scope.modify: the same key a second time", "delete one of the two"),
            root("budget: {max-experiments: 5}", "budget.max-experiments: unknown key", "expected one of experiments"),
            root("? [a]\n: b", "a key that is no plain text"),
            metric("{name: score, extract: {regexp: 'a (b)'}}", "metrics[0].extract.regexp", "did you mean regex"),
            // missing
            new Case("goal: x\n", 1, "scope: missing", "for example scope: {modify: [src/**]}"),
            new Case(SMALL.replaceFirst("scope.*\n", "# none\n"), 2, "scope: missing", "what may change"),
            run("{check: x}", "run.command: missing", "for example command: ./bench.sh"),
            scope("{read: [a]}", "scope.modify: missing"), metric("{direction: lower}", "metrics[0].name: missing"),
            root("guard: {timeout: 5m}", "guard.command: missing"),
            metric("{name: score, extract: {json: {file: a.json}}}", "metrics[0].extract.json.pointer: missing"),
            // wrong types
            scope("[src/**]", "scope: a list", "expected a map with modify, read"),
            scope("{modify: {a: b}}", "scope.modify: a map", "put '- ' before each entry"),
            scope("{modify: []}", "scope.modify: an empty list"), scope("{modify: [[a]]}", "scope.modify[0]: a list"),
            scope("{modify: }", "scope.modify: empty", "write a value or delete the key"),
            run("./run.sh", "run: './run.sh'", "expected a map with check"),
            run("{command: [a, b]}", "run.command: a list", "expected a shell command"),
            run("{command: ''}", "run.command: empty"),
            run("{command: x, environment: [A=b]}", "run.environment: a list"),
            run("{command: x, environment: {A B: c}}", "the name 'A B'"),
            run("{command: x, environment: {A: [b]}}", "run.environment.A: a list"),
            run("{command: x, environment: {A: b, A: c}}", "run.environment: the key 'A' a second time"),
            run("{command: x, pass-environment: [A=b]}", "run.pass-environment[0]: 'A=b'", "values go under"),
            root("budget: 5", "budget: '5'", "expected a map with experiments"),
            root("no-new-dependencies: yes", "no-new-dependencies: 'yes'", "true or false", "did you mean true"),
            root("no-new-dependencies: maybe", "expected true or false"),
            root("goal: [a]", "goal: a list"), root("goal:", "goal: empty"), root("goal: \"a\\0b\"", "NUL"),
            // amounts
            run("{command: x, timeout: 10 minutes}", "run.timeout: '10 minutes'", "expected a duration such as 90s"),
            run("{command: x, timeout: -5s}", "run.timeout: '-5s'"),
            run("{command: x, timeout: 0}", "run.timeout: '0'", "above zero"),
            run("{command: x, timeout: .nan}", "run.timeout: '.nan'"),
            run("{command: x, log-limit: big}", "run.log-limit: 'big'", "expected a size such as 16MB"),
            run("{command: x, log-limit: 10}", "at least 1000 bytes"),
            root("budget: {experiments: -1}", "budget.experiments: '-1'", "a whole number such as 100, 200k"),
            root("budget: {experiments: 1.5}", "budget.experiments: '1.5'"),
            root("budget: {cost: 10 EUR}", "budget.cost: '10 EUR'", "US dollars"),
            root("budget: {cost: -10}", "budget.cost: '-10'"),
            root("budget: {cost: 0}", "above zero", "delete the key for no cap"),
            root("budget: {wall: -8h}", "budget.wall: '-8h'"), root("budget: {tokens: lots}", "budget.tokens: 'lots'"),
            root("budget: {per-experiment: 1 USD}", "budget.per-experiment: '1 USD'", "a map with cost, tokens"),
            root("budget: {per-experiment: {cost: 0}}", "budget.per-experiment.cost: '0'", "above zero"),
            root("budget: {per-experiment: {tokens: 0}}", "budget.per-experiment.tokens: '0'", "at least 1"),
            root("guard: {command: x, rework: -1}", "guard.rework: '-1'", "a whole number from 0 to 100"),
            root("strategy: {ladder: yes}", "strategy.ladder: 'yes'", "one of auto, on, off"),
            root("budget: {consecutive-crashes: 0}", "budget.consecutive-crashes: '0'", "at least 1"),
            root("repeats: often", "repeats: 'often'", "expected auto or a number"), root("repeats: 0", "repeats: '0'"),
            root("crash: {retries: -1}", "crash.retries: '-1'", "a whole number from 0 to 100"),
            root("report: {every: 0}", "report.every: '0'", "at least 1"),
            root("decide: {min-effect: .NaN}", "decide.min-effect: '.NaN'", "a share"),
            root("decide: {min-effect: 100%}", "decide.min-effect: '100%'"),
            root("decide: {min-effect: 1e999}", "decide.min-effect: '1e999'"),
            // words
            root("decide: {on-tie: simplest}", "decide.on-tie: 'simplest'", "one of discard, keep, simpler",
                    "did you mean simpler"),
            root("decide: {rule: paretto}", "decide.rule: 'paretto'", "expected one of primary", "did you mean pareto"),
            root("results: {profile: karpaty}", "results.profile: 'karpaty'", "did you mean karpathy"),
            root("workspace: inplace", "workspace: 'inplace'", "did you mean in-place"),
            root("workspace: {kind: container}", "workspace.kind: 'container'", "one of worktree, in-place"),
            root("workspace: {branch-prefix: 'a..b'}", "workspace.branch-prefix: 'a..b'"),
            root("workspace: {share: [/var/lib]}", "workspace.share[0]: the absolute path '/var/lib'"),
            root("proposer: serch", "proposer: 'serch'", "did you mean search"),
            root("proposer: ./propose.sh", "did you mean {command: ./propose.sh}"),
            root("proposer: command", "without its command", "write {command: ./propose.sh}"),
            root("proposer: {kind: command}", "without its command"),
            root("proposer: {command: x, retries: 3}", "proposer.retries: unknown key"),
            root("proposer: {command: x, timeout: soon}", "proposer.timeout: 'soon'"),
            root("proposer: {command: [x]}", "proposer.command: a list"),
            root("proposer: {claude: {}, codex: {}}", "several proposers: claude, codex"),
            root("proposer: acp", "the proposer acp without its command", "write {acp: gemini --acp}"),
            root("proposer: agent", "the proposer agent without its command", "write {agent: my-agent --json}"),
            root("proposer: {kind: acp, mode: default}", "the proposer acp without its command"),
            root("proposer: {acp: }", "proposer.acp: empty"), root("proposer: {acp: [x]}", "proposer.acp: a list"),
            root("proposer: llm", "the proposer llm without its model", "the provider and the name",
                    "write {llm: {provider: anthropic, model: NAME}}"),
            root("proposer: {llm: }", "proposer.llm: empty", "a map with provider, model"),
            root("proposer: {claude: opus}", "proposer.claude: 'opus'", "a map with command, model"),
            root("proposer: {claude: {modle: opus}}", "proposer.claude.modle: unknown key", "did you mean model"),
            root("proposer: {claude: {timeout: 5m}}", "proposer.claude.timeout", "it belongs under proposer"),
            root("proposer: {claude: {model: a}, model: b}", "proposer.model: the same key a second time"),
            root("proposer: {claude: {}, mode: default}", "proposer.mode: mode beside claude",
                    "only keys that claude has: kind, timeout, brief-tokens, claude, command, model"),
            root("proposer: {kind: search, model: a}", "proposer.model: model beside search"),
            root("proposer: {command: x, confine: on}", "proposer.confine: confine beside command"),
            root("proposer: {claude: {turns: 0}}", "proposer.claude.turns: '0'", "at least 1"),
            root("proposer: {claude: {confine: true}}", "proposer.claude.confine: 'true'", "one of auto, on, off"),
            root("proposer: {claude: {pass-environment: [A=b]}}", "proposer.claude.pass-environment[0]: 'A=b'"),
            root("proposer: {kind: claude, brief-tokens: 2k}", "proposer.brief-tokens: '2k'", "at least 4000"),
            root("proposer: {acp: x, allow-commands: yes}", "proposer.allow-commands: 'yes'", "did you mean true"),
            root("proposer: {acp: x, arguments: [a]}", "proposer.arguments: arguments beside acp"),
            // models
            llm("{model: a}", "proposer.llm.provider: missing", "for example provider: anthropic"),
            llm("{provider: openai}", "proposer.llm.model: missing"),
            llm("{provider: open-ai, model: a}", "proposer.llm.provider: 'open-ai'", "did you mean openai"),
            llm("{provider: compatible, model: a}", "proposer.llm.base-url: missing",
                    "for example base-url: http://localhost:8080/v1"),
            llm("{provider: ollama, model: a, base-url: 'localhost:11434'}", "proposer.llm.base-url: 'localhost:11434'",
                    "an http or https address"),
            llm("{provider: ollama, model: a, base-url: 'ftp://x'}", "proposer.llm.base-url: 'ftp://x'"),
            llm("{provider: ollama, model: a, base-url: 'http://'}", "proposer.llm.base-url: 'http://'"),
            llm("{provider: openai, model: a, base-url: 'https://me:secret@x/v1'}", "a name or password in it"),
            llm("{provider: openai, model: a, key: $MY_KEY}", "proposer.llm.key: '$MY_KEY'", "write MY_KEY"),
            llm("{provider: openai, model: a, key: 'sk-abc'}", "proposer.llm.key: what looks like the key itself",
                    "the name of the environment variable", "put the key into the environment"),
            llm("{provider: openai, model: a, turns: 0}", "proposer.llm.turns: '0'", "at least 1"),
            llm("{provider: openai, model: a, temperature: 3}", "proposer.llm.temperature: '3'", "from 0 to 2"),
            llm("{provider: openai, model: a, max-output: 0}", "proposer.llm.max-output: '0'", "such as 8k"),
            llm("{provider: openai, model: a, price: {input: 1}}", "proposer.llm.price.output: missing"),
            llm("{provider: openai, model: a, price: {input: -0.1, output: 1}}", "proposer.llm.price.input: '-0.1'",
                    "a number from 0 on"),
            llm("{provider: openai, model: a, price: {input: 1, output: -1}}", "proposer.llm.price.output: '-1'"),
            llm("{provider: openai, model: a, weight: 2}", "proposer.llm.weight: unknown key"),
            llm("{models: []}", "proposer.llm.models: an empty list", "at least one model"),
            llm("{models: [{provider: openai, model: a, weight: 0}]}", "proposer.llm.models[0].weight: '0'"),
            llm("{models: [{provider: openai}]}", "proposer.llm.models[0].model: missing"),
            llm("{models: [a]}", "proposer.llm.models[0]: 'a'", "a map with provider"),
            llm("{models: [{provider: openai, model: a}], model: b}", "proposer.llm.model: model beside models",
                    "move it there"),
            llm("{provider: openai, model: a, arguments: [x]}", "proposer.llm.arguments: unknown key"),
            root("proposer: [search]", "proposer: a list", "expected one of search, command"),
            // scopes
            scope("{modify: [/etc/passwd]}", "scope.modify[0]: the absolute path '/etc/passwd'"),
            scope("{modify: ['C:\\x']}", "the absolute path 'C:\\x'"), scope("{modify: [~/x]}", "the absolute path"),
            scope("{modify: [src/../../x]}", "'..' in 'src/../../x'"),
            scope("{modify: ['[a']}", "scope.modify[0]: '[a', a [ is not closed"),
            scope("{modify: ['{a,b']}", "a { is not closed"), scope("{modify: ['!src']}", "which excludes", "protect"),
            scope("{modify: [a, src/**], protect: [src/**]}", "scope.modify[1]: 'src/**'", "scope.protect[0] 'src/**'"),
            scope("{modify: [src/**], protect: [src/]}", "which lies wholly within scope.protect[0]"),
            scope("{modify: [src/a.py], protect: [src]}", "which lies wholly within scope.protect[0]"),
            scope("{modify: [src/a/*.py], protect: [src/**]}", "which lies wholly within scope.protect[0]"),
            scope("{modify: [eval/x.py], hidden: ['**/x.py']}", "which lies wholly within scope.hidden[0]"),
            scope("{modify: [src], protect: ['**']}", "which lies wholly within scope.protect[0]"),
            scope("{modify: [src], read: [h/a], hidden: [h]}", "scope.read[0]: 'h/a'", "scope.hidden[0]"),
            run("{command: x, purge: [../out]}", "run.purge[0]: '..' in"),
            run("{command: x, directory: /tmp}", "run.directory: the absolute path '/tmp'"),
            // metrics
            new Case(SMALL.replace("[{name: score}]", "[]"), 3, "metrics: an empty list", "at least one metric"),
            new Case(SMALL.replace("[{name: score}]", "{name: score}"), 3, "metrics: a map", "put '- '"),
            metric("score", "metrics[0]: 'score'", "a map with name, direction"),
            metric("{name: ratio}", "metrics[0].name: the metric ratio without a direction", "add direction:"),
            metric("{name: latency_score}", "without a direction"),
            metric("{name: score, direction: up}", "metrics[0].direction: 'up'", "expected lower or higher"),
            metric("{name: score, direction: lowwer}", "did you mean lower"),
            metric("{name: 'my score'}", "metrics[0].name: 'my score'", "letters, digits and _ . - µ"),
            metric("{name: score}, {name: score}", "metrics[1].name: the metric score a second time"),
            metric("{name: score, extract: {regex: 'a'}}", "which has no groups", "put ( ) around the number"),
            metric("{name: score, extract: {regex: '(a)(b)'}}", "which has 2 groups", "(?: )"),
            metric("{name: score, extract: {regex: '(a'}}", "metrics[0].extract.regex: '(a', Unclosed group"),
            metric("{name: score, extract: {json: a.b}}", "'a.b'", "a JSON pointer", "did you mean /a/b"),
            metric("{name: score, extract: {json: /a~2}}", "write ~0 for ~"),
            metric("{name: score, extract: {json: {file: /tmp/x, pointer: /a}}}", "the absolute path"),
            metric("{name: score, extract: peakmemory}", "metrics[0].extract: 'peakmemory'",
                    "did you mean peak-memory"),
            metric("{name: score, extract: regex}", "write {regex: …}"),
            metric("{name: score, extract: {line: a, regex: 'b (c)'}}", "several channels: regex, line"),
            metric("{name: score, extract: {}}", "no channel"),
            metric("{name: score, extract: {line: a, take: best}}", "metrics[0].extract.take: 'best'",
                    "one of only, last"),
            metric("{name: score, extract: {json: /a, take: last}}", "take beside json"),
            judge("{provider: openai, model: a}", "llm-judge.rubric: missing", "for example rubric: eval/rubric.md"),
            judge("{rubric: eval/r.md, model: a}", "llm-judge.provider: missing"),
            judge("{rubric: src/r.md, provider: openai, model: a}", "llm-judge.rubric: 'src/r.md'",
                    "which a candidate may change", "a rubric outside scope.modify"),
            judge("{rubric: /etc/r.md, provider: openai, model: a}", "the absolute path '/etc/r.md'"),
            judge("{rubric: r.md, provider: openai, model: a, of: [../x]}", "llm-judge.of[0]: '..' in"),
            judge("{rubric: r.md, provider: openai, model: a, repeats: 0}", "llm-judge.repeats: '0'"),
            judge("{rubric: r.md, provider: openai, model: a, seed: -1}", "llm-judge.seed: '-1'"),
            judge("{rubric: r.md, provider: openai, model: a, range: 10..0}", "llm-judge.range: '10..0'",
                    "the smaller number first"),
            judge("{rubric: r.md, provider: openai, model: a, range: ten}", "llm-judge.range: 'ten'", "such as 0..10"),
            judge("{rubric: r.md, provider: openai, model: a, key: 'sk-1'}", "llm-judge.key: what looks like the key"),
            judge("eval/rubric.md", "llm-judge: 'eval/rubric.md'", "a map with rubric"),
            metric("{name: score, extract: llm-judge}", "write {llm-judge: …}"),
            metric("{name: score, extract: {llm-judge: {rubric: r.md, provider: openai, model: a}, take: last}}",
                    "take beside llm-judge"),
            metric("{name: score, extract: {jmh: {file: a, pick: b}}}", "metrics[0].extract.jmh.pick: unknown key"),
            // knobs
            root("knobs: {file: a}", "knobs: a map", "put '- '"),
            root("knobs: [{file: conf.json, key: a, range: 1..2}]", "which may not change", "add it to scope.modify"),
            root("knobs: [{file: src/a, key: a}]", "neither range nor choices"),
            root("knobs: [{file: src/a, key: a, range: 1..2, choices: [a, b]}]", "both range and choices"),
            root("knobs: [{file: src/a, key: a, range: 5}]", "knobs[0].range: '5'", "a range such as 1..64"),
            root("knobs: [{file: src/a, key: a, range: 9..1}]", "the smaller number first"),
            root("knobs: [{file: src/a, key: a, range: 0..1, log: true}]", "above zero"),
            root("knobs: [{file: src/a, key: a, range: 0.5..2, integer: true}]", "whole numbers as ends"),
            root("knobs: [{file: src/a, key: a, choices: [a]}]", "at least two different choices"),
            root("knobs: [{file: src/a, key: a, choices: [a, b], log: true}]", "log beside choices"),
            root("knobs: [{file: src/a, key: a, range: 1..2}, {file: src/a, key: a, range: 1..2}]", "a second time"),
            // no YAML, or not ours
            new Case("", 1, "an empty file", "autoresearch init"), new Case("# nothing\n", 1, "an empty file"),
            new Case("- a\n", 1, "a list", "expected a map"), new Case("hello", 1, "'hello'"),
            root("---\ngoal: x", "a second document", "one document"),
            root("budget:\n\texperiments: 5", "no YAML", "indent with blanks, not with a tab"),
            root("proposer: command: ./p.sh", "no YAML", "write a map as {key: value}"),
            root("goal: \"a\\S\"", "no YAML", "single quotes"), root("goal: [a", "no YAML"),
            root("goal: \u0001", "U+0001", "delete it"), root("goal: *nobody", "no YAML"),
            root("goal: " + "[".repeat(200_000), "levels of nesting"), root("goal: @x", "put quotes around the value"));

    @TestFactory
    Stream<DynamicTest> eachMistakeIsToldWithItsPlaceAndWhatWasExpected() {
        return CASES.stream().map(one -> DynamicTest.dynamicTest(name(one), () -> {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> ConfigurationReader.parse(one.yaml, FILE));
            assertThat(refusal).as("accepted").isNotNull();
            assertThat(refusal.exit()).isEqualTo(Exit.CONFIGURATION);
            assertThat(refusal.details()).anySatisfy(line -> {
                assertThat(line).contains(one.parts).contains("; expected ");
                assertThat(Integer.parseInt(line.split(":", 3)[1])).isBetween(one.line, one.line + 1);
                assertThat(line).startsWith(FILE + ":");
            });
        }));
    }

    private static String name(Case one) {
        return one.parts.getFirst() + " in line " + one.line;
    }

    @Test
    void noMutilatedFileDoesMoreThanRefuse() throws IOException {
        List<String> seeds = List.of(ConfigurationReaderTest.fixture("design.yaml"),
                ConfigurationReaderTest.fixture("everything.yaml"), ConfigurationReaderTest.fixture("agents.yaml"),
                ConfigurationReaderTest.fixture("rules.yaml"), ConfigurationReaderTest.fixture("stages.yaml"));
        List<String> pieces = List.of("{", "}", "[", "]", ": ", "- ", "\n", "  ", "\t", "'", "\"", "&a ", "*a",
                "!!int ",
                "%YAML 99999999999.1\n", "---\n", "...", "|\n", ">-\n", "\\", "\"\\U99999999\"", "\"\\xZZ\"", "\0",
                "\u0085",
                "\uD800", "é", "💥", "<<", "..", "**", "~", "null", ".nan", "-1", "1e999", "999999999999999999999", "?",
                "#", "@", "`", ",", "{{", "[[[[", "!<tag:yaml.org,2002:str> ", "%TAG ! tag:x,2000:\n");
        for (long seed = 1; seed <= 3_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(1, 12));
                switch (random.nextInt(4)) {
                    case 0 -> text.insert(at, pieces.get(random.nextInt(pieces.size())));
                    case 1 -> text.delete(at, end);
                    case 2 -> text.replace(at, end, pieces.get(random.nextInt(pieces.size())));
                    default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
                }
            }
            Throwable thrown = catchThrowable(() -> ConfigurationReader.parse(text.toString(), FILE));
            if (thrown != null) {
                assertThat(thrown).as("seed %d:%n%s", seed, text).isInstanceOf(Refusal.class);
                assertThat(((Refusal) thrown).details()).as("seed %d", seed).isNotEmpty()
                        .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}"));
            }
        }
    }
}
