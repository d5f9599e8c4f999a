import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/// Replays the hour against the caches that cache.conf describes, and prints what they are worth.
final class Replay {
    private record Entry(int bytes, double since, int version) {}

    /// A cache of one kind of things.
    private interface Store {
        Entry get(int id);

        void put(int id, Entry entry);

        long bytes();
    }

    public static void main(String[] arguments) throws IOException {
        Map<Trace.Kind, Store> stores = new EnumMap<>(Trace.Kind.class);
        Map<Trace.Kind, Double> ttls = new EnumMap<>(Trace.Kind.class);
        Properties settings = settings();
        double shares = 0;
        for (Trace.Kind kind : Trace.Kind.values()) {
            shares += number(settings, name(kind) + "_share");
        }
        for (Trace.Kind kind : Trace.Kind.values()) {
            long bytes = (long) (number(settings, "total_kb") * 1024 * number(settings, name(kind) + "_share") / shares);
            stores.put(kind, store(settings.getProperty(name(kind) + "_policy"), bytes));
            ttls.put(kind, number(settings, name(kind) + "_ttl"));
        }
        var count = new Object() {
            long requests;
            long hits;
            long stale;
            long most;
        };
        Trace.replay(request -> {
            Store store = stores.get(request.kind());
            Entry entry = store.get(request.id());
            count.requests++;
            if (entry != null && request.second() - entry.since() <= ttls.get(request.kind())) {
                count.hits++;
                count.stale += entry.version() == request.version() ? 0 : 1;
            } else {
                store.put(request.id(), new Entry(request.bytes(), request.second(), request.version()));
            }
            if (count.requests % 10_000 == 0) {
                count.most = Math.max(count.most, stores.values().stream().mapToLong(Store::bytes).sum());
            }
        });
        System.out.printf("METRIC hit_rate=%.5f%n", (double) count.hits / count.requests);
        System.out.printf("METRIC stale_rate=%.5f%n", (double) count.stale / count.requests);
        System.out.printf("METRIC memory_mb=%.3f%n", count.most / 1e6);
    }

    private static Store store(String policy, long capacity) {
        return switch (policy) {
            case "lru" -> new Linked(capacity, true);
            case "fifo" -> new Linked(capacity, false);
            case "tinylfu" -> new Frequency(capacity);
            default -> throw new IllegalArgumentException("no such policy: " + policy);
        };
    }

    /// In the order of use or of arrival.
    private static final class Linked implements Store {
        private final LinkedHashMap<Integer, Entry> entries;
        private final long capacity;
        private long bytes;

        Linked(long capacity, boolean byUse) {
            this.capacity = capacity;
            this.entries = new LinkedHashMap<>(1024, 0.75f, byUse);
        }

        @Override
        public Entry get(int id) {
            return entries.get(id);
        }

        @Override
        public void put(int id, Entry entry) {
            Entry old = entries.put(id, entry);
            bytes += entry.bytes() - (old == null ? 0 : old.bytes());
            var oldest = entries.values().iterator();
            while (bytes > capacity) {
                bytes -= oldest.next().bytes();
                oldest.remove();
            }
        }

        @Override
        public long bytes() {
            return bytes;
        }
    }

    /// Caffeine as it comes.
    private static final class Frequency implements Store {
        private final Cache<Integer, Entry> cache;

        Frequency(long capacity) {
            this.cache = Caffeine.newBuilder().maximumWeight(capacity)
                    .weigher((Integer id, Entry entry) -> entry.bytes()).executor(Runnable::run).build();
        }

        @Override
        public Entry get(int id) {
            return cache.getIfPresent(id);
        }

        @Override
        public void put(int id, Entry entry) {
            cache.put(id, entry);
        }

        @Override
        public long bytes() {
            return cache.policy().eviction().orElseThrow().weightedSize().orElse(0);
        }
    }

    private static Properties settings() throws IOException {
        var settings = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("cache.conf"))) {
            settings.load(in);
        }
        // A remark may stand behind a value.
        settings.replaceAll((key, value) -> value.toString().replaceFirst("\\s*#.*", ""));
        return settings;
    }

    private static double number(Properties settings, String name) {
        return Double.parseDouble(settings.getProperty(name));
    }

    private static String name(Trace.Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
