package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.proposers.search.knob.Site.Quote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values in formats of one key a line: TOML, Java properties, INI and other `.conf` files, `.env`. No library at hand
/// reports positions in them, so this is a scanner of lines: it takes `key = value` lines that it understands whole and
/// leaves alone arrays, inline tables, multi-line strings and continued lines.
final class LineSites {
    private static final Pattern ASSIGNMENT = Pattern
            .compile("\\s*(?:export\\s+)?([\\w.\"'-]+(?:\\s*\\.\\s*[\\w\"'-]+)*)\\s*=[ \\t]*");
    private static final Pattern PROPERTY = Pattern.compile("\\s*((?:[^\\s=:\\\\]|\\\\.)+)\\s*(?:[=:]|\\s)[ \\t]*");
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*([A-Za-z_][\\w.-]*)(?:\\s*[=:]|\\s)[ \\t]*");
    private static final Pattern SECTION = Pattern.compile("\\s*\\[{1,2}([^\\[\\]]+)]{1,2}\\s*(?:[#;].*)?");
    private static final Pattern OPEN = Pattern.compile("\\s*([\\w.-]+)[^#{]*\\{\\s*(?:#.*)?");

    private LineSites() {}

    /// What a line may look like.
    enum Family {
        /// `key = value` with sections.
        TOML(ASSIGNMENT, "#", true),
        /// Java properties: no comment after a value.
        PROPERTIES(PROPERTY, "", false),
        /// INI, and `key value;` in blocks.
        CONF(DIRECTIVE, "#;", true),
        /// `KEY=value`.
        ENV(ASSIGNMENT, "#", false);

        private final Pattern start;
        private final String inlineComment;
        private final boolean sections;

        Family(Pattern start, String inlineComment, boolean sections) {
            this.start = start;
            this.inlineComment = inlineComment;
            this.sections = sections;
        }

        private boolean comment(String trimmed) {
            return trimmed.startsWith("#") || switch (this) {
                case TOML, ENV -> false;
                case PROPERTIES -> trimmed.startsWith("!");
                case CONF -> trimmed.startsWith(";") || trimmed.startsWith("//");
            };
        }
    }

    /// All values of one line.
    static List<Site> in(String text, Family family) {
        var scan = new Scan(text, family);
        Lines.of(text).forEach(scan::line);
        return scan.sites;
    }

    private static final class Scan {
        private final String text;
        private final Family family;
        private final List<Site> sites = new ArrayList<>();
        private final Deque<String> blocks = new ArrayDeque<>();
        private String section = "";
        private String until = "";
        private int depth;
        private boolean continued;

        Scan(String text, Family family) {
            this.text = text;
            this.family = family;
        }

        void line(Lines.Line line) {
            String content = text.substring(line.start(), line.end());
            String trimmed = content.strip();
            if (inside(content) || trimmed.isEmpty() || family.comment(trimmed)) {
                return;
            }
            boolean whole = !continued;
            continued = family == Family.PROPERTIES && content.endsWith("\\");
            if (!whole || continued || (family.sections && structure(content, trimmed))) {
                return;
            }
            Matcher start = family.start.matcher(content);
            if (start.lookingAt()) {
                value(start.group(1), line.start() + start.end(), line.end());
                remember(content.substring(start.end()));
            }
        }

        private boolean structure(String content, String trimmed) {
            Matcher header = SECTION.matcher(content);
            if (header.matches()) {
                section = header.group(1).replaceAll("[\\s\"']", "") + ".";
                return true;
            }
            if (family != Family.CONF) {
                return false;
            }
            Matcher open = OPEN.matcher(content);
            if (open.matches()) {
                blocks.addLast(open.group(1));
                return true;
            }
            if (trimmed.startsWith("}")) {
                blocks.pollLast();
                return true;
            }
            return false;
        }

        private void value(String name, int from, int lineEnd) {
            String key = section + (blocks.isEmpty() ? "" : String.join(".", blocks) + ".")
                    + name.replaceAll("[\\s\"']", "");
            if (from >= lineEnd) {
                return;
            }
            char first = text.charAt(from);
            if (family != Family.PROPERTIES && (first == '"' || first == '\'')) {
                int close = closing(from + 1, lineEnd, first);
                if (close > from + 1 && restIsComment(close + 1, lineEnd)) {
                    sites.add(new Site(key, from + 1, close, first == '"' ? Quote.DOUBLE : Quote.SINGLE));
                }
                return;
            }
            int end = lineEnd;
            for (int i = from; i < lineEnd; i++) {
                if (family.inlineComment.indexOf(text.charAt(i)) >= 0
                        && (family == Family.TOML || text.charAt(i) == ';'
                                || Character.isWhitespace(text.charAt(i - 1)))) {
                    end = i;
                    break;
                }
            }
            while (end > from && (Character.isWhitespace(text.charAt(end - 1)) || text.charAt(end - 1) == ',')) {
                end--;
            }
            if (end > from && "[{".indexOf(first) < 0) {
                sites.add(new Site(key, from, end, Quote.NONE));
            }
        }

        private int closing(int from, int lineEnd, char quote) {
            for (int i = from; i < lineEnd; i++) {
                if (text.charAt(i) == '\\' && quote == '"') {
                    i++;
                } else if (text.charAt(i) == quote) {
                    return i;
                }
            }
            return -1;
        }

        private boolean restIsComment(int from, int lineEnd) {
            String rest = text.substring(from, lineEnd).strip();
            return rest.isEmpty() || rest.equals(";") || family.inlineComment.indexOf(rest.charAt(0)) >= 0;
        }

        // Whether this line is the inside of a TOML array or multi-line string.
        private boolean inside(String content) {
            if (!until.isEmpty()) {
                if (content.contains(until)) {
                    until = "";
                }
                return true;
            }
            if (depth > 0) {
                depth += balance(content);
                return true;
            }
            return false;
        }

        private void remember(String value) {
            if (family != Family.TOML) {
                return;
            }
            for (String triple : List.of("\"\"\"", "'''")) {
                if (value.startsWith(triple) && value.indexOf(triple, 3) < 0) {
                    until = triple;
                }
            }
            depth = value.startsWith("[") ? Math.max(0, balance(value)) : 0;
        }

        private static int balance(String value) {
            String bare = value.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'", "").replaceAll("#.*", "");
            return (int) (bare.chars().filter(c -> c == '[').count() - bare.chars().filter(c -> c == ']').count());
        }
    }
}
