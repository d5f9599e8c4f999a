package dev.autoresearch.exec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The time that a command used, as the shell that is its parent reports it.
final class ShellTimes {
    /// For `sh -c`: `$0` is the file of the report, `$@` the command.
    static final String WRAPPER = "\"$@\"; c=$?; times >\"$0\"; exit $c";

    /// User and system time on the second line of `times`, of the children.
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s\\s+(\\d+)m([0-9.]+)s\\s*$");

    private ShellTimes() {}

    /// What a report says, [Execution#UNKNOWN_TIME] where there is none.
    static Duration read(Path report) {
        Matcher found = TIMES.matcher(KernelFile.text(report));
        if (!found.find()) {
            return Execution.UNKNOWN_TIME;
        }
        double seconds = 60 * (Double.parseDouble(found.group(1)) + Double.parseDouble(found.group(3)))
                + Double.parseDouble(found.group(2)) + Double.parseDouble(found.group(4));
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
