package dev.autoresearch.proposers.search.knob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Knob;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.proposers.Samples;
import dev.autoresearch.proposers.search.optimize.Dimension;
import dev.autoresearch.proposers.search.optimize.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredKnobsTest {
    @TempDir
    Path root;

    @Test
    void commentsDeclareRangeScaleAndChoices() throws IOException {
        KnobSet knobs = find("a.yaml", """
                level: 6          # knob: 1..9
                size: 64          # knob: 1..4096 log
                rate: 0.5         # knob: 0.1..0.9
                # knob: choices default|filtered|huffman
                strategy: "default"
                other: 12
                """);
        assertThat(knobs.space().dimensions()).containsExactly(new Dimension.Numbers(1, 9, true, false),
                new Dimension.Numbers(1, 4096, true, true), new Dimension.Numbers(0.1, 0.9, false, false),
                new Dimension.Choices(3));
        knobs.write(root, Point.of(9, 128, 0.25, 1));
        assertThat(Files.readString(root.resolve("a.yaml"))).isEqualTo("""
                level: 9          # knob: 1..9
                size: 128          # knob: 1..4096 log
                rate: 0.25         # knob: 0.1..0.9
                # knob: choices default|filtered|huffman
                strategy: "filtered"
                other: 12
                """);
    }

    @Test
    void commentsWorkInFilesThatNoScannerKnows() throws IOException {
        KnobSet knobs = find("build.txt", """
                gcc -O2 -funroll main.c   # knob: choices -O1|-O2|-O3
                <threads>4</threads> <!-- knob: 1..64 log -->
                SET work_mem = 16;  -- knob: 1..256
                int x = 8 * 1024; // knob: 1..64
                """);
        assertThat(knobs.tunables()).extracting(Tunable::key).containsExactly("gcc", "threads", "work_mem", "x");
        knobs.write(root, Point.of(2, 7, 32, 9));
        assertThat(Files.readString(root.resolve("build.txt"))).contains("gcc -O3 -funroll", "<threads>7</threads>",
                "work_mem = 32;", "x = 9 * 1024;");
    }

    @Test
    void aKnobSwitchedOffIsNotTouched() throws IOException {
        assertThat(find("a.toml", "a = 6 # knob: off\nb = 7\n").tunables()).extracting(Tunable::key)
                .containsExactly("b");
    }

    @Test
    void theConfigurationRestrictsAndOverrides() throws IOException {
        KnobSet knobs = find("a.json", "{\"level\": 6, \"size\": 64, \"mode\": \"fast\"}",
                new Knob("a.json", "size", new Knob.Range.Numbers(32, 96, true, false)),
                new Knob("a.json", "mode", new Knob.Range.Choices(List.of("fast", "small \"x\""))));
        assertThat(knobs.tunables()).extracting(Tunable::key).containsExactly("size", "mode");
        knobs.write(root, Point.of(40, 1));
        assertThat(Files.readString(root.resolve("a.json")))
                .isEqualTo("{\"level\": 6, \"size\": 40, \"mode\": \"small \\\"x\\\"\"}");
    }

    @Test
    void wrongDeclarationsAreRefusedWithFileAndLine() {
        refused("a.yaml", "x: 1\nlevel: 6 # knob: 9..1\n", "a.yaml:2");
        refused("a.yaml", "level: 6 # knob: often\n", "a.yaml:1");
        refused("a.yaml", "level: high # knob: 1..9\n", "a.yaml:1");
        refused("a.json", "{\"a\": 5}", "no key b in a.json",
                new Knob("a.json", "b", new Knob.Range.Numbers(1, 2, true, false)));
        refused("a.json", "{\"a\": 5}", "b.json", new Knob("b.json", "b", new Knob.Range.Numbers(1, 2, true, false)));
    }

    @Test
    void filesWithoutAnyKnobAreNamed() {
        refused("a.json", "{\"name\": \"x\"}", "a.json");
        refused("missing.json", "", "nothing to tune in missing.json");
    }

    @Test
    void hiddenAndProtectedFilesAndManifestsAreNotSearched() throws IOException {
        for (String path : List.of("holdout/a.json", "data/a.json", "sub/package.json", "sub/.git/a.json",
                "sub/a.json")) {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), "{\"level\": 6}");
        }
        KnobSet knobs = new KnobFinder(Samples.configuration(List.of(), "**/*.json")).find(root, Map.of());
        assertThat(knobs.tunables()).extracting(Tunable::file).containsExactly("sub/a.json");
    }

    private void refused(String name, String text, String part, Knob... knobs) {
        assertThatThrownBy(() -> find(name, text, knobs)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.exit()).isEqualTo(Exit.CONFIGURATION);
            assertThat(refusal.getMessage()).contains(part);
            assertThat(refusal.next()).isNotEmpty();
        });
    }

    private KnobSet find(String name, String text, Knob... knobs) throws IOException {
        Files.writeString(root.resolve(name), text);
        return new KnobFinder(Samples.configuration(List.of(knobs), name)).find(root, Map.of());
    }
}
