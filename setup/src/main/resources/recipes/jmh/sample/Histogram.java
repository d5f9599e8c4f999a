package sample;

import java.util.TreeMap;

/** Counts values in sixteen ranges; what is below 0 or above 255 counts in the first or last. */
final class Histogram {
    private Histogram() {}

    static int[] of(int[] values) {
        var counts = new TreeMap<Integer, Integer>();
        for (Integer value : values) {
            int range = Math.max(0, Math.min(255, value)) / 16;
            counts.merge(range, 1, Integer::sum);
        }
        int[] all = new int[16];
        counts.forEach((range, count) -> all[range] = count);
        return all;
    }
}
