package dev.autoresearch.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the descriptions of the published schema from where they are written: the doc comments of the records. What
/// stands in front of the first semicolon is for users, the rest for programmers.
final class SourceDocs {
    private static final Path SOURCES = Path.of("src/main/java/dev/autoresearch/config");

    private SourceDocs() {}

    /// The description of a record's component.
    static String component(Class<?> record, String component) {
        String source = source(record);
        int declared = source.indexOf("record " + record.getSimpleName() + "(");
        String before = source.substring(0, declared);
        Matcher param = Pattern.compile("/// @param " + component + " +((?:.*\n)(?: *///  +.*\n)*)").matcher(before);
        String text = "";
        while (param.find()) {
            text = param.group(1);
        }
        if (text.isEmpty()) {
            throw new IllegalStateException(record.getSimpleName() + " does not document " + component);
        }
        return forUsers(text);
    }

    /// The description of a nested record or enum constant.
    ///
    /// @param declaration how its declaration starts, for example `record Line(`
    static String member(Class<?> type, String declaration) {
        Matcher doc = Pattern.compile("((?: *///.*\n)+) *" + Pattern.quote(declaration)).matcher(source(type));
        if (!doc.find()) {
            throw new IllegalStateException(type.getSimpleName() + " does not document " + declaration);
        }
        return forUsers(doc.group(1).replaceFirst("(?s)/// *\n.*", ""));
    }

    private static String forUsers(String comment) {
        String text = comment.replaceAll(" */// *", " ").strip().replaceAll("\\s+", " ");
        String first = text.replaceFirst(";.*", "").replaceAll("\\.$", "");
        return Character.toUpperCase(first.charAt(0)) + first.substring(1) + ".";
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(SOURCES.resolve(outermost(type).getSimpleName() + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> outermost(Class<?> type) {
        return type.getEnclosingClass() == null ? type : outermost(type.getEnclosingClass());
    }
}
