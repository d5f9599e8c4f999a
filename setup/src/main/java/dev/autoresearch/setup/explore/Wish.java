package dev.autoresearch.setup.explore;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Metric;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.Setup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the user said should get better: a metric (`p99 latency`), a general goal (`make it faster`), a file
/// (`train.py`), or an area of the code (`the tokenizer`). By words alone, no model is asked.
public final class Wish {
    /// Offers whose confidence differs by no more than this are equally likely.
    public static final int EQUAL = 10;

    private static final int FOREIGN = 40;
    private static final int NAMED = 15;
    private static final Pattern PATH = Pattern
            .compile("[\\w@.+-]+/(?=\\s|$)|[\\w@.+-]+(?:/[\\w@.+*-]+)+/?|[\\w@+-][\\w@.+-]*\\.[A-Za-z]{1,5}");
    // `requests/s` and `node.js` look like paths and are none.
    private static final Pattern NO_PATH = Pattern
            .compile(
                    "(?i).*/(s|secs?|seconds?|min|minute|ms|op|h|hour)|(node|next|vue|nuxt|react|d3)\\.js|asp\\.net|e\\.g");
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> EMPTY = Set.of("make", "it", "the", "a", "an", "of", "my", "our", "this",
            "project",
            "code", "optimise", "optimize", "improve", "increase", "reduce", "lower", "raise", "higher", "better",
            "get",
            "and", "to", "in", "for", "please", "want", "i", "we", "as", "more", "less", "much", "possible", "should",
            "be", "is", "with", "without", "changing", "its", "output", "run", "runs", "everything");
    private static final Map<String, Set<String>> GOALS = goals();

    private Wish() {}

    /// The offers in the order in which they fit an answer, each with its confidence in the light of it. Where the answer
    /// names a file or folder, that is what may change; where it names a metric that is recorded, that one decides.
    ///
    /// @param answer what the user said; blank for no wish
    public static List<Offer> ranked(Exploration exploration, String answer) {
        String said = answer.strip();
        if (said.isEmpty()) {
            return exploration.offers();
        }
        Optional<String> path = PATH.matcher(said).results().map(found -> found.group())
                .filter(found -> !NO_PATH.matcher(found).matches()).findFirst();
        String rest = path.map(one -> said.replace(one, " ")).orElse(said);
        Set<String> words = words(rest);
        List<Offer> ranked = new ArrayList<>();
        for (Offer offer : exploration.offers()) {
            Offer deciding = decidedBy(offer, said);
            Offer placed = path.map(one -> at(deciding, one)).orElse(deciding);
            ranked.add(words.isEmpty() ? placed : weighed(placed, words, said));
        }
        ranked.sort(Comparator.comparingInt(Offer::confidence).reversed());
        return List.copyOf(ranked);
    }

    /// The first of ranked offers with those that are as likely as it.
    public static List<Offer> equallyLikely(List<Offer> ranked) {
        return ranked.stream().filter(offer -> ranked.getFirst().confidence() - offer.confidence() <= EQUAL).toList();
    }

    /// An offer that measures one of several metrics: the one that is named decides.
    private static Offer decidedBy(Offer offer, String said) {
        Configuration configuration = offer.setup().configuration();
        Optional<Metric> named = configuration.metrics().stream().filter(metric -> names(said, metric)).findFirst();
        if (named.isEmpty() || named.get().equals(configuration.primary())) {
            return offer;
        }
        List<Metric> metrics = Stream.concat(named.stream(), configuration.metrics().stream()
                .filter(metric -> !metric.equals(named.get()))).toList();
        return with(offer, configuration.toBuilder().metrics(metrics).goal(goal(named.get())).build(),
                Origin.read("metrics", "your answer"), offer.confidence());
    }

    private static String goal(Metric metric) {
        return switch (metric.direction()) {
            case LOWER -> "Lower " + metric.name();
            case HIGHER -> "Raise " + metric.name();
        };
    }

