package dev.autoresearch.proposers.search.knob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.proposers.Samples;
import dev.autoresearch.proposers.search.optimize.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnobFormatsTest {
    private static final String[] NAMES = {"level", "grösse", "pool_size", "enabled", "alpha", "Cache-Max", "w9"};

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.jsonc", "a.yaml", "a.toml", "a.properties", "a.ini", "nginx.conf", "a.env",
            "A.java",
            "a.c", "a.go", "a.rs", "a.py", "a.ts", "a.sh"})
    void writingValuesTouchesOnlyTheirSpansAndReadsBack(String name) throws IOException {
        for (long seed = 0; seed < 40; seed++) {
            var random = new SplittableRandom(seed);
            String text = document(name, random);
            Files.writeString(root.resolve(name), text);
            KnobSet before = finder(name).find(root, Map.of());
            Point target = before.space().random(random);
            before.write(root, target);
            String written = Files.readString(root.resolve(name));
            String what = name + " with seed " + seed + "\n" + text;

            Map<String, String> origins = new HashMap<>();
            before.tunables().forEach(tunable -> origins.put(tunable.id(), tunable.origin()));
            KnobSet after = finder(name).find(root, origins);
            assertThat(after.current()).as(what).isEqualTo(target);
            assertThat(outside(written, after)).as(what).isEqualTo(outside(text, before));
            assertThat(after.differences(target)).as(what).isEqualTo(before.differences(target));
            assertThat(after.at(before.differences(target))).as(what).contains(target);

            after.write(root, target);
            assertThat(Files.readString(root.resolve(name))).as(what).isEqualTo(written);
            after.write(root, before.current());
            assertThat(Files.readString(root.resolve(name))).as(what).isEqualTo(text);
        }
    }

    @Test
    void bytesThatAreNotUtf8AndTheByteOrderMarkStay() throws IOException {
        byte[] latin = "# gr\u00f6\u00dfe\r\npool_size = 16\r\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(root.resolve("a.ini"), latin);
        KnobSet knobs = finder("a.ini").find(root, Map.of());
        knobs.write(root, Point.of(32));
        assertThat(Files.readAllBytes(root.resolve("a.ini")))
                .isEqualTo("# gr\u00f6\u00dfe\r\npool_size = 32\r\n".getBytes(StandardCharsets.ISO_8859_1));

        Files.writeString(root.resolve("b.yaml"), "\uFEFF# \uD83D\uDE00\nlevel: 6\n");
        finder("b.yaml").find(root, Map.of()).write(root, Point.of(9));
        assertThat(Files.readString(root.resolve("b.yaml"))).isEqualTo("\uFEFF# \uD83D\uDE00\nlevel: 9\n");
        Files.writeString(root.resolve("c.json"), "\uFEFF{\"a\u00e4\uD83D\uDE00\": 6}");
        finder("c.json").find(root, Map.of()).write(root, Point.of(9));
        assertThat(Files.readString(root.resolve("c.json"))).isEqualTo("\uFEFF{\"a\u00e4\uD83D\uDE00\": 9}");
    }

    @Test
    void keysNameThePlaceInTheStructure() throws IOException {
        assertThat(keys("a.json", "{\"a\": {\"b\": [5, {\"c\": true}]}, \"name\": \"x\"}")).containsExactly("a.b.0",
                "a.b.1.c");
        assertThat(keys("a.yaml", "a:\n  b: &x 5\n  c: *x\n  d: [7, 8]\n")).containsExactly("a.b", "a.d.0", "a.d.1");
        assertThat(keys("a.toml", "x = 5\n[a.b]\n\"c\" = 7 # seven\nlist = [\n 1,\n 2 = 3\n]\n[[t]]\nn = 1_000\n"))
                .containsExactly("x", "a.b.c", "t.n");
        assertThat(keys("nginx.conf",
                "worker_processes 4;\nhttp {\n  gzip on;\n  server { \n    buffer_size 64k;\n  }\n}\n"))
                .containsExactly("worker_processes", "http.gzip", "http.server.buffer_size");
        assertThat(keys("a.ini", "[one]\nlevel=5\n[two]\nlevel: 5\nlevel = 6 ; note\n"))
                .containsExactly("one.level", "two.level", "two.level#2");
        assertThat(keys("A.java", """
                class A {
                  private static final int LEVEL = 6;
                  /*
                  static final int OLD = 7;
                  */
                  static final long BIG = 1 << 20;
                  int x = 8;
                }
                """)).containsExactly("LEVEL");
        assertThat(keys("a.go", "const Level = 6\nconst (\n\tSize = 16\n)\nvar x = 9\n")).containsExactly("Level",
                "Size");
    }

    @Test
    void numbersKeepTheirStyle() throws IOException {
        assertThat(rewritten("a.yaml", "a: 8 # eight\nb: 1e-3\nc: 2.50\nd: 64MB\ne: yes\n", 16, 2e-3, 3, 128, 0))
                .isEqualTo("a: 16 # eight\nb: 2e-3\nc: 3.0\nd: 128MB\ne: no\n");
    }

    @Test
    void valuesThatNameSomethingAreLeftAlone() throws IOException {
        assertThat(keys("a.yaml", """
                port: 8080
                httpPort: 81
                version: 3
                copyright: 2024
                seed: 42
                user_id: 17
                started: 2024-01-31
                code: 007
                sha: 1234567890
                zero: 0
                one: 1
                host: 10.0.0.1
                path: /usr/2/x
                threads: 1
                """)).containsExactly("threads");
    }

    private List<String> keys(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
        return finder(name).find(root, Map.of()).tunables().stream().map(Tunable::key).toList();
    }

    private String rewritten(String name, String text, double... values) throws IOException {
        Files.writeString(root.resolve(name), text);
        finder(name).find(root, Map.of()).write(root, Point.of(values));
        return Files.readString(root.resolve(name));
    }

    private static KnobFinder finder(String name) {
        Configuration configuration = Samples.configuration(List.of(), name);
        return new KnobFinder(configuration);
    }

    private static String outside(String text, KnobSet knobs) {
        var rest = new StringBuilder(text);
        for (Tunable tunable : knobs.tunables().reversed()) {
            rest.replace(tunable.place().start(), tunable.place().end(), "\u0000");
        }
        return rest.toString();
    }

    private static String document(String name, SplittableRandom random) {
        String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        String extension = name.substring(name.lastIndexOf('.') + 1);
        var lines = new ArrayList<String>();
        int count = 2 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            String key = NAMES[random.nextInt(NAMES.length)] + i;
            String plain = "K" + i;
            String value = value(random);
            String note = random.nextBoolean() ? "" : "é 12";
            String blank = " ".repeat(random.nextInt(3));
            lines.add(switch (extension) {
                case "json" ->
                    "  \"" + key + "\":" + blank + (random.nextInt(4) == 0 ? "[" + value + ", \"s 7\"]" : value)
                            + (i < count - 1 ? "," : "");
                case "jsonc" -> "  \"" + key + "\" : " + value + " , // " + note;
                case "yaml" -> key + ":  " + value + (note.isEmpty() ? "" : " # " + note);
                case "toml" -> plain + blank + "=" + blank + value + (note.isEmpty() ? "" : " # " + note);
                case "properties" -> key + blank + "=" + blank + value;
                case "ini" -> (i == 1 ? "[part 1]" + end : "") + plain + blank + "=" + blank + value
                        + (note.isEmpty() ? "" : " ; " + note);
                case "conf" -> (i == 1 ? "block {" + end : "") + plain + "  " + value + blank + ";"
                        + (i == count - 1 ? end + "}" : "");
                case "env" -> (random.nextBoolean() ? "export " : "") + plain + "=" + value;
                case "java" -> "  private static final Object " + plain + " = " + value + "; // " + note;
                case "c" -> random.nextBoolean()
                        ? "#define " + plain + "  " + value + "  /* " + note + " */"
                        : "static const int " + plain + blank + "=" + value + ";";
                case "go" -> "const " + plain + " = " + value;
                case "rs" -> "pub const " + plain + ": usize = " + value + ";";
                case "py" -> plain + blank + "=" + blank + value + "  # " + note;
                case "ts" -> "export const " + plain + ": number = " + value + ";";
                default -> plain + "=" + value;
            });
        }
        lines.add(0, switch (extension) {
            case "json" -> "{ \"unrelated\": null, \"threads\": 4,";
            case "jsonc" -> "{ /* 9 */ \"threads\": 4,";
            case "yaml" -> "threads: 4";
            case "properties", "ini", "toml", "env" -> "threads=4";
            case "conf" -> "threads 4;";
            case "java" -> "class A { // 5" + end + "static final int THREADS = 4;";
            case "c" -> "#define THREADS 4";
            case "go" -> "const Threads = 4";
            case "rs" -> "const THREADS: usize = 4;";
            case "ts" -> "const threads = 4";
            default -> "THREADS=4";
        });
        if (extension.startsWith("json") || extension.equals("java")) {
            lines.add("}");
        }
        return String.join(end, lines) + (random.nextBoolean() ? end : "");
    }

    private static String value(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> Integer.toString(2 + random.nextInt(1900));
            case 1 -> "-" + (1 + random.nextInt(50));
            case 2 -> "0." + (1 + random.nextInt(98));
            case 3 -> "0.00" + (1 + random.nextInt(9));
            case 4 -> (1 + random.nextInt(9)) + "." + random.nextInt(10) + "e-" + (1 + random.nextInt(6));
            case 5 -> random.nextBoolean() ? "true" : "false";
            default -> (3 + random.nextInt(90)) + ".5";
        };
    }
}
