import java.util.Arrays;
import java.util.SplittableRandom;

/// A small language model of characters, trained for a fixed amount of arithmetic, so that a larger model gets fewer steps.
/// Everything here may change: the model, how it is trained, the numbers below.
final class Train {
    // ---- What is usually tuned.
    static final int CONTEXT = 4; // knob: 2..24
    static final int EMBEDDING = 8; // knob: 2..32
    static final int HIDDEN = 32; // knob: 8..256 log
    static final int BATCH = 64; // knob: 1..256 log
    static final double LEARNING_RATE = 0.02; // knob: 0.001..1 log
    static final double MOMENTUM = 0.0; // knob: 0..0.99
    static final double DECAY_FROM = 1.0; // knob: 0.1..1
    static final double INIT = 0.3; // knob: 0.02..1 log

    /// Multiplications and additions that training may take: the budget that makes runs comparable.
    static final long BUDGET = 600_000_000L;

    private static final int SYMBOLS = Prepare.ALPHABET.length();
    private static final int INPUT = CONTEXT * EMBEDDING;

    private final SplittableRandom random = new SplittableRandom(42);
    private final double[] embed = start(SYMBOLS * EMBEDDING, 1);
    private final double[] inner = start(INPUT * HIDDEN, INPUT);
    private final double[] outer = start(HIDDEN * SYMBOLS, HIDDEN);
    private final double[] bias = new double[HIDDEN];
    private final double[] last = new double[SYMBOLS];
    private final double[][] weights = {embed, inner, outer, bias, last};
    private final double[][] gradients = Arrays.stream(weights).map(w -> new double[w.length]).toArray(double[][]::new);
    private final double[][] speeds = Arrays.stream(weights).map(w -> new double[w.length]).toArray(double[][]::new);
    private final double[] in = new double[INPUT];
    private final double[] hidden = new double[HIDDEN];

    public static void main(String[] arguments) {
        long began = System.nanoTime();
        var model = new Train();
        int steps = model.train(Prepare.training());
        double bits = Prepare.bitsPerByte((text, at) -> model.forward(text, at));
        System.out.printf("val_bpb: %.6f%n", bits);
        System.out.printf("training_seconds: %.1f%n", (System.nanoTime() - began) / 1e9);
        System.out.printf("peak_vram_mb: 0.0%n");
        System.out.printf("num_steps: %d%n", steps);
        System.out.printf("num_params: %d%n", Arrays.stream(model.weights).mapToInt(w -> w.length).sum());
    }

    private int train(int[] text) {
        long cost = 3L * BATCH * (INPUT * HIDDEN + HIDDEN * SYMBOLS) + 2L * (embed.length + inner.length + outer.length);
        int steps = (int) (BUDGET / cost);
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < BATCH; i++) {
                backward(text, random.nextInt(text.length));
            }
            double done = (double) step / steps;
            double rate = LEARNING_RATE * (done < DECAY_FROM ? 1 : (1 - done) / (1 - DECAY_FROM));
            for (int w = 0; w < weights.length; w++) {
                for (int i = 0; i < weights[w].length; i++) {
                    speeds[w][i] = MOMENTUM * speeds[w][i] + gradients[w][i] / BATCH;
                    weights[w][i] -= rate * speeds[w][i];
                    gradients[w][i] = 0;
                }
            }
        }
        return steps;
    }

    private double[] forward(int[] text, int at) {
        for (int c = 0; c < CONTEXT; c++) {
            int symbol = at - 1 - c >= 0 ? text[at - 1 - c] : 0;
            System.arraycopy(embed, symbol * EMBEDDING, in, c * EMBEDDING, EMBEDDING);
        }
        for (int h = 0; h < HIDDEN; h++) {
            double sum = bias[h];
            for (int i = 0; i < INPUT; i++) {
                sum += in[i] * inner[h * INPUT + i];
            }
            hidden[h] = Math.tanh(sum);
        }
        double[] out = last.clone();
        double most = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < SYMBOLS; s++) {
            for (int h = 0; h < HIDDEN; h++) {
                out[s] += hidden[h] * outer[s * HIDDEN + h];
            }
            most = Math.max(most, out[s]);
        }
        double sum = 0;
        for (int s = 0; s < SYMBOLS; s++) {
            out[s] = Math.exp(out[s] - most);
            sum += out[s];
        }
        for (int s = 0; s < SYMBOLS; s++) {
            out[s] /= sum;
        }
        return out;
    }

    private void backward(int[] text, int at) {
        double[] off = forward(text, at);
        off[text[at]] -= 1;
        double[] back = new double[HIDDEN];
        for (int s = 0; s < SYMBOLS; s++) {
            gradients[4][s] += off[s];
            for (int h = 0; h < HIDDEN; h++) {
                gradients[2][s * HIDDEN + h] += off[s] * hidden[h];
                back[h] += off[s] * outer[s * HIDDEN + h];
            }
        }
        double[] input = new double[INPUT];
        for (int h = 0; h < HIDDEN; h++) {
            double slope = back[h] * (1 - hidden[h] * hidden[h]);
            gradients[3][h] += slope;
            for (int i = 0; i < INPUT; i++) {
                gradients[1][h * INPUT + i] += slope * in[i];
                input[i] += slope * inner[h * INPUT + i];
            }
        }
        for (int c = 0; c < CONTEXT; c++) {
            int symbol = at - 1 - c >= 0 ? text[at - 1 - c] : 0;
            for (int e = 0; e < EMBEDDING; e++) {
                gradients[0][symbol * EMBEDDING + e] += input[c * EMBEDDING + e];
            }
        }
    }

    private double[] start(int count, int fan) {
        return random.doubles(count, -1, 1).map(x -> x * INIT / Math.sqrt(fan)).toArray();
    }
}
