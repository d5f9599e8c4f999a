package dev.autoresearch.trial;

import java.io.IOException;
import java.nio.file.Path;

/// Temporary folders that a run may have filled in any way.
final class Scratch {
    private Scratch() {}

    /// Deletes a temporary folder. What cannot be deleted stays for the system's own cleaning: it must not turn a good
    /// measurement into a failure.
    static void discard(Path folder) {
        try {
            Trees.delete(folder);
        } catch (IOException _) {
            return;
        }
    }
}
