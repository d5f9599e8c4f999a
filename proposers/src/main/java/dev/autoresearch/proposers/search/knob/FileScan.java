package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Knob;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.proposers.search.knob.Site.Quote;
import dev.autoresearch.proposers.search.knob.Tunable.Place;
import dev.autoresearch.proposers.search.optimize.Dimension;
import dev.autoresearch.proposers.text.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The knobs of one file: what its scanner finds, joined with what its `knob:` comments and the configuration declare.
final class FileScan {
    private static final Pattern WITH_UNIT = Pattern.compile("([-+]?\\d+(?:\\.\\d+)?)(\\s?[A-Za-z%]{1,3})");
    private static final Set<String> UNITS = Set.of("k", "m", "g", "kb", "mb", "gb", "kib", "mib", "gib", "b", "ns",
            "us", "ms", "s", "sec", "min", "h", "d", "%");
    private static final Pattern ANY_NUMBER = Pattern
            .compile("(?<![\\w.])[-+]?(?:\\d[\\d_]*(?:\\.\\d+)?|\\.\\d+)(?:[eE][-+]?\\d+)?(?![\\d.])");
    private static final Pattern NAME_BEFORE = Pattern.compile("([A-Za-z_][\\w.-]*)[^A-Za-z0-9_]*$");

    private final TextFile file;
    private final Map<String, String> origins;
    private final List<Site> sites;
    private final List<Tunable> declared = new ArrayList<>();
    private final Set<Integer> settled = new HashSet<>();

    FileScan(TextFile file, Map<String, String> origins) {
        this.file = file;
        this.origins = origins;
        this.sites = Formats.sites(file);
    }

    /// The knobs that the configuration or a comment declares.
    List<Tunable> declared(List<Knob> knobs) {
        for (Knob knob : knobs) {
            Site site = sites.stream().filter(candidate -> candidate.key().equals(knob.key())).findFirst()
                    .orElseThrow(() -> missing(knob));
            settled.add(site.start());
            Declaration declaration = switch (knob.range()) {
                case Knob.Range.Numbers numbers ->
                    new Declaration.Range(numbers.low(), numbers.high(), numbers.log(), numbers.integer());
                case Knob.Range.Choices choices -> new Declaration.Choices(choices.values());
            };
            declared.add(fitting(site, declaration).orElseThrow(() -> unfit(site.start(), declaration)));
        }
        comments();
        return List.copyOf(declared);
    }

    /// The knobs that nobody declared and nobody switched off.
    List<Tunable> guessed() {
        var found = new ArrayList<Tunable>();
        for (Site site : sites) {
            if (site.quote() != Quote.NONE || settled.contains(site.start())) {
                continue;
            }
            Matcher unit = WITH_UNIT.matcher(text(site));
            boolean measured = unit.matches()
                    && UNITS.contains(unit.group(2).strip().toLowerCase(Locale.ROOT));
            Site number = measured
                    ? new Site(site.key(), site.start(), site.start() + unit.end(1), site.quote())
                    : site;
            String origin = origin(number);
            Guess.of(site.key(), origin, measured && unit.group(2).strip().equals("%"))
                    .ifPresent(domain -> add(found, number, origin, domain));
        }
        return found;
    }

    private void comments() {
        List<Lines.Line> lines = Lines.of(file.text());
        var names = new HashMap<String, Integer>();
        sites.forEach(site -> names.merge(site.key(), 1, Integer::sum));
        for (int i = 0; i < lines.size(); i++) {
            Lines.Line line = lines.get(i);
            Matcher comment = Declaration.COMMENT.matcher(file.text().substring(line.start(), line.end()));
            if (!comment.find()) {
                continue;
            }
            int at = line.start() + comment.start();
            Declaration declaration = Declaration.parse(comment.group(1)).orElseThrow(
                    () -> new Refusal(Exit.CONFIGURATION, place(at) + ": the declaration `knob: "
                            + OneLine.of(comment.group(1), 80) + "` is not understood", Declaration.EXPECTED));
            boolean alone = file.text().substring(line.start(), at).isBlank();
            Lines.Line target = alone
                    ? (i + 1 < lines.size() ? lines.get(i + 1) : line)
                    : new Lines.Line(line.start(), at);
            declare(declaration, target, at, names);
        }
    }

