package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.proposers.search.knob.Site.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Named constants in source files: declarations of one line whose value is one literal. No compiler front ends here:
/// one pattern a language family, tried on lines outside block comments.
final class SourceSites {
    private static final String NUMBER = "[-+]?(?:\\d[\\d_]*(?:\\.\\d+)?|\\.\\d+)(?:[eE][-+]?\\d+)?";
    private static final String LITERAL = "(?:(?<number>" + NUMBER
            + ")(?:[fFdDlLuUmn]{1,3}|_?[iuf](?:8|16|32|64|128|size))?|(?<boolean>true|false|True|False|TRUE|FALSE)"
            + "|\"(?<double>[^\"\\\\]*)\"|'(?<single>[^'\\\\]*)')";
    private static final String END = "\\s*(?:[;,)]\\s*)?(?://.*|#.*|/\\*.*|--.*)?";

    private SourceSites() {}

    /// The families of languages that declare constants alike.
    enum Language {
        /// `static final int LEVEL = 6;`
        JAVA("(?=[^=;]*\\bstatic\\b)(?=[^=;]*\\bfinal\\b)\\s*[\\w\\s<>@.\\[\\]]*?\\b(?<name>\\w+)\\s*=\\s*"),
        /// `const val LEVEL = 6`
        KOTLIN("\\s*(?:\\w+\\s+)*?const\\s+val\\s+(?<name>\\w+)(?:\\s*:\\s*\\w+)?\\s*=\\s*"),
        /// `const int Level = 6;`
        CSHARP("\\s*(?:\\w+\\s+)*?const\\s+\\w+\\s+(?<name>\\w+)\\s*=\\s*"),
        /// `static let level = 6`
        SWIFT("\\s*(?:\\w+\\s+)*?let\\s+(?<name>\\w+)(?:\\s*:\\s*\\w+)?\\s*=\\s*"),
        /// `#define LEVEL 6` and `constexpr int level = 6;`
        C("(?:\\s*#\\s*define\\s+|(?=[^=;(]*\\b(?:const|constexpr)\\b)\\s*[\\w\\s:<>]*?\\b)"
                + "(?<name>\\w+)(?:\\s*=\\s*|\\s+\\(?)"),
        /// `const level = 6`
        GO("\\s*const\\s+(?<name>\\w+)(?:\\s+\\w+)?\\s*=\\s*"),
        /// `pub const LEVEL: usize = 6;`
        RUST("\\s*(?:pub(?:\\([^)]*\\))?\\s+)?(?:const|static)\\s+(?<name>\\w+)\\s*:\\s*[\\w<>&' ]+\\s*=\\s*"),
        /// `LEVEL = 6` at the start of a line
        SCRIPT("(?<name>[A-Z][A-Z0-9_]*)\\s*(?::\\s*[\\w.]+)?\\s*=\\s*"),
        /// `export const level = 6;`
        JAVASCRIPT("\\s*(?:export\\s+)?(?:const|static\\s+readonly)\\s+(?<name>[\\w$]+)(?:\\s*:\\s*\\w+)?\\s*=\\s*"),
        /// `export LEVEL=6`, and `LEVEL := 6` of makefiles
        SHELL("\\s*(?:export\\s+|readonly\\s+)*(?<name>[A-Z][A-Z0-9_]*)\\s*[:?+]?=[ \\t]*");

        private final Pattern pattern;

        Language(String start) {
            pattern = Pattern.compile(start + LITERAL + END);
        }
    }

    private static final Pattern GO_IN_BLOCK = Pattern
            .compile("\\s+(?<name>\\w+)(?:\\s+\\w+)?\\s*=\\s*" + LITERAL + END);

    static List<Site> in(String text, Language language) {
        var sites = new ArrayList<Site>();
        String blockEnd = "";
        boolean constants = false;
        for (Lines.Line line : Lines.of(text)) {
            String content = text.substring(line.start(), line.end());
            if (!blockEnd.isEmpty()) {
                blockEnd = content.contains(blockEnd) ? "" : blockEnd;
                continue;
            }
            if (language == Language.GO) {
                constants = constants ? !content.strip().startsWith(")") : content.strip().startsWith("const (");
            }
            Matcher match = (constants ? GO_IN_BLOCK : language.pattern).matcher(content);
            if (match.matches()) {
                sites.add(site(match, line.start()));
            }
            blockEnd = opened(content, language);
        }
        return sites;
    }

    private static Site site(Matcher match, int offset) {
        String name = match.group("name");
        for (String group : List.of("number", "boolean", "double", "single")) {
            if (match.start(group) >= 0) {
                Quote quote = switch (group) {
                    case "double" -> Quote.DOUBLE;
                    case "single" -> Quote.SINGLE;
                    default -> Quote.NONE;
                };
                return new Site(name, offset + match.start(group), offset + match.end(group), quote);
            }
        }
        throw new IllegalStateException("a literal without a kind in " + match.group());
    }

    private static String opened(String content, Language language) {
        List<String> pairs = switch (language) {
            case SCRIPT -> List.of("\"\"\"", "\"\"\"", "'''", "'''");
            case SHELL -> List.of();
            default -> List.of("/*", "*/");
        };
        for (int i = 0; i < pairs.size(); i += 2) {
            int open = content.indexOf(pairs.get(i));
            if (open >= 0 && content.indexOf(pairs.get(i + 1), open + pairs.get(i).length()) < 0) {
                return pairs.get(i + 1);
            }
        }
        return "";
    }
}
