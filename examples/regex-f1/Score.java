import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs the patterns over the labelled corpus and prints how well they find what is labelled: precision, recall and F1
/// over all kinds together. A pattern that looks at a text more often than any sensible one does fails the run.
class Score {
    private static final int LOOKS = 20_000;

    public static void main(String[] arguments) throws IOException {
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("patterns.conf"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" = ", 2);
                patterns.put(parts[0], Pattern.compile(parts[1]));
            }
        }
        int right = 0;
        int wrong = 0;
        int missed = 0;
        for (String line : Files.readAllLines(Path.of("corpus.tsv"))) {
            String[] cells = line.split("\t");
            List<String> wanted = new ArrayList<>(Arrays.asList(cells).subList(1, cells.length));
            for (Map.Entry<String, Pattern> kind : patterns.entrySet()) {
                Matcher matcher = kind.getValue().matcher(new Counted(cells[0], new int[1]));
                while (matcher.find()) {
                    if (wanted.remove(kind.getKey() + "=" + matcher.group())) {
                        right++;
                    } else {
                        wrong++;
                    }
                }
            }
            missed += wanted.size();
        }
        System.out.printf("METRIC f1=%.6f%n", 2.0 * right / (2.0 * right + wrong + missed));
        System.out.printf("METRIC precision=%.6f%n", right == 0 ? 0 : 1.0 * right / (right + wrong));
        System.out.printf("METRIC recall=%.6f%n", 1.0 * right / (right + missed));
    }

    /// A text that counts how often it is looked at: backtracking without end is caught by it, on any machine alike.
    private record Counted(String text, int[] looks) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (++looks[0] > LOOKS) {
                throw new IllegalStateException("a pattern goes back and forth without end over: " + text);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
