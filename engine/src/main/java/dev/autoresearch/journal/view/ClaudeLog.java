package dev.autoresearch.journal.view;

import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.RunRecord;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Seed 004's `.claude/logs/autoresearch.jsonl`, written when asked. `prev` is the incumbent's value when the experiment
/// was judged and `delta` the difference to it; both, and `value`, are null where there is no number. Made for one pass
/// over a journal's entries in order; not thread-safe.
public final class ClaudeLog {
    private static final double GIB = 1024.0 * 1024 * 1024;

    private final ZoneId zone;
    private String metric = "";
    private String tag = "";
    private @Nullable Double incumbent;
    private boolean elsewhere;

    private ClaudeLog(ZoneId zone) {
        this.zone = zone;
    }

    /// The lines of all finished experiments, each with its line feed.
    ///
    /// @param entries a journal from its first line on
    /// @param zone    of `local_time`
    public static Stream<String> lines(Stream<Entry> entries, ZoneId zone) {
        var log = new ClaudeLog(zone);
        return entries.sequential().mapMulti((entry, out) -> {
            switch (entry.event()) {
                case Event.SessionStarted start -> {
                    log.metric = start.metrics().getFirst().name();
                    log.tag = start.tag();
                }
                case Event.StageStarted stage -> {
                    log.metric = stage.metrics().getFirst().name();
                    log.incumbent = null;
                }
                case Event.Imported imported -> {
                    out.accept(log.line(imported.experiment()));
                    if (imported.experiment().status().kept()) {
                        log.incumbent = imported.experiment().metrics().get(log.metric);
                    }
                    log.elsewhere = true;
                }
                case Event.Judged(Experiment row) -> {
                    if (log.elsewhere) {
                        // Numbers of two machines make no difference.
                        log.incumbent = null;
                        log.elsewhere = false;
                    }
                    out.accept(log.line(row));
                    if (row.status().kept()) {
                        log.incumbent = row.metrics().get(log.metric);
                    }
                }
                case Event.Rewound(Experiment row) -> log.incumbent = row.metrics().get(log.metric);
                case Event.SessionResumed _,Event.WarmStarted _,Event.ExperimentStarted _,Event.Spent _,Event.Proposed _,Event.SentBack _,Event.CandidateMade _,Event.TrialPlanned _,Event.RunFinished _,Event.Calibrated _,Event.Decided _,Event.BrokenOff _,Event.StudyStarted _,Event.StudyRun _,Event.StudyEnded _,Event.Settled _,Event.Told _,Event.SessionEnded _ ->
                    {
                }
            }
        });
    }

    private String line(Experiment row) {
        Double value = row.metrics().get(metric);
        Double prev = incumbent;
        Double delta = value == null || prev == null ? null : (Double) (value - prev);
        Double memory = row.peakMemory() == RunRecord.UNKNOWN
                ? null
                : (Double) (Math.round(row.peakMemory() / GIB * 10) / 10.0);
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("status", StatusWords.three(row.status()));
        details.put("verdict", row.status().word());
        details.put("value", value);
        details.put("metric", metric);
        details.put("description", Rows.description(row));
        details.put("commit", row.commit().isEmpty() ? "" : Rows.commit(row.commit()));
        details.put("prev", prev);
        details.put("delta", delta);
        details.put("memory_gb", memory);
        details.put("tag", tag);
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("event", "experiment_done");
        line.put("details", details);
        line.put("prev", prev);
        line.put("delta", delta);
        line.put("memory_gb", memory);
        line.put("tag", tag);
        line.put("timestamp", Rows.second(row.finished()));
        line.put("local_time", DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .format(row.finished().truncatedTo(ChronoUnit.SECONDS).atZone(zone)));
        return Rows.json(line);
    }
}
