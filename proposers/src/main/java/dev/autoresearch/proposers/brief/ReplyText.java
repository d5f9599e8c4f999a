package dev.autoresearch.proposers.brief;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reply taken apart: what stands in fences that may hold JSON, and the rest. A fence that says `json` begins a block
/// wherever it stands, so that one fence left open does not hide those behind it.
///
/// @param blocks contents of fences marked `json` or not at all, in order
/// @param prose  everything outside of fences
record ReplyText(List<String> blocks, String prose) {
    private static final Pattern FENCE = Pattern.compile("(`{3,}|~{3,})[ \\t]*([\\w+-]*).*");

    static ReplyText of(String text) {
        var blocks = new ArrayList<String>();
        var prose = new StringBuilder();
        var block = new StringBuilder();
        String open = "";
        boolean kept = false;
        for (String line : text.lines().toList()) {
            Matcher fence = FENCE.matcher(line.strip());
            boolean marked = fence.matches();
            String marks = marked ? fence.group(1) : "";
            String info = marked ? fence.group(2).toLowerCase(Locale.ROOT) : "";
            if (!open.isEmpty() && marks.startsWith(open) && line.strip().equals(marks)) {
                close(blocks, block, kept);
                open = "";
            } else if (marked && (open.isEmpty() || info.startsWith("json"))) {
                close(blocks, block, kept && !open.isEmpty());
                open = marks;
                kept = info.isEmpty() || info.startsWith("json");
            } else if (open.isEmpty()) {
                prose.append(line).append('\n');
            } else {
                block.append(line).append('\n');
            }
        }
        close(blocks, block, kept && !open.isEmpty());
        return new ReplyText(blocks, prose.toString());
    }

    private static void close(List<String> blocks, StringBuilder block, boolean kept) {
        if (kept) {
            blocks.add(block.toString());
        }
        block.setLength(0);
    }

    /// The last paragraphs of the prose, in order, blank ones left out.
    List<String> lastParagraphs(int count) {
        List<String> all = Pattern.compile("\\n[ \\t]*(?:\\n[ \\t]*)+").splitAsStream(prose).map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty()).toList();
        return all.subList(Math.max(0, all.size() - count), all.size());
    }
}
