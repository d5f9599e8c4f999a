package dev.autoresearch.setup.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpServer;
import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.ConfigurationWriter;
import dev.autoresearch.config.Globs;
import dev.autoresearch.exec.Environments;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.LogTail;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.objective.Jury;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.trial.Runner;
import dev.autoresearch.trial.ShellRunner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recipe that the program brings along is whole, and measures something on its own sample.
class RecipesTest {
    private static final Path SOURCES = Path.of("src/main/resources/recipes");
    /// The kinds of work that the first document of the project names, and four that Java projects ask for.
    private static final List<String> DOMAINS = List.of("ML training", "Prompt engineering", "RAG pipelines",
            "Compiler/perf tuning", "API optimization", "System prompts", "CSS/layout", "SQL queries", "Infrastructure",
            "Regex patterns", "Search ranking", "Image processing", "Audio processing", "Data pipeline ETL",
            "Caching strategy", "Feature engineering", "Hyperparameter search", "Email/notification templates",
            "Compression settings", "Networking config", "Database indexing", "Serialization format",
            "Log parsing rules", "CI/CD pipeline", "Docker image", "Kubernetes resources", "Game AI behavior",
            "Recommendation engine", "A/B test config", "Spelling/grammar rules", "Chatbot routing",
            "Batch job scheduling", "Memory allocator tuning", "JVM flags", "Garbage collection", "Maven build time",
            "JMH benchmark");

    @TempDir
    private Path root;

    static List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    private static Recipe recipe(String name) {
        return Recipes.builtIn().named(name, Path.of(""));
    }

