package dev.autoresearch.proposers.brief;

import java.util.ArrayDeque;
import java.util.Deque;

/// A heading with fenced lines under it, as many as there is room for.
final class Section {
    private final String heading;
    private final String header;
    private final Deque<Lines.Line> lines = new ArrayDeque<>();
    private int run;

    /// @param heading with everything that stands before the fence, ending in an empty line
    /// @param header  the first lines within the fence, trusted; may be empty
    Section(String heading, String header) {
        this.heading = heading;
        this.header = header;
    }

    /// Adds a line behind the others.
    boolean append(Lines.Line line, Room room) {
        boolean taken = room.take(cost(line));
        if (taken) {
            run = Math.max(run, line.run());
            lines.addLast(line);
        }
        return taken;
    }

    /// Adds a line before the others.
    boolean prepend(Lines.Line line, Room room) {
        boolean taken = room.take(cost(line));
        if (taken) {
            run = Math.max(run, line.run());
            lines.addFirst(line);
        }
        return taken;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// The section, nothing when it has no lines.
    void writeTo(StringBuilder out) {
        if (lines.isEmpty()) {
            return;
        }
        out.append(heading).append(Fence.opening(run)).append(header);
        lines.forEach(line -> out.append(line.text()));
        out.append(Fence.closing(run)).append('\n');
    }

    /// By how much the section grows, its frame included.
    private int cost(Lines.Line line) {
        int longest = Math.max(run, line.run());
        if (lines.isEmpty()) {
            return line.tokens() + frame(longest) + Tokens.of(heading) + Tokens.of(header);
        }
        return line.tokens() + (longest == run ? 0 : frame(longest) - frame(run));
    }

    private static int frame(int run) {
        return Tokens.of(Fence.opening(run)) + Tokens.of(Fence.closing(run)) + 1;
    }
}
