package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"lower", "Minimize", "minimise", "MIN", "lower_is_better", "lower-is-better", "↓"})
    void knowsTheWordsForLower(String word) {
        assertThat(DirectionWords.parse(word)).contains(Direction.LOWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"higher", "maximize", "maximise", "max", "higher_is_better", "Higher-Is-Better", "↑"})
    void knowsTheWordsForHigher(String word) {
        assertThat(DirectionWords.parse(word)).contains(Direction.HIGHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss", "val_bpb", "p99_ms", "p999", "memory_gb", "peak-memory", "latency.p50",
            "total_time",
            "error_rate", "test_error", "bundle.size", "bytes_out", "perplexity", "cost_usd", "duration", "ns_per_op",
            "ms_per_op", "build_seconds", "rmse", "VAL_LOSS"})
    void infersLower(String name) {
        assertThat(DirectionWords.infer(name)).contains(Direction.LOWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy", "val_acc", "score", "throughput", "f1", "macro_f1", "roc.auc", "rps",
            "hit_rate",
            "win_rate", "ops_per_second", "tokens_per_second", "speed", "recall", "precision", "ndcg"})
    void infersHigher(String name) {
        assertThat(DirectionWords.infer(name)).contains(Direction.HIGHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratio", "value", "lossless", "latency_score", "accuracy_loss", "timer", "rate", "x",
            "bytes_per_second", "-", "per", "prep99"})
    void asksWhereTheNameDoesNotTell(String name) {
        assertThat(DirectionWords.infer(name)).isEmpty();
    }
}
