package dev.autoresearch.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Prints what each step of an experiment costs in repositories of 50 and 2,000 files. Run it by hand.
final class Timing {
    private Timing() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        for (int files : new int[]{50, 2000}) {
            Path folder = Files.createTempDirectory("timing");
            var scratch = new Scratch(folder);
            scratch.git("init", "-q");
            for (int i = 0; i < files; i++) {
                scratch.write("src/dir" + i / 20 + "/file" + i + ".txt", "value = " + i + "\n" + "line\n".repeat(40));
            }
            String incumbent = scratch.commitAll("start");
            var took = new LinkedHashMap<String, Long>();
            int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 600;
            try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
                for (int n = 1; n <= rounds; n++) {
                    Map<String, Long> into = n > rounds / 2 ? took : new LinkedHashMap<>();
                    Scratch.writeTo(workspace.desk().resolve("src/dir0/file1.txt"), "value = x" + n + "\n");
                    long at = System.nanoTime();
                    Edit edit = workspace.inspect(incumbent);
                    at = lap(into, "inspect", at);
                    var candidate = workspace.commit((Edit.Allowed) edit, incumbent, "try " + n);
                    at = lap(into, "commit", at);
                    workspace.publish(Integer.toString(n), candidate.commit());
                    at = lap(into, "publish", at);
                    workspace.bench().lay(candidate.commit());
                    at = lap(into, "checkOut", at);
                    workspace.bench().tampered();
                    at = lap(into, "tampered", at);
                    if (n % 4 == 0) {
                        workspace.advance(candidate.commit());
                        incumbent = candidate.commit();
                        lap(into, "advance", at);
                    } else {
                        workspace.resetDesk(incumbent);
                        lap(into, "resetDesk", at);
                    }
                }
            }
            Map<String, Integer> counts = Map.of("advance", rounds / 8, "resetDesk", rounds * 3 / 8);
            took.forEach((step, nanos) -> System.out.printf("%d files: %s %.2f ms%n", files, step,
                    nanos / 1e6 / counts.getOrDefault(step, rounds / 2)));
            Folders.delete(folder);
        }
    }

    private static long lap(Map<String, Long> took, String step, long since) {
        long now = System.nanoTime();
        took.merge(step, now - since, Long::sum);
        return now;
    }
}
