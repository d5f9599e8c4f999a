package dev.autoresearch.trial;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// The temporary folder of one run after the other: empty when a run gets it. One that a run left as it was is given to
/// the next run too, because a folder costs more to make and to delete than many a run. Not thread-safe.
final class Scratch implements AutoCloseable {
    private static final Path NONE = Path.of("");
    /// Whatever a run does to the folder shows here, except for what it does in the instant after the folder was made.
    private static final String IDENTITY = "unix:ino,mode,uid,gid,nlink,ctime";

    private Path folder = NONE;
    private Map<String, Object> made = Map.of();

    /// An empty folder of nobody else's.
    ///
    /// @param place where it lies
    Path open(Path place) throws IOException {
        if (!place.equals(folder.getParent()) || !untouched()) {
            close();
            folder = Files.createTempDirectory(place, "autoresearch-");
            made = Files.readAttributes(folder, IDENTITY, LinkOption.NOFOLLOW_LINKS);
        }
        return folder;
    }

    /// The run is over: whatever it left goes.
    void tidy() {
        if (!untouched()) {
            close();
        }
    }

    /// Deletes the folder.
    @Override
    public void close() {
        if (!folder.equals(NONE)) {
            discard(folder);
            folder = NONE;
        }
    }

    /// Deletes a temporary folder that a run may have filled in any way. What cannot be deleted stays for the system's own
    /// cleaning: it must not turn a good measurement into a failure.
    static void discard(Path folder) {
        try {
            Trees.delete(folder);
        } catch (IOException _) {
            return;
        }
    }

    private boolean untouched() {
        try {
            return Files.readAttributes(folder, IDENTITY, LinkOption.NOFOLLOW_LINKS).equals(made) && empty();
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean empty() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }
}
