import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// The features that features.conf asks for, learnt from the training rows alone.
final class Features {
    private static final double PRIOR = 8;

    private final List<String> names = new ArrayList<>();
    private final List<ToDoubleFunction<Rows.Row>> makers = new ArrayList<>();
    private final double[] centre;
    private final double[] spread;

    Features(Path file, List<Rows.Row> training) throws IOException {
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                add(line.strip().split("\\s+"), training);
            }
        }
        if (names.isEmpty() || names.size() > 400) {
            throw new IllegalStateException(names.size() + " features; between 1 and 400 are possible");
        }
        centre = new double[names.size()];
        spread = new double[names.size()];
        for (int i = 0; i < names.size(); i++) {
            double[] all = column(training, makers.get(i));
            double mean = Arrays.stream(all).average().orElse(0);
            centre[i] = mean;
            spread[i] = Math.max(1e-9, Math.sqrt(Arrays.stream(all).map(x -> (x - mean) * (x - mean)).average().orElse(1)));
        }
    }

    String[] names() {
        return names.toArray(String[]::new);
    }

    /// The features of a row, centred and of spread 1 over the training rows.
    double[] of(Rows.Row row) {
        double[] values = new double[makers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (makers.get(i).applyAsDouble(row) - centre[i]) / spread[i];
        }
        return values;
    }

    private void add(String[] words, List<Rows.Row> training) {
        String name = String.join(" ", words);
        switch (words[0]) {
            case "log" -> put(name, row -> Math.log1p(Math.max(0, number(row, words[1]))));
            case "times" -> put(name, row -> number(row, words[1]) * number(row, words[2]));
            case "ratio" -> put(name, row -> number(row, words[1]) / (1e-9 + Math.abs(number(row, words[2]))));
            case "bins" -> bins(words[1], Integer.parseInt(words[2]), training);
            case "each" -> new TreeSet<>(training.stream().map(row -> word(row, words[1])).toList())
                    .forEach(value -> put(words[1] + "=" + value, row -> word(row, words[1]).equals(value) ? 1 : 0));
            case "mean" -> mean(name, words[1], training);
            default -> put(name, row -> number(row, words[0]));
        }
    }

    private void bins(String column, int count, List<Rows.Row> training) {
        double[] sorted = column(training, row -> number(row, column));
        Arrays.sort(sorted);
        for (int i = 1; i < count; i++) {
            double from = sorted[sorted.length * i / count];
            put(column + ">=" + i, row -> number(row, column) >= from ? 1 : 0);
        }
    }

    private void mean(String name, String column, List<Rows.Row> training) {
        var sums = new HashMap<String, double[]>();
        double overall = training.stream().mapToDouble(row -> row.paid() ? 1 : 0).average().orElse(0.5);
        for (Rows.Row row : training) {
            double[] sum = sums.computeIfAbsent(word(row, column), unseen -> new double[2]);
            sum[0] += row.paid() ? 1 : 0;
            sum[1]++;
        }
        put(name, row -> {
            double[] sum = sums.getOrDefault(word(row, column), new double[2]);
            return (sum[0] + PRIOR * overall) / (sum[1] + PRIOR);
        });
    }

    private void put(String name, ToDoubleFunction<Rows.Row> maker) {
        if (names.contains(name)) {
            throw new IllegalStateException("the feature " + name + " is there twice");
        }
        names.add(name);
        makers.add(maker);
    }

    private static double[] column(List<Rows.Row> rows, ToDoubleFunction<Rows.Row> maker) {
        return rows.stream().mapToDouble(maker).toArray();
    }

    private static double number(Rows.Row row, String column) {
        Double value = row.numbers().get(column);
        if (value == null) {
            throw new IllegalStateException("no column of numbers is called " + column);
        }
        return value;
    }

    private static String word(Rows.Row row, String column) {
        String value = row.words().get(column);
        if (value == null) {
            throw new IllegalStateException("no column of words is called " + column);
        }
        return value;
    }
}
