package dev.autoresearch.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// What the numbers of a session were measured on and by.
final class Machine {
    private Machine() {}

    /// Host, operating system and processors, one line.
    static String describe() {
        return "%s, %s %s %s, %d processors".formatted(host(), System.getProperty("os.name"),
                System.getProperty("os.version"), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }

    /// Version of the program.
    static String engine() {
        return Objects.requireNonNullElse(Machine.class.getPackage().getImplementationVersion(), "development");
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            return "localhost";
        }
    }
}
