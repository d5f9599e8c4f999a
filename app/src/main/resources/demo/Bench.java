import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Compresses real text (the licences and notices that come with this JDK) with java.util.zip.Deflater under the
/// settings of compress.conf, checks that everything comes back byte for byte, and prints the size.
public final class Bench {
    private static final int MOST_BYTES = 700_000;
    private static final int CAPITAL = 1;
    private static final int FIRST_CODE = 128;

    public static void main(String[] arguments) throws IOException, DataFormatException {
        Properties settings = new Properties();
        try (var in = Files.newBufferedReader(Path.of("compress.conf"))) {
            settings.load(in);
        }
        byte[] text = corpus(settings.getProperty("order"));
        long began = System.nanoTime();
        List<byte[]> words = words(text, number(settings, "word-codes"), number(settings, "word-length"));
        byte[] prepared = encode(text, words, flag(settings, "capitals"));
        int block = number(settings, "block-kb") * 1024;
        int history = Math.min(number(settings, "history-kb") * 1024, 32 * 1024);
        Deflater deflater = new Deflater(number(settings, "level"), true);
        deflater.setStrategy(strategy(settings.getProperty("strategy")));
        long size = words.stream().mapToLong(word -> word.length + 1L).sum();
        ByteArrayOutputStream back = new ByteArrayOutputStream(prepared.length);
        for (int from = 0; from < prepared.length; from += block) {
            int to = Math.min(from + block, prepared.length);
            byte[] dictionary = Arrays.copyOfRange(prepared, Math.max(0, from - history), from);
            byte[] packed = deflate(deflater, prepared, from, to, dictionary);
            size += packed.length + 4L;
            inflate(packed, dictionary, to - from, back);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!Arrays.equals(decode(back.toByteArray(), words, flag(settings, "capitals")), text)) {
            System.err.println("the text did not come back as it was");
            System.exit(1);
        }
        System.out.println("METRIC compressed_bytes=" + size);
        System.out.println("METRIC ratio=" + (double) text.length / size);
        System.out.println("METRIC seconds=" + seconds);
    }

    private static byte[] corpus(String order) throws IOException {
        Map<String, byte[]> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.home"), "legal"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (ascii(bytes)) {
                    texts.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), bytes);
                }
            }
        }
        Comparator<byte[]> by = switch (order) {
            case "size" -> Comparator.comparingInt(bytes -> bytes.length);
            case "tail" -> Comparator.comparing(
                    bytes -> new String(bytes, Math.max(0, bytes.length - 400), Math.min(400, bytes.length),
                            StandardCharsets.ISO_8859_1));
            default -> Comparator.comparing(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
        };
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        texts.values().stream().sorted(by).forEach(all::writeBytes);
        return Arrays.copyOf(all.toByteArray(), Math.min(all.size(), MOST_BYTES));
    }

    private static boolean ascii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 9) {
                return false;
            }
        }
        return true;
    }

    /// The words whose replacement by one byte saves most.
    private static List<byte[]> words(byte[] text, int count, int least) {
        Map<String, Integer> uses = new HashMap<>();
        for (String word : new String(text, StandardCharsets.ISO_8859_1).split("[^a-z]+")) {
            if (word.length() >= least) {
                uses.merge(word, 1, Integer::sum);
            }
        }
        return uses.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Integer> use) -> -(use.getKey().length() - 1L) * use.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(Math.min(count, 128)).map(use -> use.getKey().getBytes(StandardCharsets.ISO_8859_1))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static byte[] encode(byte[] text, List<byte[]> words, boolean capitals) {
        Map<String, Integer> codes = new HashMap<>();
        words.forEach(word -> codes.put(new String(word, StandardCharsets.ISO_8859_1), FIRST_CODE + codes.size()));
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length;) {
            int end = i;
            while (end < text.length && text[end] >= 'a' && text[end] <= 'z') {
                end++;
            }
            if (end > i) {
                Integer code = codes.get(new String(text, i, end - i, StandardCharsets.ISO_8859_1));
                if (code != null) {
                    out.write(code);
                } else {
                    out.write(text, i, end - i);
                }
                i = end;
            } else {
                if (capitals && text[i] >= 'A' && text[i] <= 'Z') {
                    out.write(CAPITAL);
                    out.write(text[i] + 32);
                } else {
                    out.write(text[i]);
                }
                i++;
            }
        }
        return out.toByteArray();
    }

    private static byte[] decode(byte[] bytes, List<byte[]> words, boolean capitals) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 2);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            if (b >= FIRST_CODE) {
                out.writeBytes(words.get(b - FIRST_CODE));
            } else if (capitals && b == CAPITAL) {
                i++;
                out.write(bytes[i] - 32);
            } else {
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    private static byte[] deflate(Deflater deflater, byte[] text, int from, int to, byte[] dictionary) {
        deflater.reset();
        if (dictionary.length > 0) {
            deflater.setDictionary(dictionary);
        }
        deflater.setInput(text, from, to - from);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        return out.toByteArray();
    }

    private static void inflate(byte[] packed, byte[] dictionary, int length, ByteArrayOutputStream out)
            throws DataFormatException {
        Inflater inflater = new Inflater(true);
        if (dictionary.length > 0) {
            inflater.setDictionary(dictionary);
        }
        inflater.setInput(packed);
        byte[] text = new byte[length];
        int done = 0;
        while (done < length && !inflater.finished()) {
            done += inflater.inflate(text, done, length - done);
        }
        inflater.end();
        out.write(text, 0, done);
    }

    private static int strategy(String name) {
        return switch (name) {
            case "default" -> Deflater.DEFAULT_STRATEGY;
            case "filtered" -> Deflater.FILTERED;
            case "huffman" -> Deflater.HUFFMAN_ONLY;
            default -> throw new IllegalArgumentException("unknown strategy " + name);
        };
    }

    private static int number(Properties settings, String name) {
        return Integer.parseInt(settings.getProperty(name).strip());
    }

    private static boolean flag(Properties settings, String name) {
        return Boolean.parseBoolean(settings.getProperty(name).strip());
    }
}
