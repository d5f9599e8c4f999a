package dev.autoresearch.benchmarks.arena;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/// Run times of an unchanged program on a real machine, replayed in their order from a random place on, so that their
/// drift, their outliers and their memory are those of the machine.
final class RecordedNoise {
    private final double[] times;

    private RecordedNoise(double[] times) {
        this.times = times;
    }

    /// Reads a series: a run a line, several times of it with blanks between; lines with `#` say where it is from.
    ///
    /// @param column which of the times, from 0
    static RecordedNoise read(Path file, int column) throws IOException {
        return new RecordedNoise(Files.readAllLines(file).stream().filter(line -> !line.startsWith("#"))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[column])).toArray());
    }

    /// A machine that replays the series, and begins it anew at its end.
    Machine machine(RandomGenerator random) {
        int[] at = {random.nextInt(times.length)};
        return theta -> {
            double time = times[at[0]];
            at[0] = (at[0] + 1) % times.length;
            return time * Math.exp(theta);
        };
    }
}
