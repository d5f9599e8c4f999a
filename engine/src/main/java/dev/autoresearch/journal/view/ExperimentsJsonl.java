package dev.autoresearch.journal.view;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Spending;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// `experiments.jsonl` in seed 001's layout: one row a line. Its status words are the seed's five; the true word stands
/// beside it in `verdict` where it is another one. A changed line counts once in `diff_lines`, as in the seed's example.
public final class ExperimentsJsonl {
    private ExperimentsJsonl() {}

    /// One row, with its line feed.
    public static String row(Experiment row) {
        String word = StatusWords.five(row.status());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("commit", row.commit().isEmpty() ? "" : Rows.commit(row.commit()));
        line.put("timestamp", Rows.second(row.finished()));
        line.put("metrics", new TreeMap<>(row.metrics()));
        line.put("status", word);
        line.put("description", Rows.description(row));
        line.put("diff_lines", Math.max(row.diff().added(), row.diff().removed()));
        line.put("wall_time_s", Rows.seconds(row.wall()));
        line.put("tokens_used", row.spending().tokens());
        if (!row.total().equals(Spending.NONE)) {
            line.put("cost_usd", row.spending().dollars());
            line.put("cost_usd_total", row.total().dollars());
            line.put("tokens_used_total", row.total().tokens());
        }
        if (!word.equals(row.status().word())) {
            line.put("verdict", row.status().word());
        }
        return Rows.json(line);
    }
}
