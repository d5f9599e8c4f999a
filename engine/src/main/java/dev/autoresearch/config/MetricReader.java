package dev.autoresearch.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads `metrics`: names, directions (given or inferred) and extractors in all their short forms.
final class MetricReader {
    /// What a metric's name may consist of.
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.µ-]{1,100}");

    static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~[01])*)*");

    private static final String METRICS = "a list of metrics such as - {name: p99_ms, direction: lower}";

    private final Set<String> names = new LinkedHashSet<>();
    private final JudgeReader judges;

    /// @param judges reads the metrics that a model judges
    MetricReader(JudgeReader judges) {
        this.judges = judges;
    }

    /// The names read so far, also those of metrics that cannot be used for another reason.
    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /// The extractors that need nothing but their name.
    static Map<String, Extractor> plainExtractors() {
        var plain = new LinkedHashMap<String, Extractor>();
        plain.put("metric-lines", new Extractor.MetricLines(Take.ONLY));
        plain.put("last-line", new Extractor.LastLine());
        plain.put("wall-time", new Extractor.WallTime());
        plain.put("cpu-time", new Extractor.CpuTime());
        plain.put("peak-memory", new Extractor.PeakMemory());
        plain.put("exit-code", new Extractor.ExitCode());
        for (ReportFormat format : ReportFormat.values()) {
            plain.put(format.word(), new Extractor.Report(format, "", ""));
        }
        return plain;
    }

    /// The metrics of a list.
    List<Metric> read(YamlValue metrics) {
        List<YamlValue> entries = metrics.entries(METRICS);
        if (metrics.isEmptyList()) {
            metrics.wrong("an empty list", "at least one metric", "for example - {name: score, direction: higher}");
        }
        return entries.stream().flatMap(entry -> one(entry).stream()).toList();
    }

    /// One metric.
    Optional<Metric> one(YamlValue value) {
        return value.section(YamlKeys.METRIC).flatMap(this::metric);
    }

    private Optional<Metric> metric(YamlSection section) {
        Optional<YamlValue> named = section.require("name", "the metric's name", "name: p99_ms");
        Optional<String> name = named.flatMap(this::name);
        String unit = section.get("unit").flatMap(value -> value.text("a unit such as ms")).orElse("");
        Optional<Direction> given = section.get("direction").flatMap(MetricReader::direction);
        Optional<Direction> inferred = section.get("direction").isPresent()
                ? Optional.empty()
                : name.flatMap(DirectionWords::infer);
        if (section.get("direction").isEmpty() && name.isPresent() && inferred.isEmpty()) {
            named.get().wrong("the metric " + name.get() + " without a direction, which its name does not tell",
                    "direction: lower or direction: higher", "add direction: beside name:");
        }
        Extractor extractor = section.get("extract").flatMap(value -> extractor(value, name.orElse(""), judges))
                .orElse(new Extractor.MetricLines(Take.ONLY));
        Optional<Double> tolerance = section.get("tolerance").flatMap(YamlValue::share);
        return given.or(() -> inferred).flatMap(direction -> name.map(known -> {
            var metric = new Metric(known, direction, inferred.isPresent(), unit, extractor);
            return tolerance.map(metric::within).orElse(metric);
        }));
    }

    private Optional<String> name(YamlValue value) {
        Optional<String> name = value.text("the metric's name");
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            value.wrong(Findings.shown(name.get()), "a name of letters, digits and _ . - µ", "");
            return Optional.empty();
        }
        if (name.isPresent() && !names.add(name.get())) {
            value.wrong("the metric " + name.get() + " a second time", "each metric once", "rename one of the two");
        }
        return name;
    }

    static Optional<Direction> direction(YamlValue value) {
        String expected = "lower or higher (also minimize, maximize, min, max, lower_is_better, higher_is_better, ↓, ↑)";
        return value.text(expected).flatMap(word -> {
            Optional<Direction> direction = DirectionWords.parse(word);
            if (direction.isEmpty()) {
                value.wrong(Findings.shown(word), expected, Findings.didYouMean(word,
                        List.of("lower", "higher", "minimize", "maximize", "lower_is_better", "higher_is_better")));
            }
            return direction;
        });
    }

    /// How a number is read.
    ///
    /// @param metric the name that `line` stands for
    /// @param judges reads `llm-judge`
    static Optional<Extractor> extractor(YamlValue value, String metric, JudgeReader judges) {
        return value.isScalar()
                ? byName(value, metric)
                : value.section(YamlKeys.EXTRACT).flatMap(section -> bySettings(section, judges));
    }

    private static Optional<Extractor> byName(YamlValue value, String metric) {
        Map<String, Extractor> plain = plainExtractors();
        String expected = "one of " + String.join(", ", plain.keySet()) + ", line, or a map such as {regex: '…'}";
        return value.text(expected).flatMap(word -> {
            if (word.equals("line")) {
                return Optional.of(new Extractor.Line(metric, Take.ONLY));
            }
            Optional<Extractor> extractor = Optional.ofNullable(plain.get(word));
            if (extractor.isEmpty()) {
                boolean needsMore = YamlKeys.EXTRACT.keys().contains(word);
                value.wrong(Findings.shown(word), expected,
                        needsMore
                                ? "write {" + word + ": …}"
                                : Findings.didYouMean(word, plain.keySet()));
            }
            return extractor;
        });
    }

    private static Optional<Extractor> bySettings(YamlSection section, JudgeReader judges) {
        Optional<Take> take = section.get("take").flatMap(value -> value.choice(takes()));
        List<String> channels = YamlKeys.EXTRACT.keys().stream()
                .filter(key -> !key.equals("take") && section.get(key).isPresent()).toList();
        if (channels.size() > 1) {
            section.wrong("several channels: " + String.join(", ", channels), "one channel for one metric",
                    "delete all but one");
            return Optional.empty();
        }
        if (channels.isEmpty()) {
            if (section.get("take").isEmpty()) {
                section.wrong("no channel", "one of " + String.join(", ", YamlKeys.EXTRACT.keys()),
                        "for example {line: score}");
            }
            return Optional.of(new Extractor.MetricLines(take.orElse(Take.ONLY)));
        }
        String channel = channels.getFirst();
        boolean takes = channel.equals("regex") || channel.equals("line");
        if (!takes) {
            section.get("take")
                    .ifPresent(value -> value.wrong("take beside " + channel, "take only beside regex or line",
                            "delete it, " + channel + " gives one value"));
        }
        return section.get(channel).flatMap(value -> channel.equals("llm-judge")
                ? judges.read(value)
                : channel(channel, value, take.orElse(Take.ONLY)));
    }

    private static Optional<Extractor> channel(String channel, YamlValue value, Take take) {
        return switch (channel) {
            case "regex" -> value.text("a regular expression with one group").filter(text -> oneGroup(value, text))
                    .map(pattern -> new Extractor.Regex(pattern, take));
            case "line" -> value.text("the label in front of the colon").map(label -> new Extractor.Line(label, take));
            case "shell" -> value.text("a shell command").map(Extractor.Shell::new);
            case "json" -> json(value);
            case "file-size" -> RelativePath.read(value).map(Extractor.FileSize::new);
            default -> report(format(channel), value);
        };
    }

    private static Optional<Extractor> json(YamlValue value) {
        if (value.isScalar()) {
            return pointer(value).map(pointer -> new Extractor.Json("", pointer));
        }
        return value.section(YamlKeys.JSON).flatMap(section -> {
            String file = section.get("file").flatMap(RelativePath::read).orElse("");
            return section.require("pointer", "a JSON pointer", "pointer: /rps").flatMap(MetricReader::pointer)
                    .map(pointer -> new Extractor.Json(file, pointer));
        });
    }

    private static Optional<String> pointer(YamlValue value) {
        String expected = "a JSON pointer such as /results/0/rps";
        return value.textOrEmpty(expected).filter(text -> {
            boolean valid = POINTER.matcher(text).matches();
            if (!valid) {
                value.wrong(Findings.shown(text), expected,
                        text.startsWith("/") ? "write ~0 for ~ in a key" : "did you mean " + asPointer(text));
            }
            return valid;
        });
    }

    private static String asPointer(String path) {
        String plain = path.startsWith("$.") ? path.substring(2) : path;
        return "/" + Findings.plain(plain).replace('.', '/');
    }

    private static Optional<Extractor> report(ReportFormat format, YamlValue value) {
        if (value.isScalar()) {
            return RelativePath.read(value).map(file -> new Extractor.Report(format, file, ""));
        }
        return value.section(YamlKeys.REPORT_FILE).map(section -> new Extractor.Report(format,
                section.get("file").flatMap(RelativePath::read).orElse(""),
                section.get("select").flatMap(select -> select.text("what to select")).orElse("")));
    }

    private static boolean oneGroup(YamlValue value, String text) {
        String expected = "a regular expression with exactly one group";
        try {
            int groups = Pattern.compile(text).matcher("").groupCount();
            if (groups != 1) {
                value.wrong(Findings.shown(text) + ", which has " + (groups == 0 ? "no" : groups) + " groups", expected,
                        groups == 0
                                ? "put ( ) around the number"
                                : "write (?: ) for the groups that are not the number");
            }
            return groups == 1;
        } catch (PatternSyntaxException e) {
            value.wrong(Findings.shown(text) + ", " + Findings.plain(e.getDescription()), expected, "");
        } catch (StackOverflowError e) {
            value.wrong(Findings.shown(text) + ", too deeply nested", expected, "");
        }
        return false;
    }

    private static ReportFormat format(String word) {
        return Arrays.stream(ReportFormat.values()).filter(format -> format.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no report format " + word));
    }

    private static Map<String, Take> takes() {
        var takes = new LinkedHashMap<String, Take>();
        for (Take take : Take.values()) {
            takes.put(take.name().toLowerCase(Locale.ROOT), take);
        }
        return takes;
    }
}
