package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.proposers.llm.model.Tool;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.List;

/// Shows lines of a file.
record ReadFile(Desk desk) implements DeskTool {
    private static final int LINES = 400;
    private static final int MOST = 2_000;
    private static final int WIDTH = 2_000;
    private static final long LARGEST = 4L << 20;

    @Override
    public Tool spec() {
        return new Tool("read_file",
                "Shows lines of a text file of the project, exactly as they are. Without `from` and `lines` the first "
                        + LINES + ".",
                JsonObjectSchema.builder().addStringProperty("path", "relative to the project folder")
                        .addIntegerProperty("from", "first line, from 1")
                        .addIntegerProperty("lines", "how many lines, at most " + MOST).required("path").build());
    }

    @Override
    public Outcome call(Arguments arguments) {
        Desk.Place place = desk.readable(arguments.text("path"));
        List<String> lines = Desk.text(place, LARGEST).lines().toList();
        int first = Math.max(1, arguments.number("from", 1));
        int count = Math.clamp(arguments.number("lines", LINES), 1, MOST);
        if (lines.isEmpty()) {
            return Outcome.of(place.path() + " is empty.");
        }
        if (first > lines.size()) {
            throw new Unusable(place.path() + " has only " + lines.size() + " lines.");
        }
        var text = new StringBuilder();
        int line = first - 1;
        while (line < lines.size() && line < first - 1 + count && text.length() < Data.LIMIT) {
            String content = lines.get(line);
            String shown = content.length() > WIDTH ? content.substring(0, WIDTH) + "…" : content;
            if (!text.isEmpty() && text.length() + shown.length() > Data.LIMIT - 1) {
                break;
            }
            text.append(shown).append('\n');
            line++;
        }
        String range = "lines " + first + " to " + line + " of " + lines.size();
        return Outcome.of(Data.of(place.path() + ", " + range, text.toString())
                + (line < lines.size() ? "\nThere is more from line " + (line + 1) + " on." : ""));
    }

    @Override
    public String doing(Arguments arguments) {
        return "reads " + arguments.text("path");
    }
}
