package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.config.Globs;
import dev.autoresearch.proposers.llm.model.Tool;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/// Names files.
record ListFiles(Desk desk) implements DeskTool {
    private static final int MOST = 400;

    @Override
    public Tool spec() {
        return new Tool("list_files", "Names the files of the project, at most " + MOST + ".",
                JsonObjectSchema.builder()
                        .addStringProperty("glob", "such as src/**/*.c, relative to the project folder; all without it")
                        .build());
    }

    @Override
    public Outcome call(Arguments arguments) {
        List<Desk.Place> files = desk.files(globs(arguments));
        if (files.isEmpty()) {
            return Outcome.of("No file of the project matches.");
        }
        String names = files.stream().limit(MOST).map(Desk.Place::path).collect(Collectors.joining("\n"));
        return Outcome.of(Data.of(files.size() == 1 ? "1 file" : files.size() + " files", names)
                + (files.size() > MOST ? "\nThe first " + MOST + " of them are shown; give a narrower glob." : ""));
    }

    /// The argument `glob`.
    static Globs globs(Arguments arguments) {
        String glob = arguments.text("glob", "").strip();
        try {
            return glob.isEmpty() ? Globs.NONE : Globs.of(glob);
        } catch (PatternSyntaxException e) {
            throw new Unusable("'" + glob + "' is not a glob: " + e.getDescription() + ".");
        }
    }

    @Override
    public String doing(Arguments arguments) {
        return "lists " + arguments.text("glob", "files");
    }
}
