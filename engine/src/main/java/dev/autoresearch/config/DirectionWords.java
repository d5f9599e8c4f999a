package dev.autoresearch.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The words people use for a metric's direction, and the direction that a well-known metric name implies.
public final class DirectionWords {
    private static final Map<String, Direction> WORDS = ordered(Map.entry("lower", Direction.LOWER),
            Map.entry("min", Direction.LOWER), Map.entry("minimize", Direction.LOWER),
            Map.entry("minimise", Direction.LOWER), Map.entry("lower_is_better", Direction.LOWER),
            Map.entry("↓", Direction.LOWER), Map.entry("higher", Direction.HIGHER),
            Map.entry("max", Direction.HIGHER), Map.entry("maximize", Direction.HIGHER),
            Map.entry("maximise", Direction.HIGHER), Map.entry("higher_is_better", Direction.HIGHER),
            Map.entry("↑", Direction.HIGHER));

    private static final Set<String> LOWER = words("""
            loss latency size time error errors err ms us µs ns sec secs second seconds bytes byte kb mb gb tb kib mib gib
            memory mem rss heap bpb bpc perplexity ppl cost price usd duration delay elapsed wall cpu runtime walltime mse
            rmse mae mape wer cer miss misses failure failures failed warnings defects bugs allocation allocations allocs
            allocated instructions cycles overhead regret distance divergence jitter lag pause pauses stalls loc
            complexity footprint""");
    private static final Set<String> HIGHER = words("""
            accuracy acc score throughput f1 auc auroc rps qps tps iops ops hit hits win wins speed speedup recall
            precision ndcg mrr bleu rouge r2 iou dice reward passed coverage efficiency bandwidth fps flops gflops tflops
            psnr ssim elo goodput""");
    private static final Set<String> TIMES = words("ms us µs ns s sec secs second seconds m min minute h hour");

    private static final Pattern PERCENTILE = Pattern.compile("p[0-9]{2,4}");
    private static final Pattern SEPARATOR = Pattern.compile("[_.\\-]+");

    private DirectionWords() {}

    /// The direction that a word names: lower and higher, minimize and maximize, min and max, lower_is_better and
    /// higher_is_better, ↓ and ↑, whatever their case.
    public static Optional<Direction> parse(String word) {
        return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT).replace('-', '_')));
    }

    /// The direction that a metric's name implies, by its parts between `_ . -`; empty when no part is known or two
    /// disagree. What follows `per` only counts when it is a time: `ops_per_second` is a rate.
    public static Optional<Direction> infer(String name) {
        List<String> parts = Arrays.asList(SEPARATOR.split(name.toLowerCase(Locale.ROOT)));
        int per = parts.indexOf("per");
        List<String> counted = per < 0 ? parts : parts.subList(0, per);
        Set<Direction> votes = EnumSet.noneOf(Direction.class);
        for (String part : counted) {
            if (LOWER.contains(part) || PERCENTILE.matcher(part).matches()) {
                votes.add(Direction.LOWER);
            } else if (HIGHER.contains(part)) {
                votes.add(Direction.HIGHER);
            }
        }
        if (per >= 0 && per + 1 < parts.size() && TIMES.contains(parts.get(per + 1))) {
            votes.add(Direction.HIGHER);
        }
        return votes.size() == 1 ? Optional.of(votes.iterator().next()) : Optional.empty();
    }

    /// The words, in the order in which messages tell them.
    static List<String> words() {
        return List.copyOf(WORDS.keySet());
    }

    @SafeVarargs
    private static Map<String, Direction> ordered(Map.Entry<String, Direction>... entries) {
        var ordered = new LinkedHashMap<String, Direction>();
        for (var entry : entries) {
            ordered.put(entry.getKey(), entry.getValue());
        }
        return Collections.unmodifiableMap(ordered);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
