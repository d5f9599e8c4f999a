package dev.autoresearch.setup.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.explore.Explorer;
import dev.autoresearch.setup.explore.Offer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The layout `train.py`, `prepare.py`, `program.md` needs no further word.
class KarpathyTest {
    private final Offer offer = Explorer.explore(Fixtures.tree("karpathy")).offers().getFirst();
    private final Configuration setup = offer.setup().configuration();

    @Test
    void trainMayChangeAndPrepareMayNot() {
        assertThat(setup.scope().modify().patterns()).containsExactly("train.py");
        assertThat(setup.scope().protect().patterns()).containsExactly("prepare.py");
        assertThat(setup.scope().read().patterns()).containsExactly("README.md", "program.md", "prepare.py");
    }

    @Test
    void theCommandStandsInTheProgramAndIsTakenFromThere() {
        assertThat(setup.run().command()).isEqualTo("uv run train.py");
        assertThat(offer.setup().origins()).contains(Origin.read("run.command", "program.md:6"));
        assertThat(offer.needs()).containsExactly("uv");
    }

    @Test
    void bitsPerByteDecideAndMemoryIsRecorded() {
        assertThat(setup.metrics()).containsExactly(
                new Metric("val_bpb", Direction.LOWER, false, "", new Extractor.Line("val_bpb", Take.ONLY)),
                new Metric("peak_vram_mb", Direction.LOWER, false, "", new Extractor.Line("peak_vram_mb", Take.ONLY)));
    }

    @Test
    void fiveMinutesOfTrainingHaveTenMinutes() {
        assertThat(setup.run().timeout()).isEqualTo(new TimeLimit.Fixed(Duration.ofMinutes(10)));
    }

    @Test
    void nothingElseIsAsLikely() {
        assertThat(Explorer.explore(Fixtures.tree("karpathy")).offers()).hasSize(1);
        assertThat(offer.confidence()).isGreaterThanOrEqualTo(95);
    }

    @Test
    void withoutAProjectFileForUvPlainPythonTrains(@TempDir Path folder) {
        var tree = Fixtures.made(folder, Map.of("train.py", "print(f\"val_bpb: {loss:.4f}\")\n",
                "prepare.py", "DATA = 1\n"));

        Offer plain = Explorer.explore(tree).offers().getFirst();

        assertThat(plain.kind()).isEqualTo("karpathy");
        assertThat(plain.setup().configuration().run().command()).isEqualTo("python3 train.py");
        assertThat(plain.needs()).isEqualTo(List.of("python3"));
    }
}
