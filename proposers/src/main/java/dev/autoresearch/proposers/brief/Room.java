package dev.autoresearch.proposers.brief;

/// The tokens that are left in a prompt. What asks for more than that is left out, and so is everything that asks later,
/// so that the order of asking is the order of what matters.
final class Room {
    private int left;
    private boolean full;

    Room(int tokens) {
        this.left = tokens;
    }

    /// Takes what must be there in any case.
    void must(int tokens) {
        left -= tokens;
    }

    /// Takes so many if they are there and nothing was left out before.
    boolean take(int tokens) {
        full = full || tokens > left;
        if (!full) {
            left -= tokens;
        }
        return !full;
    }

    /// Notes that something was left out.
    void close() {
        full = true;
    }

    /// Whether so many could be taken.
    boolean fits(int tokens) {
        return !full && tokens <= left;
    }
}
