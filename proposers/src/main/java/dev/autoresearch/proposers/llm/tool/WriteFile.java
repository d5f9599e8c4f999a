package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.proposers.llm.model.Tool;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.io.IOException;
import java.nio.file.Files;

/// Writes a whole file.
record WriteFile(Desk desk) implements DeskTool {
    private static final int LARGEST = 1 << 20;

    @Override
    public Tool spec() {
        return new Tool("write_file",
                "Writes a whole file, new or in place of the old one. To change a part of a file use `edit_file`.",
                JsonObjectSchema.builder().addStringProperty("path", "relative to the project folder")
                        .addStringProperty("content", "the whole text").required("path", "content").build());
    }

    @Override
    public Outcome call(Arguments arguments) {
        String content = arguments.text("content");
        if (content.length() > LARGEST) {
            throw new Unusable("The content is longer than " + LARGEST + " characters.");
        }
        Desk.Place place = desk.writable(arguments.text("path"));
        boolean there = Files.exists(place.file());
        write(place, content);
        return Outcome.changed(place.path() + (there ? " was written anew." : " was made."));
    }

    /// Writes in place, so that the file stays what it is in all else.
    static void write(Desk.Place place, String content) {
        try {
            if (place.file().getParent() != null) {
                Files.createDirectories(place.file().getParent());
            }
            Files.writeString(place.file(), content);
        } catch (IOException e) {
            throw new Unusable(place.path() + " could not be written: " + e.getMessage());
        }
    }

    @Override
    public String doing(Arguments arguments) {
        return "writes " + arguments.text("path");
    }
}
