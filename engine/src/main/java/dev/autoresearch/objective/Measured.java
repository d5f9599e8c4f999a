package dev.autoresearch.objective;

import dev.autoresearch.config.Metric;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// The channels that need nothing from the program: its times, memory, exit code, and the size of what it made.
final class Measured {
    private Measured() {}

    static Reading time(Metric metric, Duration duration) {
        return new Reading.Value(Units.time(metric, duration.toNanos() / 1e9));
    }

    static Reading memory(Metric metric, RunOutput output) {
        long bytes = output.execution().peakMemory();
        return bytes == RunRecord.UNKNOWN
                ? Unusables.of(metric, "has no value: peak memory cannot be read here (processes are held by "
                        + output.execution().tier() + ")")
                : new Reading.Value(Units.size(metric, (double) bytes));
    }

    static Reading exitCode(Metric metric, Ending ending) {
        return ending instanceof Ending.Exited(int code)
                ? new Reading.Value(code)
                : Unusables.of(metric, "has no value: the command has no exit code, it " + verb(ending));
    }

    private static String verb(Ending ending) {
        return ending instanceof Ending.Signalled || ending instanceof Ending.Stopped
                ? "was " + ending.phrase()
                : ending instanceof Ending.OutOfMemory
                        ? "ran " + ending.phrase()
                        : ending.phrase();
    }

    /// The size of a file or folder. It may also come from the preparation, whose build is what is often measured.
    static Reading size(Metric metric, RunOutput output, String name) throws IOException {
        Path path = output.folder().resolve(name);
        if (!Freshness.fileOrFolder(path)) {
            return Unusables.of(metric, "has no value: " + name + " is not a file or folder after the run");
        }
        var since = output.prepared().isBefore(output.started()) ? output.prepared() : output.started();
        var sized = Freshness.size(path, since);
        return sized.fresh()
                ? new Reading.Value(Units.size(metric, (double) sized.bytes()))
                : Unusables.of(metric, "has no value: " + name + " was not written by this run");
    }
}
