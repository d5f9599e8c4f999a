package dev.autoresearch.setup.kind;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Which files a text names: by a path, a file name, or as the module they are. Only words are compared, so a word that
/// happens to be a file's name counts too.
final class Mentions {
    private static final Set<String> ENTRIES = Set.of("__init__", "index", "mod", "lib", "main");
    private static final Set<String> NO_MODULES = Set.of("src", "lib", "app", "test", "tests", "the");
    private static final Pattern HEADER = Pattern.compile("\\.(h|hh|hpp)\\b.*", Pattern.DOTALL);
    private static final Pattern OTHER_FILE = Pattern.compile("\\.(json|ya?ml|toml|ini|conf|cfg|txt|csv|md|log|out|py"
            + "|m?js|cjs|ts|jsx|tsx|rb|sh|c|cc|cpp|h|hh|hpp|rs|go|java|kt|sql|css|html|o)\\b.*", Pattern.DOTALL);
    private static final int SHORTEST = 3;

    private Mentions() {}

    /// Those of these files that a text names, in their order.
    static List<String> in(String text, Collection<String> candidates) {
        return candidates.stream().filter(file -> names(text, file)).toList();
    }

    private static boolean names(String text, String file) {
        String stem = Texts.stem(file);
        boolean entry = ENTRIES.contains(stem);
        String module = entry ? Texts.name(Texts.folder(file)) : stem;
        String place = entry ? Texts.folder(file) : file.substring(0, file.length() - extension(file).length());
        return mentioned(text, Texts.name(file), file, false) || (module.length() >= SHORTEST
                && !NO_MODULES.contains(module)
                && mentioned(text, module, place, Code.C.contains(Texts.extension(file))));
    }

    /// Whether a word stands in a text such that what is written before it, a path or a package, fits to where the file
    /// is.
    private static boolean mentioned(String text, String word, String path, boolean hasHeader) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean whole = (at == 0 || !partOfWord(text.charAt(at - 1)))
                    && (end == text.length() || !partOfWord(text.charAt(end)));
            if (whole && thisFile(text.substring(end, Math.min(text.length(), end + SHORTEST * 2)), hasHeader)
                    && ("/" + path).endsWith("/" + place(text, at) + word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean thisFile(String behind, boolean hasHeader) {
        return (hasHeader && HEADER.matcher(behind).matches()) || !OTHER_FILE.matcher(behind).matches();
    }

    /// The folders or packages that are written before a word.
    private static String place(String text, int word) {
        int start = word;
        while (start > 0 && (partOfWord(text.charAt(start - 1)) || "./@".indexOf(text.charAt(start - 1)) >= 0)) {
            start--;
        }
        String before = text.substring(start, word);
        int first = 0;
        while (first < before.length() && "./@-".indexOf(before.charAt(first)) >= 0) {
            first++;
        }
        String place = before.substring(first);
        return place.contains("/") ? place : place.replace('.', '/');
    }

    private static boolean partOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }

    private static String extension(String file) {
        String name = Texts.name(file);
        return name.substring(Texts.stem(file).length());
    }
}
