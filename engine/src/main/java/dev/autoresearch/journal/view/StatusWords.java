package dev.autoresearch.journal.view;

import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.journal.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The one table between our statuses and the words of other programs, in both directions.
public final class StatusWords {
    private static final Map<String, Status> OURS = Arrays.stream(Status.values())
            .collect(Collectors.toUnmodifiableMap(Status::word, Function.identity()));
    private static final Map<String, Status> FOREIGN = Map.ofEntries(Map.entry("improved", Status.KEEP),
            Map.entry("keep (reworked)", Status.KEEP), Map.entry("regressed", Status.DISCARD),
            Map.entry("reverted", Status.DISCARD), Map.entry("pruned", Status.DISCARD),
            Map.entry("metric-error", Status.CRASH), Map.entry("budget_exceeded", Status.TIMEOUT),
            Map.entry("drift", Status.INCONCLUSIVE), Map.entry("skip", Status.NO_CHANGE),
            Map.entry("no-op", Status.NO_CHANGE), Map.entry("hook-blocked", Status.NO_CHANGE));

    private StatusWords() {}

    /// Our status for a word found in somebody's file, in any case; empty for a word that nobody is known to write.
    public static Optional<Status> read(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT);
        Status ours = OURS.get(plain);
        return Optional.ofNullable(ours != null ? ours : FOREIGN.get(plain));
    }

    /// The word in a `results.tsv`. The seeds know keep, discard and crash (seed 001 also timeout and explore). A row
    /// without a number is a crash to their readers, whatever else it is: a discard with 0.000000 would be the best value
    /// of a metric that should be low, while crash rows are left out of every plot and minimum.
    ///
    /// @param measured whether the row has a value of the deciding metric
    public static String table(Status status, ResultsProfile profile, boolean measured) {
        return switch (profile) {
            case FULL -> status.word();
            case SEED001 -> switch (status) {
                case TIMEOUT, EXPLORE -> status.word();
                case KEEP, DISCARD, CRASH, CHECKS_FAILED, VIOLATION, INCONCLUSIVE, NO_CHANGE, INTERRUPTED ->
                    three(status, measured);
            };
            case KARPATHY, SEED002, SEED003, SEED004 -> three(status, measured);
        };
    }

    /// The word in seed 001's `experiments.jsonl`, where a missing number is simply absent.
    public static String five(Status status) {
        return table(status, ResultsProfile.SEED001, true);
    }

    /// One of keep, discard, crash.
    public static String three(Status status) {
        return three(status, true);
    }

    /// The word in pi's log, which reads a word it does not know as keep.
    public static String pi(Status status) {
        return status == Status.CHECKS_FAILED ? status.word() : three(status, true);
    }

    private static String three(Status status, boolean measured) {
        return switch (status) {
            case KEEP, EXPLORE -> Status.KEEP.word();
            case CRASH, TIMEOUT -> Status.CRASH.word();
            case DISCARD, CHECKS_FAILED, VIOLATION, INCONCLUSIVE, NO_CHANGE, INTERRUPTED ->
                measured ? Status.DISCARD.word() : Status.CRASH.word();
        };
    }
}
