package dev.autoresearch.setup.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.setup.ProjectTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittingTest {
    @TempDir
    private Path root;

    @BeforeEach
    void writeARecipe() throws IOException {
        write("mine/recipe.yaml", """
                domain: Mine
                group: Ours
                summary: Something of ours.
                target: tune.conf
                find: [tune.conf, "conf/*.conf", "**/*.conf"]
                needs: [sh, no-such-program | sh, $HOME]
                bring: Data of your own.
                hints: [Turn it up., "Twice: once cold, once warm"]
                quick: {RUNS: 1}
                """);
        write("mine/autoresearch.yaml", """
                goal: Make tune.conf better
                scope: {modify: [tune.conf], read: [tune.conf, x/tune.conf], protect: [autoresearch-harness/**]}
                run:
                  command: sh autoresearch-harness/run.sh tune.conf --not x/tune.conf my-tune.conf tune.conf.bak
                  prepare: cat ./tune.conf <tune.conf
                guard: test -s tune.conf
                holdout: sh autoresearch-harness/run.sh tune.conf --held-out
                knobs: [{file: tune.conf, key: a, range: 1..9}]
                metrics: [{name: score, direction: higher}]
                """);
        write("mine/harness/run.sh", "echo METRIC score=1\n");
        write("mine/sample/tune.conf", "a = 1\n");
        Files.createDirectories(project());
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private Path project() {
        return root.resolve("project");
    }

    private Recipe mine() {
        return Recipes.builtIn().named("./mine", root);
    }

    private Fitting fitting(List<String> modify, String... files) {
        return Fitting.of(mine(), new ProjectTree(project(), List.of(files)), modify, false);
    }

    @Test
    void theTargetIsTheFirstFileThatIsLookedForAndStandsWhereverTheSamplesStood() {
        Configuration c = fitting(List.of(), "a/z.conf", "conf/b c.conf", "README.md").setup().configuration();
        assertThat(c.scope().modify().patterns()).containsExactly("conf/b c.conf");
        assertThat(c.scope().read().patterns()).containsExactly("conf/b c.conf", "x/tune.conf");
        assertThat(c.run().command()).isEqualTo("sh autoresearch-harness/run.sh 'conf/b c.conf' --not x/tune.conf "
                + "my-tune.conf tune.conf.bak");
        assertThat(c.run().prepare()).endsWith("<'conf/b c.conf'");
        assertThat(c.guard().command()).isEqualTo("test -s 'conf/b c.conf'");
        assertThat(c.holdout().command()).isEqualTo("sh autoresearch-harness/run.sh 'conf/b c.conf' --held-out");
        assertThat(c.knobs()).as("they are the sample's").isEmpty();
        assertThat(c.goal()).isEqualTo("Make conf/b c.conf better");
        assertThat(c.hints()).containsExactly("Turn it up.", "Twice: once cold, once warm");
    }

    @Test
    void severalFilesThatCouldBeTheTargetAreTold() {
        assertThat(fitting(List.of(), "conf/b.conf", "conf/a.conf", "z/c.conf").setup().conflicts()).singleElement()
                .asString().contains("conf/a.conf, which was taken", "conf/b.conf", "--modify");
        assertThat(fitting(List.of(), "tune.conf", "conf/a.conf").setup().conflicts()).isEmpty();
    }

    @Test
    void whatTheUserNamesGoesFirst() {
        Configuration c = fitting(List.of("z/*.conf"), "conf/b.conf", "z/c.conf", "z/d.conf").setup().configuration();
        assertThat(c.scope().modify().patterns()).containsExactly("z/*.conf");
        assertThat(c.run().command()).contains("run.sh z/c.conf ");
        assertThatThrownBy(() -> fitting(List.of("no.conf"), "conf/b.conf")).isInstanceOf(Refusal.class)
                .hasMessageContaining("No file in git matches --modify no.conf");
    }

    @Test
    void aProjectWithoutATargetIsToldWhatIsLookedFor() {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> fitting(List.of(), "README.md", "autoresearch-harness/old.conf"));
        assertThat(refusal).hasMessageContaining("tune.conf, conf/*.conf, **/*.conf");
        assertThat(refusal.next()).contains("--modify FILE", "--with-sample");
    }

    @Test
    void filesThatAreThereAreNotWrittenOverAndNothingElseIsWritten() throws IOException {
        Fitting fitting = Fitting.of(mine(), new ProjectTree(project(), List.of()), List.of(), true);
        assertThat(fitting.files()).containsExactly("autoresearch-harness/run.sh", "tune.conf");
        write("project/tune.conf", "mine\n");
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> new Planting(project(), fitting, false).check());
        assertThat(refusal).hasMessageContaining("tune.conf").hasMessageContaining("nothing was changed");
        assertThat(project().resolve("autoresearch-harness")).doesNotExist();
        var over = new Planting(project(), fitting, true);
        over.check();
        over.write();
        assertThat(project().resolve("tune.conf")).hasContent("a = 1");
        var again = new Planting(project(), fitting, false);
        again.check();
        again.write();
    }

    @Test
    void recipesOfTheUserStandBesideOursAndReplaceThoseOfTheSameName() throws IOException {
        write("config/autoresearch/recipes/jmh/recipe.yaml", Files.readString(root.resolve("mine/recipe.yaml")));
        write("config/autoresearch/recipes/jmh/autoresearch.yaml",
                Files.readString(root.resolve("mine/autoresearch.yaml")));
        write("config/autoresearch/recipes/jmh/sample/tune.conf", "a = 1\n");
        write("config/autoresearch/recipes/broken/recipe.yaml", "domain: x\nsumary: y\n");
        write("config/autoresearch/recipes/broken/autoresearch.yaml",
                Files.readString(root.resolve("mine/autoresearch.yaml")));
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", root.resolve("config").toString());
        Recipes recipes = Recipes.of(environment, Optional.of(root));
        assertThat(recipes.named("jmh", root).domain()).isEqualTo("Mine");
        assertThat(recipes.named("mine", root).place()).isEqualTo(root.resolve("mine").toString());
        assertThat(recipes.all().recipes()).extracting(Recipe::group).endsWith("Ours", "Ours").contains("Builds");
        assertThat(recipes.all().broken()).singleElement().satisfies(broken -> assertThat(broken.details())
                .anyMatch(line -> line.contains("unknown key sumary"))
                .anyMatch(line -> line.contains("summary: missing"))
                .anyMatch(line -> line.contains("hints: none")));
    }

    @Test
    void anUnknownRecipeIsRefusedWithThoseThatAreNear() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Recipes.builtIn().named("sql", root));
        assertThat(refusal).hasMessage("There is no recipe sql.");
        assertThat(refusal.next()).contains("sql-queries");
        assertThatThrownBy(() -> Recipes.builtIn().named("./nothing", root)).isInstanceOf(Refusal.class);
    }

    @Test
    void needsAreProgramsOrVariables() throws IOException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.createFile(bin.resolve("tool"));
        assertThat(bin.resolve("tool").toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = Map.of("PATH", bin.toString(), "SET", "1", "EMPTY", "");
        assertThat(Needs.missing(List.of("tool", "other | tool", "other", "$SET", "$EMPTY", "$UNSET"), environment))
                .containsExactly("other", "$EMPTY", "$UNSET");
    }

    @Test
    void linksAreNoPartOfARecipe() throws IOException {
        Files.createSymbolicLink(root.resolve("mine/harness/secret"), Files.writeString(root.resolve("secret"), "s"));
        assertThat(mine().harness()).containsExactly("autoresearch-harness/run.sh");
        try (Stream<Path> files = Files.list(root.resolve("mine/harness"))) {
            assertThat(files).hasSize(2);
        }
    }
}
