package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.proposers.llm.model.Tool;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.ArrayList;
import java.util.List;

/// Replaces a text that is in a file exactly once.
record EditFile(Desk desk) implements DeskTool {
    private static final long LARGEST = 4L << 20;
    private static final int NEAR = 3;
    private static final int SHOWN = 10;

    @Override
    public Tool spec() {
        return new Tool("edit_file",
                "Replaces a text in a file. `old` must be in the file exactly once, to the character; take in "
                        + "neighbouring lines to make it so.",
                JsonObjectSchema.builder().addStringProperty("path", "relative to the project folder")
                        .addStringProperty("old", "the text that is there now")
                        .addStringProperty("new", "the text to be there instead").required("path", "old", "new")
                        .build());
    }

    @Override
    public Outcome call(Arguments arguments) {
        String given = arguments.text("path");
        Desk.Place place = desk.writable(given);
        desk.readable(given);
        String text = Desk.text(place, LARGEST);
        // Models write line feeds; a file that has none but those of Windows keeps them.
        boolean windows = text.contains("\r\n") && text.replace("\r\n", "").indexOf('\n') < 0;
        String old = ends(arguments.text("old"), windows);
        String replacement = ends(arguments.text("new"), windows);
        if (old.isEmpty()) {
            throw new Unusable("The argument `old` is empty. To write a whole file use `write_file`.");
        }
        if (old.equals(replacement)) {
            throw new Unusable("`old` and `new` are the same: nothing would change.");
        }
        List<Integer> places = places(text, old);
        if (places.isEmpty()) {
            throw new Unusable(missing(place.path(), text, old));
        }
        if (places.size() > 1) {
            String lines = String.join(", ", places.stream().limit(SHOWN)
                    .map(at -> Long.toString(lineOf(text, at))).toList());
            throw new Unusable("`old` is in " + place.path() + " " + places.size() + " times, at lines " + lines
                    + (places.size() > SHOWN ? " and more" : "") + ". Take in more lines around the one you mean.");
        }
        int at = places.getFirst();
        WriteFile.write(place, text.substring(0, at) + replacement + text.substring(at + old.length()));
        return Outcome.changed(place.path() + " was changed at line " + lineOf(text, at) + ".");
    }

    private static String ends(String text, boolean windows) {
        return windows ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text;
    }

    private static List<Integer> places(String text, String part) {
        var places = new ArrayList<Integer>();
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            places.add(at);
        }
        return places;
    }

    private static long lineOf(String text, int at) {
        return 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private static String missing(String path, String text, String old) {
        List<String> lines = text.lines().toList();
        String wanted = old.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
        int nearest = -1;
        double best = 0;
        for (int i = 0; i < lines.size(); i++) {
            double likeness = Likeness.of(lines.get(i).strip(), wanted);
            if (likeness > best) {
                best = likeness;
                nearest = i;
            }
        }
        String what = "`old` is not in " + path + " (0 matches).";
        if (nearest < 0) {
            return what + " Read the file and copy the text from it.";
        }
        int height = (int) Math.min(20, old.lines().count());
        int from = Math.max(0, nearest - NEAR);
        int to = Math.min(lines.size(), nearest + height + NEAR);
        return Data.of(what + " The nearest lines are " + (from + 1) + " to " + to,
                String.join("\n", lines.subList(from, to)));
    }

    @Override
    public String doing(Arguments arguments) {
        return "edits " + arguments.text("path");
    }
}
