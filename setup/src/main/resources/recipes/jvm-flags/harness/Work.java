import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The work that is timed: counts the words of a made-up text, many short-lived objects and some that stay. */
final class Work {
    public static void main(String[] arguments) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        List<String> kept = new ArrayList<>();
        long state = 42;
        for (int line = 0; line < 6_000; line++) {
            var text = new StringBuilder();
            for (int word = 0; word < 20; word++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                text.append("word").append((state >>> 33) % 5_000).append(' ');
            }
            for (String word : text.toString().split(" ")) {
                counts.merge(word, 1, Integer::sum);
            }
            if (line % 10 == 0) {
                kept.add(text.toString());
            }
        }
        long sum = counts.entrySet().stream().mapToLong(entry -> (long) entry.getKey().hashCode() * entry.getValue()).sum();
        System.out.println("result " + counts.size() + " " + kept.size() + " " + sum);
        System.out.println("kb " + peak());
    }

    /** The most memory that was in use, in kB. */
    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            Runtime runtime = Runtime.getRuntime();
            return (runtime.totalMemory() - runtime.freeMemory()) / 1000;
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }
}
