package dev.autoresearch.proposers.agent;

import java.util.List;

/// Globs of the scope as regular expressions over JSON text, for programs whose permissions are written so. They cover at
/// least what the glob covers, and hold no repetition of a repetition: such patterns are refused as dangerous.
final class ScopePatterns {

    private ScopePatterns() {}

    static List<String> of(List<String> globs) {
        return globs.stream().map(ScopePatterns::of).toList();
    }

    static String of(String glob) {
        var pattern = new StringBuilder();
        int i = 0;
        int depth = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                pattern.append("([^\"]*/|)");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                pattern.append("[^\"]*");
                i += 2;
            } else {
                switch (c) {
                    case '*' -> pattern.append("[^\"/]*");
                    case '?', '\'' -> pattern.append('.');
                    case '{' -> {
                        depth++;
                        pattern.append('(');
                    }
                    case '}' -> {
                        depth--;
                        pattern.append(')');
                    }
                    case ',' -> pattern.append(depth > 0 ? '|' : ',');
                    case '!' -> pattern.append(i > 0 && glob.charAt(i - 1) == '[' ? '^' : '!');
                    case '.', '(', ')', '+', '|', '^', '$', '\\' -> pattern.append('\\').append(c);
                    default -> pattern.append(c);
                }
                i++;
            }
        }
        return pattern.append("[/\"]").toString();
    }
}