    @Test
    void theIndexNamesEveryFileOfEveryRecipe() throws IOException {
        String files;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            files = all.filter(Files::isRegularFile).map(file -> SOURCES.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.contains("/")).sorted().collect(Collectors.joining("\n", "", "\n"));
        }
        assertThat(files).doesNotContain("__pycache__", ".class\n");
        Path index = SOURCES.resolve("index.txt");
        if (Boolean.getBoolean("recipes.index.write")) {
            Files.writeString(index, files);
        }
        assertThat(Files.readString(index)).as("write it anew with mvn -pl engine,setup test "
                + "-Dtest=RecipesTest -Drecipes.index.write=true").isEqualTo(files);
    }

    @Test
    void everyKindOfWorkHasItsRecipe() {
        Recipes.Listing listing = Recipes.builtIn().all();
        assertThat(listing.broken()).extracting(broken -> broken.getMessage() + broken.details()).isEmpty();
        assertThat(listing.recipes()).extracting(Recipe::domain).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(DOMAINS);
        assertThat(listing.recipes()).extracting(Recipe::group).isSubsetOf(Recipes.GROUPS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRecipeIsWhole(String name) {
        Recipe recipe = recipe(name);
        Configuration c = recipe.configuration();
        assertThat(c.goal()).isNotEmpty();
        assertThat(c.metrics()).noneMatch(metric -> metric.directionInferred());
        assertThat(c.budget()).isNotEqualTo(Budget.NONE);
        assertThat(recipe.hints()).hasSizeGreaterThanOrEqualTo(4).allMatch(hint -> hint.length() < 300);
        assertThat(recipe.bring()).isNotEmpty();
        assertThat(recipe.find()).isNotEmpty();
        assertThat(recipe.harness()).isNotEmpty().allMatch(c.scope().protect()::matches)
                .noneMatch(c.scope().modify()::matches);
        assertThat(c.run().command()).contains(Recipe.HARNESS + "/", recipe.target());
        List<String> files = Stream.concat(recipe.harness().stream(), recipe.sample().stream()).toList();
        Stream.of(c.scope().read(), c.scope().protect(), c.scope().hidden()).flatMap(globs -> globs.patterns().stream())
                .forEach(pattern -> assertThat(files).as(pattern).anyMatch(Globs.of(pattern)::matches));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatARecipeGivesReadsBackAndFitsAnotherProject(String name) throws IOException {
        Recipe recipe = recipe(name);
        String other = "deep/in it/" + Path.of(recipe.target()).getFileName();
        Configuration fitted = Fitting.of(recipe, new ProjectTree(root, List.of(other, "README.md")), List.of(other),
                false).setup().configuration();
        assertThat(ConfigurationReader.parse(ConfigurationWriter.yaml(fitted), "written")).isEqualTo(fitted);
        assertThat(fitted.hints()).isEqualTo(recipe.hints());
        assertThat(fitted.scope().modify().matches(other)).isTrue();
        assertThat(fitted.run().command()).contains("'" + other + "'");
        assertThat(Fitting.of(recipe, new ProjectTree(root, recipe.sample()), List.of(), false).setup()
                .configuration().run().command()).as("the sample's own target is found first")
                .isEqualTo(recipe.configuration().run().command());
    }

    @ParameterizedTest
    @MethodSource("names")
    void aHarnessMeasuresTheSampleAndLeavesNothingBehind(String name) throws IOException {
        measures(recipe(name), Map.of());
    }

    @Test
    void theRecipeThatTheDocumentationWritesStepByStepMeasuresItsSample() throws IOException {
        Path folder = root.resolve("page-size");
        var blocks = Pattern.compile("(?m)^`([a-z./]+)`\n\n```[a-z]+\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/recipes.md")));
        while (blocks.find()) {
            Path file = folder.resolve(blocks.group(1));
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, blocks.group(2));
        }
        Recipe recipe = Recipes.builtIn().named("./page-size", root);
        assertThat(recipe.sample()).containsExactly("index.html");
        measures(recipe, Map.of());
    }

    @Test
    void harnessesThatAskAModelCountWhatItAnswers() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String says = asked.contains("You mark the answer")
                    ? "Yes."
                    : asked.contains("Sort the message") ? "Hm.\\nDelivery." : "Order 4711 is on its way.";
            byte[] answer = ("{\"choices\": [{\"message\": {\"content\": \"" + says
                    + "\"}}], \"usage\": {\"total_tokens\": 7}}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            var model = Map.of("LLM_MODEL", "test", "LLM_BASE_URL",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
            // 3 of the 12 texts are about delivery.
            assertThat(measures(recipe("prompt-engineering"), model)).containsEntry("accuracy", 0.25)
                    .containsEntry("tokens", 84.0);
            deleteAll();
            // One of four answers misses two of its three points.
            assertThat(measures(recipe("system-prompts"), model)).containsEntry("task_score", 0.833333)
                    .containsEntry("tokens", 49.0);
        } finally {
            server.stop(0);
        }
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).filter(file -> !file.equals(root)).toList()) {
                Files.delete(file);
            }
        }
    }

    private Map<String, Double> measures(Recipe recipe, Map<String, String> extra) throws IOException {
        if (recipe.name().equals("docker-image") && !Boolean.getBoolean("recipes.network")) {
            abort("docker-image fetches base images from a registry; -Drecipes.network=true lets it");
        }
        Map<String, String> environment = Environments.forRun(System.getenv(), List.of(), extra).variables();
        List<String> missing = Needs.missing(recipe.needs(), environment);
        Path project = Files.createDirectory(root.resolve("a project"));
        Fitting fitting = Fitting.of(recipe, new ProjectTree(project, List.of()), List.of(), true);
        new Planting(project, fitting, false).write();
        Map<String, String> before = content(project);
        ConfigurationBuilder quick = fitting.setup().configuration().toBuilder().timeout(Duration.ofMinutes(2));
        recipe.quick().forEach(quick::environment);
        var session = new SessionFolder(Files.createDirectory(root.resolve("home")), "t");
        RunRecord run;
        Configuration configuration = quick.build();
        try (LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded());
                var runner = new ShellRunner(configuration, session, executor, environment, Jury.NONE,
                        Optional::empty)) {
            if (!configuration.run().prepare().isEmpty()) {
                assertThat(runner.run(request(Purpose.PREPARE, project), new Stop()).failure()).isEmpty();
            }
            run = runner.run(request(Purpose.MEASURE, project), new Stop());
        }
        String said = LogTail.last(session.path().resolve(run.log()), 20, 4_000);
        if (run.ending() instanceof Ending.Exited(int code) && code == 69) {
            assertThat(said).containsPattern("is not|are not|was not|cannot|can't");
            abort(recipe.name() + ": " + said.strip());
        }
        if (!missing.isEmpty()) {
            assertThat(run.measured()).as("it needs " + missing + " and measured something all the same").isFalse();
            abort(recipe.name() + " needs " + String.join(", ", missing));
        }
        assertThat(run.failure()).as(said).isEmpty();
        assertThat(run.metrics().keySet()).as(said).containsExactlyInAnyOrderElementsOf(
                configuration.metrics().stream().map(metric -> metric.name()).toList());
        assertThat(run.metrics().values()).allMatch(Double::isFinite);
        assertThat(run.survivors()).as("processes left behind").isZero();
        assertThat(content(project)).as("files left behind").isEqualTo(before);
        return run.metrics();
    }

    private static Runner.Request request(Purpose purpose, Path project) {
        return new Runner.Request(purpose, project, "1", 1, 1, 1, 77, Duration.ZERO);
    }

    private static Map<String, String> content(Path folder) throws IOException {
        var content = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }
}
