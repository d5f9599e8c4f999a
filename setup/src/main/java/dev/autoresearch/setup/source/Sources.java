package dev.autoresearch.setup.source;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configurations of other tools that a folder has, always in the same order: research.json, the section of
/// CLAUDE.md, autoresearch.md, pi, crucible, neurolink. An `autoresearch.yaml` counts before all of them; whoever asks
/// here has looked for it. Immutable.
public final class Sources {
    private static final List<SourceReader> READERS = List.of(new ResearchJson(), new ClaudeSection(),
            new RecoveryMarkdown(), new PiSession(), new CrucibleConfig(), new NeurolinkConfig());

    private final Path folder;
    private final List<Reading> readings;

    private Sources(Path folder) {
        this.folder = folder;
        this.readings = READERS.stream().flatMap(reader -> reader.read(folder).stream()).toList();
    }

    /// What this folder has.
    ///
    /// @throws Refusal with [Exit#CONFIGURATION] if one of the files cannot be read
    public static Sources in(Path folder) {
        return new Sources(folder.toAbsolutePath().normalize());
    }

    /// What the nearest folder has that has any: this one or one above it, looking no further than the folder with
    /// `.git`.
    ///
    /// @return with no names when there is none
    public static Sources find(Path start) {
        Sources here = in(start);
        for (Path at = here.folder; at != null; at = at.getParent()) {
            Sources sources = in(at);
            if (!sources.names().isEmpty()) {
                return sources;
            }
            if (Files.exists(at.resolve(".git"))) {
                break;
            }
        }
        return here;
    }

    /// How all sources that can be read are called, in their order.
    public static List<String> known() {
        return READERS.stream().map(SourceReader::name).toList();
    }

    /// The folder they are in.
    public Path folder() {
        return folder;
    }

    /// How those that are there are called, in their order.
    public List<String> names() {
        return readings.stream().map(Reading::name).toList();
    }

    /// What they say together: where they agree or only one says something, that; the first one's conclusion where none
    /// says anything.
    ///
    /// @throws Refusal with [Exit#CONFIGURATION] if two of them say different things, one cannot be used, or something
    ///                 that is needed is said by none
    public Found together() {
        if (readings.isEmpty()) {
            throw new IllegalStateException("there is no source in " + folder);
        }
        readings.forEach(reading -> reading.notes().refuse(reading.name()));
        List<String> conflicts = new ArrayList<>();
        Map<String, Setting> merged = new LinkedHashMap<>();
        for (Reading reading : readings) {
            reading.settings().forEach((key, setting) -> {
                Setting before = merged.get(key);
                if (before == null || (setting.certain() && !before.certain())) {
                    merged.put(key, setting);
                } else if (setting.certain() && !setting.said().equals(before.said()) && !key.equals("goal")) {
                    conflicts.add(key + ": " + told(before) + ", but " + told(setting));
                }
            });
        }
        if (!conflicts.isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION,
                    String.join(" and ", names()) + " say different things, and nothing is guessed.", conflicts,
                    "Make them agree, or choose one: autoresearch init --from " + names().getFirst()
                            + " writes an autoresearch.yaml, which counts before them.");
        }
        return new Settlement(folder, readings, merged).found();
    }

    private static String told(Setting setting) {
        return Notes.shown(setting.said()) + " (" + setting.origin().source() + ")";
    }

    /// What one of them says by itself.
    ///
    /// @param name one of [#known]
    /// @throws Refusal with [Exit#CONFIGURATION] if it is not there or cannot be used
    public Found named(String name) {
        Optional<Reading> named = readings.stream().filter(reading -> reading.name().equalsIgnoreCase(name))
                .findFirst();
        if (named.isEmpty()) {
            boolean known = known().stream().anyMatch(name::equalsIgnoreCase);
            throw new Refusal(Exit.CONFIGURATION,
                    known
                            ? "There is no configuration of " + name + " in " + folder + "."
                            : "'" + name + "' is no source of a configuration.",
                    names().isEmpty()
                            ? "Sources are: " + String.join(", ", known()) + "."
                            : "Choose from: " + String.join(", ", names()) + ".");
        }
        Reading reading = named.get();
        reading.notes().refuse(reading.name());
        return new Settlement(folder, List.of(reading), reading.settings()).found();
    }
}
