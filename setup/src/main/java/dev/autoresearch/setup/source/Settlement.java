package dev.autoresearch.setup.source;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.ConfigurationWriter;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.Setup;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a configuration of settings: says what is missing, and concludes what the names tell. Not thread-safe.
final class Settlement {
    private static final List<String> NEEDED = List.of("scope.modify", "run.command", "metrics.name");
    private static final List<String> ORDER = List.of("goal", "scope", "run", "metrics.name", "metrics.direction",
            "metrics.unit", "metrics.extract", "metrics", "guard", "decide", "repeats", "budget", "strategy",
            "proposer",
            "workspace", "no-new-dependencies");

    private final Path folder;
    private final List<Reading> readings;
    private final Map<String, Setting> settings;

    /// @param readings the sources that the settings are from, at least one
    Settlement(Path folder, List<Reading> readings, Map<String, Setting> settings) {
        this.folder = folder;
        this.readings = readings;
        this.settings = new LinkedHashMap<>(settings);
    }

    /// The whole.
    ///
    /// @throws dev.autoresearch.config.Refusal if something that is needed is not said
    Found found() {
        Reading first = readings.getFirst();
        NEEDED.stream().filter(key -> !settings.containsKey(key)).forEach(key -> missing(first, key,
                "it: it is needed, and a default would be a guess"));
        if (settings.containsKey("metrics.name")) {
            direction(first);
        }
        String names = String.join(", ", readings.stream().map(Reading::name).toList());
        first.notes().refuse(names);
        extract();
        var draft = new Draft();
        settings.values().forEach(setting -> setting.apply().accept(draft));
        String text = header(names) + ConfigurationWriter.yaml(draft.configuration());
        Configuration configuration = ConfigurationReader.parse(text, "what " + names + " comes to");
        return new Found(names, folder, new Setup(configuration, origins(), List.of(),
                readings.stream().flatMap(reading -> reading.hints().stream()).distinct().toList()), text,
                readings.stream().flatMap(reading -> reading.notes().leftOut().stream()).toList(),
                readings.stream().map(Reading::tag).filter(tag -> !tag.isEmpty()).findFirst().orElse(""));
    }

    private static void missing(Reading source, String key, String expected) {
        source.notes().wrong(Optional.ofNullable(source.file().getFileName()).map(Path::toString).orElse(source.name()),
                0, source.word(key), "missing", expected);
    }

    private void direction(Reading first) {
        if (settings.containsKey("metrics.direction")) {
            return;
        }
        String name = said("metrics.name");
        Optional<Direction> inferred = DirectionWords.infer(name);
        if (inferred.isEmpty()) {
            missing(first, "metrics.direction", "lower_is_better or higher_is_better: the name " + Notes.shown(name)
                    + " does not tell");
            return;
        }
        settings.put("metrics.direction", new Setting(Origin.inferred("metrics.direction", "the metric's name"),
                inferred.get().word(), draft -> {
                    draft.direction = inferred.get();
                    draft.inferred = true;
                }));
    }

    private void extract() {
        String name = said("metrics.name");
        Extractor extractor = MetricText.byName(name, said("run.command"));
        settings.putIfAbsent("metrics.extract", new Setting(
                Origin.inferred("metrics.extract", "nobody says where the number stands: lines `" + name + ": number`"),
                extractor.toString(), draft -> draft.extractor = extractor));
    }

    private String said(String key) {
        Setting setting = settings.get(key);
        return setting == null ? "" : setting.said();
    }

    private List<Origin> origins() {
        return settings.values().stream().map(Setting::origin)
                .sorted(Comparator.comparingInt((Origin origin) -> rank(origin.key()))).toList();
    }

    private static int rank(String key) {
        int exact = ORDER.indexOf(key);
        int section = ORDER.indexOf(key.contains(".") ? key.substring(0, key.indexOf('.')) : key);
        return exact >= 0 ? exact : section >= 0 ? section : ORDER.size();
    }

    private String header(String names) {
        var header = new StringBuilder("# Taken from ").append(names).append(":\n");
        origins().forEach(origin -> header.append("#   ").append(origin.key())
                .append(origin.certain() ? " from " : " concluded from ").append(oneLine(origin.source()))
                .append('\n'));
        return header.append("#\n").toString();
    }

    private static String oneLine(String text) {
        return dev.autoresearch.journal.PlainText.line(text, 200);
    }
}
