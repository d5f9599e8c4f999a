import java.util.SplittableRandom;

/// The data and the judge, which stay as they are: a text made by a small grammar, the same every time, and how many bits a
/// model needs for each byte of the part that it was not trained on.
final class Prepare {
    /// Different bytes of the text.
    static final String ALPHABET = "\n abcdefghijklmnopqrstuvwxyz.,";

    private static final String[] NAMES = {"ada", "bela", "cem", "dora", "emil", "fritzi"};
    private static final String[] THINGS = {"lamp", "river", "engine", "garden", "letter", "violin", "window", "clock"};
    private static final String[] KINDS = {"old", "bright", "quiet", "broken", "green", "heavy"};
    private static final String[] DEEDS = {"finds", "mends", "paints", "carries", "forgets", "measures"};
    private static final String[] PLACES = {"by the sea", "in the attic", "under the bridge", "near the mill"};

    private Prepare() {}

    /// A model that says how likely each byte is after what came before.
    interface Model {
        /// Probabilities by place in [#ALPHABET], which sum to 1.
        double[] next(int[] text, int at);
    }

    /// The text to train on.
    static int[] training() {
        return text(1, 4_000);
    }

    /// Bits that the model needs for each byte of the text that it has not seen.
    static double bitsPerByte(Model model) {
        int[] text = text(2, 200);
        double bits = 0;
        for (int at = 0; at < text.length; at++) {
            double[] likely = model.next(text, at);
            double sum = 0;
            for (double one : likely) {
                sum += one;
            }
            if (Math.abs(sum - 1) > 1e-6) {
                throw new IllegalStateException("the probabilities sum to " + sum);
            }
            bits -= Math.log(Math.max(1e-12, likely[text[at]])) / Math.log(2);
        }
        return bits / text.length;
    }

    private static int[] text(long seed, int sentences) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            String who = one(random, NAMES);
            text.append(who).append(' ').append(one(random, DEEDS)).append(" the ");
            if (random.nextInt(3) > 0) {
                text.append(one(random, KINDS)).append(' ');
            }
            text.append(one(random, THINGS));
            if (random.nextBoolean()) {
                text.append(' ').append(one(random, PLACES));
            }
            if (random.nextInt(4) == 0) {
                text.append(", and ").append(who).append(' ').append(one(random, DEEDS)).append(" it");
            }
            text.append(random.nextInt(5) == 0 ? ".\n" : ". ");
        }
        return text.chars().map(ALPHABET::indexOf).toArray();
    }

    private static String one(SplittableRandom random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
