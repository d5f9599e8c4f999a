package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.proposers.llm.model.Tool;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Finds lines.
record Search(Desk desk, Duration limit) implements DeskTool {

    /// The largest file that is searched, in bytes.
    static final int LARGEST = 8 << 20;

    private static final int MOST = 100;
    private static final int WIDTH = 300;

    @Override
    public Tool spec() {
        return new Tool("search", "Finds lines in the files of the project, at most " + MOST + ".",
                JsonObjectSchema.builder().addStringProperty("text", "what to find in a line")
                        .addBooleanProperty("regex", "whether `text` is a regular expression; not without it")
                        .addStringProperty("glob", "which files, such as src/**/*.c; all without it").required("text")
                        .build());
    }

    @Override
    public Outcome call(Arguments arguments) {
        String text = arguments.text("text");
        if (text.isEmpty()) {
            throw new Unusable("The argument `text` is empty.");
        }
        Pattern pattern = pattern(text, arguments.flag("regex"));
        long end = System.nanoTime() + limit.toNanos();
        var found = new StringBuilder();
        int count = 0;
        for (Desk.Place place : desk.files(ListFiles.globs(arguments))) {
            List<String> lines = lines(place);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(new Timed(lines.get(i), end)).find()) {
                    if (++count > MOST || found.length() > Data.LIMIT - WIDTH * 2) {
                        return Outcome.of(Data.of("The first lines", found.toString())
                                + "\nThere are more; search for something narrower.");
                    }
                    found.append(place.path()).append(':').append(i + 1).append(": ").append(cut(lines.get(i)))
                            .append('\n');
                }
            }
        }
        return Outcome.of(count == 0
                ? "Nothing was found."
                : Data.of(count == 1 ? "1 line" : count + " lines", found.toString()));
    }

    private static Pattern pattern(String text, boolean regex) {
        try {
            return Pattern.compile(text, regex ? 0 : Pattern.LITERAL);
        } catch (PatternSyntaxException e) {
            throw new Unusable("'" + text + "' is not a regular expression: " + e.getDescription() + ".");
        }
    }

    private static List<String> lines(Desk.Place place) {
        try {
            if (Files.size(place.file()) > LARGEST) {
                return List.of();
            }
            byte[] bytes = Files.readAllBytes(place.file());
            for (int i = 0; i < Math.min(bytes.length, 8_000); i++) {
                if (bytes[i] == 0) {
                    return List.of();
                }
            }
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String cut(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
    }

    @Override
    public String doing(Arguments arguments) {
        return "searches for " + arguments.text("text");
    }

    /// A line that ends a regular expression which takes for ever.
    private static final class Timed implements CharSequence {
        private static final int OFTEN = 1024;

        private final CharSequence line;
        private final long end;
        private int looks;

        Timed(CharSequence line, long end) {
            this.line = line;
            this.end = end;
        }

        @Override
        public char charAt(int index) {
            if (++looks % OFTEN == 0 && System.nanoTime() > end) {
                throw new Unusable("The search took too long. Search for something simpler, or in fewer files.");
            }
            return line.charAt(index);
        }

        @Override
        public int length() {
            return line.length();
        }

        @Override
        public CharSequence subSequence(int start, int stop) {
            return line.subSequence(start, stop);
        }

        @Override
        public String toString() {
            return line.toString();
        }
    }
}
