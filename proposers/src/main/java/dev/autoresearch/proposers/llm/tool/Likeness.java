package dev.autoresearch.proposers.llm.tool;

import java.util.HashMap;
import java.util.Map;

/// How like two lines are, by the pairs of neighbouring characters that they share.
final class Likeness {
    private static final int WIDTH = 500;

    private Likeness() {}

    /// From 0 to 1.
    static double of(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        if (one.length() < 2 || other.length() < 2) {
            return 0;
        }
        Map<String, Integer> pairs = new HashMap<>();
        int total = 0;
        for (int i = 1; i < Math.min(WIDTH, one.length()); i++, total++) {
            pairs.merge(one.substring(i - 1, i + 1), 1, Integer::sum);
        }
        int shared = 0;
        for (int i = 1; i < Math.min(WIDTH, other.length()); i++, total++) {
            int left = pairs.merge(other.substring(i - 1, i + 1), -1, Integer::sum);
            if (left >= 0) {
                shared++;
            }
        }
        return 2.0 * shared / total;
    }
}
