package dev.autoresearch.setup.kind;

import java.util.Locale;
import java.util.regex.Pattern;

/// Places in texts and parts of paths.
final class Texts {
    private Texts() {}

    /// `file:line` of the first line that contains `what`; just the file when none does.
    static String place(String file, String text, String what) {
        int at = text.indexOf(what);
        return at < 0 ? file : file + ":" + (1 + text.substring(0, at).chars().filter(c -> c == '\n').count());
    }

    /// The last part of a path.
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The folder of a path, empty for the project's own.
    static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /// The name without its last extension.
    static String stem(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /// The last extension in small letters, empty without one.
    static String extension(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /// Whether a text has a word of its own, not as a part of a longer one.
    static boolean says(String text, String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])").matcher(text).find();
    }

    /// A word for the shell, quoted where it needs it.
    static String quoted(String word) {
        return word.matches("[\\w./@%+=:,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
