package dev.autoresearch.gallery;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What `expected.json` of an example says: how it is run at small size, and what comes of it on any machine.
///
/// @param needs       programs it cannot do without; `docker|podman` for any of several
/// @param arguments   what its `run` is given
/// @param keptAtLeast experiments that are kept, the baseline not counted
/// @param metric      the one that decides
/// @param atLeast     bounds of its best value; null for none
/// @param atMost      see `atLeast`
/// @param betterBy    by how many percent the best is better than the baseline at least; 0 for not
/// @param minutes     that it may take, 5 when it says nothing
/// @param tries       so often it may be run: what measures time can be disturbed by other work; once when it says nothing
record Expected(List<String> needs, List<String> arguments, int keptAtLeast, String metric, @Nullable Double atLeast,
        @Nullable Double atMost, double betterBy, int minutes, int tries) {
    static final String FILE = "expected.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
    private static final int USUAL_MINUTES = 5;

    static Expected of(Path example) throws IOException {
        return JSON.readValue(Files.readString(example.resolve(FILE)), Expected.class);
    }

    int limit() {
        return minutes == 0 ? USUAL_MINUTES : minutes;
    }

    /// The first need that this machine does not meet.
    Optional<String> missing() {
        return needs.stream().filter(need -> Stream.of(need.split("\\|")).noneMatch(Expected::installed)).findFirst();
    }

    private static boolean installed(String program) {
        Map<String, String> environment = System.getenv();
        return Stream
                .concat(Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/lib/postgresql/15/bin"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
