package dev.autoresearch.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the numbers of a session were measured on and by.
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path GOVERNOR = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    private static final Path CPU_LIMIT = Path.of("/sys/fs/cgroup/cpu.max");
    private static final Path MEMORY_LIMIT = Path.of("/sys/fs/cgroup/memory.max");

    private Machine() {}

    /// Host, operating system, processors with their model and governor, and the limits of a container, one line: where one
    /// of them differs, numbers cannot be compared.
    static String describe() {
        return Stream.of("%s, %s %s %s, %d processors".formatted(host(), System.getProperty("os.name"),
                System.getProperty("os.version"), System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()), model(), named("governor ", GOVERNOR),
                named("cpu.max ", CPU_LIMIT), named("memory.max ", MEMORY_LIMIT)).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String model() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("");
        } catch (IOException notLinux) {
            return "";
        }
    }

    private static String named(String name, Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() || text.startsWith("max") ? "" : name + text;
        } catch (IOException unknown) {
            return "";
        }
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