    private static boolean names(String said, Metric metric) {
        String text = said.toLowerCase(Locale.ROOT);
        String name = metric.name().toLowerCase(Locale.ROOT);
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])").matcher(text).find()
                || Pattern.compile("\\b" + Pattern.quote(name.replaceAll("[_.-]", " ")) + "\\b")
                        .matcher(text.replaceAll("[_.-]", " ")).find();
    }

    /// The offer with this file or folder as what may change, unless it is what measures.
    private static Offer at(Offer offer, String path) {
        Configuration configuration = offer.setup().configuration();
        String place = path.replaceAll("/+$", "").replaceFirst("^\\./", "");
        if (configuration.scope().protect().matches(place)) {
            boolean measures = configuration.run().command().contains(place)
                    || configuration.scope().read().namesLiterally(place);
            return measures ? confident(offer, offer.confidence() + NAMED) : offer;
        }
        boolean file = Pattern.compile("\\.[A-Za-z]{1,5}$").matcher(place).find();
        boolean covered = configuration.scope().modify().matches(place)
                || configuration.scope().modify().matches(place + "/x")
                || configuration.scope().modify().patterns().stream().anyMatch(glob -> glob.startsWith(place + "/"));
        List<String> protect = configuration.scope().protect().patterns().stream()
                .filter(glob -> !glob.equals(place) && !glob.equals(place + "/**")).toList();
        return with(offer, configuration.toBuilder().modify(file ? place : place + "/**").protect(Globs.of(protect))
                .build(), Origin.read("scope.modify", "your answer"),
                covered ? offer.confidence() + NAMED : offer.confidence() - NAMED);
    }

    private static Offer weighed(Offer offer, Set<String> words, String said) {
        Metric primary = offer.setup().configuration().primary();
        if (names(said, primary)) {
            return confident(offer, offer.confidence() + NAMED);
        }
        Set<String> own = about(offer);
        List<String> wanted = GOALS.entrySet().stream()
                .filter(goal -> words.stream().anyMatch(goal.getValue()::contains)).map(Map.Entry::getKey).toList();
        Set<String> others = new HashSet<>(words);
        GOALS.values().forEach(others::removeAll);
        Set<String> is = goalsOf(primary);
        boolean fits = wanted.isEmpty() || wanted.stream().anyMatch(is::contains);
        // Who says build or tests means these, while what only says faster may mean anything.
        boolean other = Stream.of("build", "test").anyMatch(part -> wanted.contains(part) && !own.contains(part));
        boolean named = others.stream().anyMatch(own::contains);
        boolean foreign = !fits || other || (wanted.isEmpty() && !named);
        int change = (foreign ? -FOREIGN : 0) + (named ? NAMED / 2 : 0);
        return confident(offer, offer.confidence() + change);
    }

    /// Words that an offer is about.
    private static Set<String> about(Offer offer) {
        Configuration configuration = offer.setup().configuration();
        var text = new StringBuilder(offer.kind()).append(' ').append(offer.wish()).append(' ')
                .append(configuration.goal()).append(' ').append(configuration.run().command());
        configuration.metrics().forEach(metric -> text.append(' ').append(metric.name()));
        configuration.scope().modify().patterns().forEach(glob -> text.append(' ').append(glob));
        return words(text.toString().replaceAll("([a-z0-9])([A-Z])", "$1 $2"));
    }

    private static Set<String> goalsOf(Metric metric) {
        Set<String> parts = words(metric.name());
        Set<String> is = new HashSet<>();
        GOALS.forEach((goal, synonyms) -> {
            if (parts.stream().anyMatch(synonyms::contains)) {
                is.add(goal);
            }
        });
        switch (metric.extractor()) {
            case Extractor.WallTime _,Extractor.CpuTime _ -> is.add("fast");
            case Extractor.FileSize _ -> is.add("small");
            case Extractor.PeakMemory _ -> is.add("memory");
            default -> {
            }
        }
        return is;
    }

    private static Offer confident(Offer offer, int confidence) {
        return new Offer(offer.kind(), offer.wish(), offer.setup(), Math.clamp(confidence, 0, 100), offer.needs());
    }

    private static Offer with(Offer offer, Configuration configuration, Origin origin, int confidence) {
        Setup old = offer.setup();
        List<Origin> origins = new ArrayList<>(old.origins());
        origins.replaceAll(one -> one.key().equals(origin.key()) ? origin : one);
        return new Offer(offer.kind(), offer.wish(), new Setup(configuration, origins, old.conflicts(), old.hints()),
                Math.clamp(confidence, 0, 100), offer.needs());
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        for (String word : WORD.split(text.toLowerCase(Locale.ROOT).replace('_', ' '), -1)) {
            if (!word.isEmpty() && !EMPTY.contains(word)) {
                words.add(word);
                if (word.length() > 4 && word.endsWith("s")) {
                    words.add(word.substring(0, word.length() - 1));
                }
            }
        }
        return words;
    }

    /// What people want, with the words for it that they use and that stand in names of metrics.
    private static Map<String, Set<String>> goals() {
        var all = new LinkedHashMap<String, Set<String>>();
        all.put("fast", Set.of("fast", "faster", "speed", "quick", "quicker", "slow", "performance", "latency", "time",
                "runtime", "duration", "ms", "us", "ns", "sec", "seconds", "second", "p99", "p95", "throughput", "rps",
                "qps", "ops", "speedup", "sooner", "delay", "requests"));
        all.put("small", Set.of("small", "smaller", "size", "shrink", "bytes", "kb", "mb", "lighter", "slim", "bundle",
                "footprint", "weight"));
        all.put("memory", Set.of("memory", "ram", "heap", "rss", "mem", "vram", "allocation", "allocations", "allocs"));
        all.put("accurate", Set.of("accurate", "accuracy", "acc", "loss", "quality", "f1", "auc", "bpb", "error",
                "precision", "recall", "score", "perplexity", "rmse", "mae", "ndcg", "correct", "win", "wins", "hit",
                "hits"));
        all.put("build", Set.of("build", "builds", "compile", "compiling", "compilation"));
        all.put("test", Set.of("test", "tests", "suite"));
        return all;
    }
}
