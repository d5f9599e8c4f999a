import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A cache under load: most objects die young, some live for a while, a few for ever. Prints how many requests a second. */
final class Load {
    private static final int KEYS = 40_000;

    private record Session(int key, byte[] body) {}

    public static void main(String[] arguments) {
        long length = (long) (Double.parseDouble(arguments[0]) * TimeUnit.SECONDS.toNanos(1));
        Map<Integer, Session> cache = new HashMap<>();
        long state = 7;
        // What happens while classes are loaded and compiled is no part of the rate.
        long begin = System.nanoTime();
        long counted = begin + length / 5;
        long requests = 0;
        long now = begin;
        while (now - begin < length) {
            for (int i = 0; i < 500; i++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                int key = (int) ((state >>> 33) % KEYS);
                var scratch = new StringBuilder().append("request ").append(key).append(state).toString();
                if (scratch.hashCode() % 3 == 0 || !cache.containsKey(key)) {
                    cache.put(key, new Session(key, new byte[200 + (int) (state >>> 56)]));
                }
            }
            now = System.nanoTime();
            requests += now > counted ? 500 : 0;
        }
        boolean consistent = cache.entrySet().stream().allMatch(entry -> entry.getValue().key() == entry.getKey());
        System.out.println(consistent ? "consistent" : "inconsistent");
        System.out.println("rate " + Math.round(requests * 1e9 / (now - counted)));
    }
}
