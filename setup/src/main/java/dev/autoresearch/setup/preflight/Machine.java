package dev.autoresearch.setup.preflight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the machine has, read from the files in which the system shows it.
///
/// @param root       the folder where `dev` and `proc` are
/// @param processors that this process may use
/// @param linux      whether the system shows itself in such files at all
public record Machine(Path root, int processors, boolean linux) {
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final List<String> CARDS = List.of("dev/nvidia0", "dev/nvidiactl", "proc/driver/nvidia/version",
            "dev/dxg", "dev/kfd", "dev/nvhost-ctrl-gpu");

    /// The one this runs on.
    public static Machine here() {
        return new Machine(Path.of("/"), Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux"));
    }

    /// Whether there is sign of a graphics card that can compute; true also where nobody can tell.
    boolean mayHaveCard() {
        return !linux || CARDS.stream().anyMatch(card -> Files.exists(root.resolve(card)));
    }

    /// Bytes of memory; 0 when unknown.
    long memory() {
        try {
            Matcher found = MEMORY.matcher(Files.readString(root.resolve("proc/meminfo")));
            return found.find() ? Long.parseLong(found.group(1)) << 10 : 0;
        } catch (IOException unknown) {
            return 0;
        }
    }
}
