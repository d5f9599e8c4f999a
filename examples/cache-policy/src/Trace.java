import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// An hour of a web site, the same every time: 1.2 million requests in order. A few things are asked for again and again, most
/// hardly ever; what is popular changes after half an hour; every ten minutes a crawler goes through pages that nobody wants.
final class Trace {
    static final int SECONDS = 3_600;
    private static final int REQUESTS = 1_200_000;
    private static final long SEED = 20_240_318;

    /// What kinds of things are asked for.
    enum Kind {
        // number of them, how uneven their popularity is, bytes at least, bytes at most, seconds between changes
        PAGE(40_000, 0.95, 4_000, 60_000, 3_600), IMAGE(15_000, 0.85, 20_000, 200_000, 86_400), API(60_000, 1.05, 200, 4_000, 900);

        final int count;
        final double skew;
        final int least;
        final int most;
        final int changes;

        Kind(int count, double skew, int least, int most, int changes) {
            this.count = count;
            this.skew = skew;
            this.least = least;
            this.most = most;
            this.changes = changes;
        }
    }

    /// One request.
    ///
    /// @param second  of the hour
    /// @param version of the thing at that time: it changes now and then
    record Request(Kind kind, int id, int bytes, double second, int version) {}

    private Trace() {}

    static void replay(Consumer<Request> to) {
        var random = new SplittableRandom(SEED);
        double[][] popularity = Arrays.stream(Kind.values()).map(Trace::popularity).toArray(double[][]::new);
        int crawled = 0;
        for (int i = 0; i < REQUESTS; i++) {
            double second = (double) i * SECONDS / REQUESTS;
            if (second % 600 < 60 && random.nextInt(3) == 0) {
                to.accept(request(Kind.PAGE, crawled++ % Kind.PAGE.count, second));
                continue;
            }
            int roll = random.nextInt(100);
            Kind kind = roll < 45 ? Kind.API : roll < 75 ? Kind.PAGE : Kind.IMAGE;
            int rank = Arrays.binarySearch(popularity[kind.ordinal()], random.nextDouble());
            int id = Math.min(kind.count - 1, rank < 0 ? -rank - 1 : rank);
            if (second > SECONDS / 2.0 && id < kind.count / 2) {
                id = (id * 7 + 13) % (kind.count / 2);
            }
            to.accept(request(kind, id, second));
        }
    }

    private static Request request(Kind kind, int id, double second) {
        int mixed = (id * 0x9E3779B9 ^ kind.ordinal() * 0x85EBCA6B) >>> 1;
        int bytes = kind.least + mixed % (kind.most - kind.least);
        return new Request(kind, id, bytes, second, (int) ((second + mixed % kind.changes) / kind.changes));
    }

    private static double[] popularity(Kind kind) {
        double[] sums = new double[kind.count];
        double sum = 0;
        for (int i = 0; i < kind.count; i++) {
            sum += Math.pow(i + 1, -kind.skew);
            sums[i] = sum;
        }
        for (int i = 0; i < kind.count; i++) {
            sums[i] /= sum;
        }
        return sums;
    }
}
