import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Allocation-heavy work as servers do it: requests are parsed into small objects, counted, and put in a cache with a
/// bound; most objects die young, some live for a while, the cache stays. The same seed gives the same checksum, so that
/// every run does exactly the same work.
final class Work {
    private static final int WARM_UP = 2;
    private static final int BATCHES = 5;
    private static final int REQUESTS = 25_000;
    private static final int CACHED = 60_000;
    private static final long EXPECTED = 6989964942947294983L;

    private long state = 0x9e3779b97f4a7c15L;
    private long sum;
    private final Map<String, Session> cache = new LinkedHashMap<>(CACHED * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > CACHED;
        }
    };
    private final ArrayDeque<byte[]> window = new ArrayDeque<>();

    private record Session(String user, Map<String, String> fields, int[] history) {}

    public static void main(String[] arguments) {
        Work work = new Work();
        for (int batch = 0; batch < WARM_UP; batch++) {
            work.batch();
        }
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long used = process.getProcessCpuTime();
        for (int batch = 0; batch < BATCHES; batch++) {
            work.batch();
        }
        double milliseconds = (System.nanoTime() - start) / 1e6;
        double cpuMilliseconds = (process.getProcessCpuTime() - used) / 1e6;
        if (work.sum != EXPECTED) {
            System.err.println("wrong result: " + work.sum);
            System.exit(1);
        }
        System.out.printf(Locale.ROOT, "METRIC cpu_ms=%.2f%n", cpuMilliseconds / BATCHES);
        System.out.printf(Locale.ROOT, "METRIC batch_ms=%.2f%n", milliseconds / BATCHES);
    }

    private int draw(int bound) {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) ((state >>> 1) % bound);
    }

    private void batch() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            String request = request();
            Map<String, String> fields = new HashMap<>();
            for (String part : request.split("&")) {
                String[] pair = part.split("=");
                fields.put(pair[0], pair[1]);
                counts.merge(pair[0], 1, Integer::sum);
            }
            String user = fields.get("user");
            Session session = cache.get(user);
            if (session == null || draw(4) == 0) {
                session = new Session(user, fields, new int[32 + draw(96)]);
                cache.put(user, session);
            }
            session.history()[draw(32)] += fields.size();
            sum = sum * 31 + session.history()[0] + fields.size() + user.length();
            window.add(new byte[64 + draw(1024)]);
            if (window.size() > 8_000) {
                sum += window.remove().length;
            }
        }
        for (int count : counts.values()) {
            sum += count;
        }
    }

    private String request() {
        StringBuilder request = new StringBuilder("user=u").append(draw(120_000));
        for (int i = 0, n = 2 + draw(6); i < n; i++) {
            request.append("&k").append(draw(40)).append('=').append(draw(1_000_000));
        }
        return request.toString();
    }
}
