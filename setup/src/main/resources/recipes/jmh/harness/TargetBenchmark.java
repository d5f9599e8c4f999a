package sample;

import java.util.Arrays;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls the target on fixed input; the result is checked before anything is measured. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class TargetBenchmark {
    private int[] values;

    @Setup
    public void check() {
        values = new Random(5).ints(10_000, -40, 300).toArray();
        int[] expected = new int[16];
        for (int value : values) {
            expected[Math.max(0, Math.min(255, value)) / 16]++;
        }
        if (!Arrays.equals(Histogram.of(values), expected)) {
            throw new IllegalStateException("the histogram is wrong: " + Arrays.toString(Histogram.of(values)));
        }
    }

    @Benchmark
    public int[] histogram() {
        return Histogram.of(values);
    }
}
