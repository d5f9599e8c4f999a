package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.proposers.search.optimize.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What an undeclared value may become: numbers within a factor of eight, fractions within [0, 1], truth values. Values
/// that look like names of something (ports, versions, years, ids, seeds) are left alone, and so are 0 and a bare 1, which
/// may mean anything.
final class Guess {
    private static final double FACTOR = 8;
    private static final double LARGEST = 1e13;
    private static final Set<String> NAMES = Set.of("port", "listen", "bind", "version", "revision", "release",
            "schema",
            "year", "month", "day", "date", "time", "timestamp", "epoch", "id", "uid", "gid", "pid", "uuid", "guid",
            "hash", "sha", "md5", "crc", "checksum", "magic", "seed", "serial", "address", "host", "ip", "url", "uri",
            "path", "file", "dir", "folder", "token", "secret", "password", "key", "license", "color", "colour",
            "locale",
            "lang", "phone", "zip", "salt", "signature", "status", "code", "errno", "exit", "umask", "mode");
    private static final Set<String> COUNTS = Set.of("thread", "worker", "job", "count", "size", "level", "depth",
            "iteration", "batch", "degree", "num", "max", "min", "limit", "pool", "cache", "buffer", "shard", "process",
            "concurrency", "parallelism", "retry", "retries", "window", "step", "epochs", "layer", "unit", "factor",
            "n");
    private static final Set<String> SHARES = Set.of("ratio", "fraction", "share", "prob", "probability", "dropout",
            "alpha", "beta", "momentum", "decay", "gamma", "rate", "threshold", "utilization", "quantile");
    private static final Set<String> PERCENT = Set.of("percent", "percentage", "pct");
    private static final List<List<String>> TRUTHS = List.of(List.of("false", "true"), List.of("False", "True"),
            List.of("FALSE", "TRUE"), List.of("no", "yes"), List.of("No", "Yes"), List.of("NO", "YES"),
            List.of("off", "on"), List.of("Off", "On"), List.of("OFF", "ON"));

    private Guess() {}

    /// The texts that a truth value may become, empty when the text is none.
    static Optional<Domain> truth(String text) {
        return TRUTHS.stream().filter(pair -> pair.contains(text)).findFirst().map(Domain.Texts::new);
    }

    /// The domain of an undeclared value, empty when it should not be touched.
    static Optional<Domain> of(String key, String text, boolean percent) {
        Set<String> words = words(key);
        if (words.stream().anyMatch(NAMES::contains) && words.stream().noneMatch(COUNTS::contains)) {
            return Optional.empty();
        }
        Optional<Domain> truth = truth(text);
        if (truth.isPresent()) {
            return truth;
        }
        return NumberStyle.of(text).flatMap(style -> {
            double value = NumberStyle.parse(text);
            boolean hundred = percent || words.stream().anyMatch(PERCENT::contains);
            return range(value, style.integer(), hundred, words).map(range -> new Domain.Numeric(range, style));
        });
    }

    private static Optional<Dimension.Numbers> range(double value, boolean integer, boolean percent,
            Set<String> words) {
        boolean year = integer && value >= 1970 && value < 2070 && value != 2000;
        if (value == 0 || Math.abs(value) >= LARGEST || year) {
            return Optional.empty();
        }
        if (value < 0) {
            return Optional.of(new Dimension.Numbers(4 * value, 0, integer, false));
        }
        if (percent && value <= 100) {
            return Optional.of(new Dimension.Numbers(integer ? 1 : value / FACTOR, 100, integer, false));
        }
        if (integer) {
            if (value == 1 && words.stream().noneMatch(COUNTS::contains)) {
                return Optional.empty();
            }
            return Optional
                    .of(new Dimension.Numbers(Math.max(1, Math.floor(value / FACTOR)), value * FACTOR, true, true));
        }
        boolean share = value < 1 || (value == 1 && words.stream().anyMatch(SHARES::contains));
        if (share) {
            return Optional.of(value < 0.1
                    ? new Dimension.Numbers(value / FACTOR, Math.min(1, value * FACTOR), false, true)
                    : new Dimension.Numbers(0, 1, false, false));
        }
        return Optional.of(new Dimension.Numbers(value / FACTOR, value * FACTOR, false, true));
    }

    // The words of the last named part of the key, in the singular.
    private static Set<String> words(String key) {
        String bare = key.replaceAll("#\\d+$", "");
        String part = Arrays.stream(bare.split("\\.")).filter(name -> !name.matches("\\d*")).reduce((a, b) -> b)
                .orElse("");
        return Arrays.stream(part.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> word.length() > 3 && word.endsWith("s") && !COUNTS.contains(word)
                        ? word.substring(0, word.length() - 1)
                        : word)
                .collect(Collectors.toSet());
    }
}
