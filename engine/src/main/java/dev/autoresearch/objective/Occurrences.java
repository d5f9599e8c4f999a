package dev.autoresearch.objective;

import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import dev.autoresearch.objective.Numbers.Parsed;

/// Every place where one metric was found in one run, folded in constant space into the one number that counts. With
/// `first` and `last` only that occurrence matters; otherwise a single unusable one makes the whole metric unusable,
/// because a minimum or mean over the rest would hide a failure.
final class Occurrences {
    private final Metric metric;
    private final Take take;
    private final String place;
    private long count;
    private Parsed first = new Parsed.Not("is missing");
    private Parsed last = first;
    private Parsed bad = first;
    private boolean anyBad;
    private double other;
    private boolean different;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double mean;

    /// @param place where it is looked for, a phrase such as `METRIC lines of the log`
    Occurrences(Metric metric, Take take, String place) {
        this.metric = metric;
        this.take = take;
        this.place = place;
    }

    void add(String text) {
        add(Numbers.parse(text));
    }

    void add(Parsed found) {
        count++;
        if (count == 1) {
            first = found;
        }
        last = found;
        switch (found) {
            case Parsed.Not not -> {
                if (!anyBad) {
                    bad = not;
                }
                anyBad = true;
            }
            case Parsed.Finite(double value) -> {
                if (!different && first instanceof Parsed.Finite(double one) && one != value) {
                    different = true;
                    other = value;
                }
                min = Math.min(min, value);
                max = Math.max(max, value);
                mean += (value - mean) / count;
            }
        }
    }

    /// The one number, or why there is none.
    Reading reading() {
        if (count == 0) {
            return unusable("was not found in " + place);
        }
        return switch (take) {
            case FIRST -> reading(first);
            case LAST -> reading(last);
            case MIN -> anyBad ? reading(bad) : reading(Numbers.finite(min, ""));
            case MAX -> anyBad ? reading(bad) : reading(Numbers.finite(max, ""));
            case MEAN -> anyBad ? reading(bad) : reading(Numbers.finite(mean, ""));
            case ONLY -> only();
        };
    }

    private Reading only() {
        if (anyBad || !different || !(first instanceof Parsed.Finite(double one))) {
            return reading(anyBad ? bad : first);
        }
        Numbers.Pair shown = Numbers.forPeople(one, other);
        return unusable("is ambiguous: " + shown.one() + " and " + shown.other() + " in " + place
                + " (say which counts with take: last, first, min, max or mean)");
    }

    private Reading reading(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Finite(double value) -> new Reading.Value(value);
            case Parsed.Not(String why) -> unusable(why + " in " + place);
        };
    }

    private Reading unusable(String why) {
        return Unusables.of(metric, why);
    }
}
