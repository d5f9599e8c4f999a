package dev.autoresearch.workspace;

import dev.autoresearch.journal.DiffStat;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.jspecify.annotations.Nullable;

/// Measures how big a change is, and takes its fingerprint: lines by git's histogram diff; tokens are words, numbers and
/// single symbols. Binary files, links and submodules count as files only.
final class ChangeSize {
    private static final byte[] NOTHING = new byte[0];

    private ChangeSize() {}

    /// The size of the change between two states of the same paths; null is an absent path.
    static DiffStat of(GitObjects objects, Map<String, @Nullable Leaf> before, Map<String, @Nullable Leaf> after) {
        int added = 0;
        int removed = 0;
        int tokens = 0;
        int files = 0;
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        var print = new ChangePrint();
        for (String path : paths) {
            print.file(path, before.get(path), after.get(path));
            files += (after.get(path) == null ? 0 : 1) - (before.get(path) == null ? 0 : 1);
            byte[] old = text(objects, before.get(path));
            byte[] fresh = text(objects, after.get(path));
            if (RawText.isBinary(old) || RawText.isBinary(fresh)) {
                print.content(after.get(path));
                continue;
            }
            var oldText = new RawText(old);
            var freshText = new RawText(fresh);
            for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, oldText, freshText)) {
                print.edit(edit, oldText, freshText);
                added += edit.getLengthB();
                removed += edit.getLengthA();
            }
            tokens += tokens(fresh) - tokens(old);
        }
        return new DiffStat(paths.size(), added, removed, tokens, files, print.text());
    }

    /// The number of words, numbers and symbols in a UTF-8 text.
    static int tokens(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        int count = 0;
        boolean word = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean part = Character.isLetterOrDigit(c) || c == '_' || Character.isSurrogate(c);
            if (part ? !word : !Character.isWhitespace(c)) {
                count++;
            }
            word = part;
        }
        return count;
    }

    private static byte[] text(GitObjects objects, @Nullable Leaf leaf) {
        return leaf == null || leaf.submodule() || leaf.link() ? NOTHING : objects.blob(leaf.id());
    }
}
