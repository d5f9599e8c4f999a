package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.exec.Shell;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.setup.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A project for the checks to look at: files, which of them git has, and a configuration of which each test says only
/// what matters to it.
final class Site {
    private final Path folder;
    private final Set<String> tracked = new HashSet<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> ignored = new HashSet<>();
    private final Map<String, String> environment = new HashMap<>();
    private Machine machine = new Machine(Path.of("/nonexistent"), 4, true);
    private Noise noise = Noise.UNKNOWN;
    private boolean pipefail = true;

    Site(Path folder) {
        this.folder = folder.resolve("project");
        programs(folder.resolve("bin"));
        environment.put("PATH", folder.resolve("bin").toString());
        has("value.txt", "50\n");
        has("bench.sh", "#!/bin/sh\necho METRIC score=1\n");
    }

    private static void programs(Path bin) {
        for (String name : List.of("sh", "bash", "env", "node", "npm", "npx", "python3", "java", "timeout", "make",
                "git",
                "gcc", "cat", "curl", "uv", "wrk", "taskset", "tee", "grep", "jq", "psql")) {
            put(bin.resolve(name), "#!/bin/sh\n");
        }
    }

    private static void put(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
            if (text.startsWith("#!")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path folder() {
        return folder;
    }

    /// A file that git has.
    Site has(String path, String text) {
        put(folder.resolve(path), text);
        tracked.add(path);
        return this;
    }

    /// A file that only the checkout has.
    Site untracked(String path, String text) {
        put(folder.resolve(path), text);
        return this;
    }

    /// A file that only the checkout has, because git ignores the folder or file of this name.
    Site ignored(String name, String path) {
        ignored.add(name);
        return untracked(path, "#!/bin/sh\n");
    }

    Site changed(String path) {
        changed.add(path);
        return this;
    }

    Site variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Site machine(Machine other) {
        machine = other;
        return this;
    }

    Site noise(Noise known) {
        noise = known;
        return this;
    }

    Site withoutPipefail() {
        pipefail = false;
        return this;
    }

    /// The project held against a configuration with these top-level lines, which may replace one of the usual ones.
    Ground with(String... lines) {
        Map<String, String> sections = new TreeMap<>(Map.of("scope", "scope: {modify: [value.txt]}", "run",
                "run: {command: sh bench.sh}", "metrics", "metrics: [{name: score, direction: higher}]"));
        for (String line : lines) {
            sections.put(line.substring(0, line.indexOf(':')), line);
        }
        Configuration configuration = ConfigurationReader.parse(String.join("\n", sections.values()) + "\n", "test");
        Shell shell = new Shell(Path.of("/bin/sh"), pipefail);
        return new Ground(configuration, new ProjectTree(folder, tracked), changed,
                path -> ignored.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "/")),
                environment, machine, noise, () -> shell);
    }

    /// The same with another experiment.
    Ground running(String command) {
        return with("run: {command: '" + command.replace("'", "''") + "'}");
    }
}
