import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Loans that were paid back or not: rows with columns as such tables have them, the same every time. What decides is partly a
/// ratio, partly an interaction, partly a town with few rows each, partly a threshold; three columns say nothing.
final class Rows {
    /// One row.
    ///
    /// @param numbers by column
    /// @param words   by column
    record Row(Map<String, Double> numbers, Map<String, String> words, boolean paid) {}

    private Rows() {}

    /// So many rows of the part that a seed stands for.
    static List<Row> of(long seed, int count) {
        var random = new SplittableRandom(seed);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < count; i++) {
            double income = Math.exp(random.nextGaussian(7.8, 0.7));
            double debt = Math.exp(random.nextGaussian(7.0, 1.1));
            double age = 18 + 60 * Math.pow(random.nextDouble(), 1.3);
            int visits = (int) (-Math.log(1 - random.nextDouble()) * 4);
            int town = (int) (120 * Math.pow(random.nextDouble(), 1.5));
            String device = List.of("phone", "laptop", "desk").get(random.nextInt(3));
            double luck = new SplittableRandom(town * 7919L + 11).nextGaussian();
            double score = 0.9 * Math.log(income / debt) - 0.6 + 0.8 * luck + (visits > 6 ? 1.1 : -0.3)
                    + (device.equals("phone") ? -0.05 : 0.02) * (age - 40);
            rows.add(new Row(Map.of("income", income, "debt", debt, "age", age, "visits", (double) visits, "noise_a",
                    random.nextGaussian(), "noise_b", random.nextDouble() * 1e5, "noise_c", random.nextGaussian(50, 9)),
                    Map.of("town", "town" + town, "device", device),
                    random.nextDouble() < 1 / (1 + Math.exp(-score))));
        }
        return rows;
    }
}