    private void declare(Declaration declaration, Lines.Line target, int at, Map<String, Integer> names) {
        Optional<Site> known = sites.stream()
                .filter(site -> site.start() >= target.start() && site.start() < target.end()).findFirst();
        if (known.isPresent() && !settled.add(known.get().start())) {
            return;
        }
        if (declaration instanceof Declaration.Off) {
            return;
        }
        Optional<Tunable> tunable = known.flatMap(site -> fitting(site, declaration));
        if (tunable.isEmpty()) {
            tunable = loose(declaration, target).map(site -> Formats.unique(site, names))
                    .flatMap(site -> fitting(site, declaration));
        }
        declared.add(tunable.orElseThrow(() -> unfit(at, declaration)));
    }

    // A value that no scanner knows, in a line that a comment points at.
    private Optional<Site> loose(Declaration declaration, Lines.Line line) {
        String content = file.text().substring(line.start(), line.end());
        return switch (declaration) {
            case Declaration.Range _ -> {
                Matcher number = ANY_NUMBER.matcher(content);
                yield number.find()
                        ? Optional.of(loose(content, line, number.start(), number.end()))
                        : Optional.empty();
            }
            case Declaration.Choices(List<String> values) -> {
                Site best = null;
                for (String value : values) {
                    Matcher word = Pattern.compile("(?<!\\w)" + Pattern.quote(value) + "(?!\\w)").matcher(content);
                    if (word.find() && (best == null || word.end() - word.start() > best.end() - best.start())) {
                        best = loose(content, line, word.start(), word.end());
                    }
                }
                yield Optional.ofNullable(best);
            }
            case Declaration.Off _ -> Optional.empty();
        };
    }

    private static Site loose(String content, Lines.Line line, int start, int end) {
        Matcher name = NAME_BEFORE.matcher(content.substring(0, start));
        return new Site(name.find() ? name.group(1) : "value", line.start() + start, line.start() + end, Quote.NONE);
    }

    private Optional<Tunable> fitting(Site site, Declaration declaration) {
        return switch (declaration) {
            case Declaration.Range range -> {
                Matcher unit = WITH_UNIT.matcher(text(site));
                Site number = unit.matches()
                        ? new Site(site.key(), site.start(), site.start() + unit.end(1), site.quote())
                        : site;
                String origin = origin(number);
                yield NumberStyle.of(origin).flatMap(style -> {
                    boolean whole = range.integer() && style.integer();
                    var dimension = new Dimension.Numbers(range.low(), range.high(), whole, range.log());
                    return tunable(number, origin, new Domain.Numeric(dimension, style));
                });
            }
            case Declaration.Choices(List<String> values) -> {
                String origin = origin(site);
                var texts = new ArrayList<>(values.stream().map(site.quote()::escape).toList());
                if (!texts.contains(origin)) {
                    if (origin.contains(" ")) {
                        yield Optional.empty();
                    }
                    texts.add(origin);
                }
                yield tunable(site, origin, new Domain.Texts(texts));
            }
            case Declaration.Off _ -> Optional.empty();
        };
    }

    private void add(List<Tunable> list, Site site, String origin, Domain domain) {
        tunable(site, origin, domain).ifPresent(list::add);
    }

    private Optional<Tunable> tunable(Site site, String origin, Domain domain) {
        String text = text(site);
        return domain.value(text).isPresent()
                ? Optional.of(
                        new Tunable(file.path(), site.key(), new Place(site.start(), site.end()), text, origin, domain))
                : Optional.empty();
    }

    private String origin(Site site) {
        return origins.getOrDefault(file.path() + ":" + site.key(), text(site));
    }

    private String text(Site site) {
        return file.text().substring(site.start(), site.end());
    }

    private String place(int offset) {
        return file.path() + ":" + file.line(offset);
    }

    private Refusal missing(Knob knob) {
        String keys = String.join(", ", sites.stream().map(Site::key).limit(12).toList());
        return new Refusal(Exit.CONFIGURATION, "The list knobs has no key " + knob.key() + " in " + knob.file(),
                keys.isEmpty()
                        ? "No key was found in that file; declare the knob by a comment in it: " + Declaration.EXPECTED
                        : "Use one of its keys: " + keys);
    }

    private Refusal unfit(int offset, Declaration declaration) {
        String what = switch (declaration) {
            case Declaration.Range _ -> "a knob with a range needs a number beside it";
            case Declaration.Choices(List<String> values) ->
                "a knob with choices needs one of them beside it: " + String.join("|", values);
            case Declaration.Off _ -> "nothing to switch off";
        };
        return new Refusal(Exit.CONFIGURATION, place(offset) + ": " + what,
                "Put the comment at the end of the value's line, or alone on the line above it.");
    }
}
