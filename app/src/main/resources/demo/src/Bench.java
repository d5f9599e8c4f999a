import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Compresses the texts that come with the JDK as `compress.conf` says, block by block, and reports the size. Every
/// block is decompressed again and compared, so a setting that loses a byte fails instead of winning.
final class Bench {
    private static final int MOST = 512 << 10;

    public static void main(String[] arguments) throws IOException, DataFormatException {
        byte[] text = texts(Path.of(System.getProperty("java.home")));
        Settings settings = Settings.read(Path.of("compress.conf"));
        long start = System.nanoTime();
        long size = 0;
        for (int from = 0; from < text.length; from += settings.block) {
            int to = Math.min(text.length, from + settings.block);
            byte[] block = Arrays.copyOfRange(text, from, to);
            byte[] dictionary = Arrays.copyOfRange(text, Math.max(0, from - settings.dictionary), from);
            byte[] packed = pack(block, dictionary, settings);
            if (!Arrays.equals(block, unpack(packed, dictionary, settings))) {
                System.err.println("the block at byte " + from + " does not come back as it was");
                System.exit(1);
            }
            size += packed.length;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println("text: " + text.length + " bytes");
        System.out.println("METRIC compressed_bytes=" + size);
        System.out.println("METRIC seconds=" + Math.round(seconds * 1000) / 1000.0);
    }

    /// Licences and configuration files of the JDK, each once, in a fixed order.
    private static byte[] texts(Path jdk) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (String folder : new String[] {"legal", "conf"}) {
            Path root = jdk.resolve(folder);
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (var paths = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
                paths.filter(Files::isReadable).filter(Files::isRegularFile)
                        .forEach(path -> files.put(jdk.relativize(path).toString(), bytes(path)));
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        TreeMap<String, Boolean> seen = new TreeMap<>();
        for (byte[] content : files.values()) {
            if (seen.put(new String(content, StandardCharsets.ISO_8859_1), true) == null) {
                all.write(content);
            }
        }
        if (all.size() < 64 << 10) {
            System.err.println("the JDK at " + jdk + " has too little text in legal/ and conf/; name another in autoresearch.yaml (JDK)");
            System.exit(1);
        }
        return Arrays.copyOf(all.toByteArray(), Math.min(all.size(), MOST));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] pack(byte[] block, byte[] dictionary, Settings settings) {
        byte[] data = settings.sort ? Transform.sort(block) : block;
        data = settings.moveToFront ? Transform.moveToFront(data) : data;
        data = settings.zeroRuns ? Transform.shortenZeroRuns(data) : data;
        Deflater deflater = new Deflater(settings.level, settings.raw);
        deflater.setStrategy(settings.strategy);
        if (dictionary.length > 0) {
            deflater.setDictionary(dictionary);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 << 10];
        // In portions, each ended by a flush where the settings ask for it, as a writer of a log would.
        int portion = settings.flush == 0 ? data.length : settings.flush;
        for (int from = 0; from < data.length; from += portion) {
            int length = Math.min(portion, data.length - from);
            deflater.setInput(data, from, length);
            boolean last = from + length == data.length;
            if (last) {
                deflater.finish();
            }
            int written;
            do {
                written = deflater.deflate(buffer, 0, buffer.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                out.write(buffer, 0, written);
            } while (last ? !deflater.finished() : written == buffer.length || !deflater.needsInput());
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] unpack(byte[] packed, byte[] dictionary, Settings settings) throws DataFormatException {
        Inflater inflater = new Inflater(settings.raw);
        if (settings.raw && dictionary.length > 0) {
            inflater.setDictionary(dictionary);
        }
        inflater.setInput(packed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 << 10];
        while (!inflater.finished()) {
            int read = inflater.inflate(buffer);
            if (read == 0 && inflater.needsDictionary()) {
                inflater.setDictionary(dictionary);
            } else if (read == 0 && inflater.needsInput()) {
                break;
            }
            out.write(buffer, 0, read);
        }
        inflater.end();
        byte[] data = out.toByteArray();
        data = settings.zeroRuns ? Transform.lengthenZeroRuns(data) : data;
        data = settings.moveToFront ? Transform.moveBack(data) : data;
        return settings.sort ? Transform.unsort(data) : data;
    }

    private record Settings(int block, int dictionary, int level, int strategy, boolean raw, int flush, boolean sort,
            boolean moveToFront, boolean zeroRuns) {

        static Settings read(Path file) throws IOException {
            Properties values = new Properties();
            for (String line : Files.readAllLines(file)) {
                String[] pair = line.replaceFirst("#.*", "").split("=", 2);
                if (pair.length == 2) {
                    values.setProperty(pair[0].strip(), pair[1].strip());
                }
            }
            return new Settings(number(values, "block_kb", 1, 1024) << 10,
                    Math.min(number(values, "dictionary_kb", 0, 32) << 10, 32 << 10), number(values, "level", 0, 9),
                    strategy(text(values, "strategy")), yes(values, "raw"), number(values, "flush_kb", 0, 1024) << 10,
                    yes(values, "sort"), yes(values, "move_to_front"), yes(values, "zero_runs"));
        }

        private static String text(Properties values, String key) {
            String value = values.getProperty(key);
            if (value == null) {
                throw new IllegalArgumentException("compress.conf lacks " + key);
            }
            return value;
        }

        private static int number(Properties values, String key, int low, int high) {
            int value = Integer.parseInt(text(values, key));
            if (value < low || value > high) {
                throw new IllegalArgumentException(key + " is " + value + ", expected " + low + " to " + high);
            }
            return value;
        }

        private static boolean yes(Properties values, String key) {
            return switch (text(values, key)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(key + " must be true or false");
            };
        }

        private static int strategy(String name) {
            return switch (name) {
                case "default" -> Deflater.DEFAULT_STRATEGY;
                case "filtered" -> Deflater.FILTERED;
                case "huffman" -> Deflater.HUFFMAN_ONLY;
                default -> throw new IllegalArgumentException("strategy must be default, filtered or huffman");
            };
        }
    }
}
