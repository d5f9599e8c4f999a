package dev.autoresearch.objective;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a document or report is read from: a file that this run wrote, or the run's log.
///
/// @param path the file
/// @param log  whether it is the log, where a document may stand among other lines
/// @param name how it is called in messages
record Source(Path path, boolean log, String name) {
    /// Bytes of a document that are read; a larger file is refused, of a larger log the end counts.
    static final long LARGEST = 32L * 1024 * 1024;

    /// The metric has no value for this reason.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        /// @param why a phrase that follows the metric's name
        Unreadable(String why) {
            super(why, null, false, false);
        }

        /// The phrase that follows the metric's name.
        String why() {
            return String.valueOf(getMessage());
        }
    }

    /// The file of this name in the run's folder, or the log for an empty name.
    ///
    /// @throws Unreadable if the file is missing, is not a file, or was not written by this run
    static Source of(RunOutput output, String file) throws Unreadable, IOException {
        if (file.isEmpty()) {
            return new Source(output.log(), true, "the log");
        }
        Path path = output.folder().resolve(file);
        if (!Files.exists(path)) {
            throw new Unreadable("has no value: " + file + " does not exist after the run");
        }
        if (!Files.isRegularFile(path)) {
            throw new Unreadable("has no value: " + file + " is not a file");
        }
        requireFresh(path, output, file);
        return new Source(path, false, file);
    }

    /// The XML files of this name: the file itself, or all of a folder of reports.
    static List<Source> xml(RunOutput output, String file) throws Unreadable, IOException {
        Path path = output.folder().resolve(file);
        if (file.isEmpty() || !Files.isDirectory(path)) {
            return List.of(of(output, file));
        }
        List<Path> files;
        try (var listing = Files.list(path)) {
            files = listing.filter(each -> each.toString().endsWith(".xml") && Files.isRegularFile(each)).sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new Unreadable("has no value: the folder " + file + " holds no .xml file after the run");
        }
        var sources = new ArrayList<Source>();
        for (Path each : files) {
            String name = file + "/" + each.getFileName();
            requireFresh(each, output, name);
            sources.add(new Source(each, false, name));
        }
        return sources;
    }

    private static void requireFresh(Path path, RunOutput output, String name) throws Unreadable, IOException {
        if (!Freshness.since(path, output.started())) {
            throw new Unreadable("has no value: " + name + " was not written by this run; name it in run.purge");
        }
    }

    /// Refuses a file that is too large to be a report.
    void requireSize() throws Unreadable, IOException {
        if (!log && Files.size(path) > LARGEST) {
            throw new Unreadable("has no value: " + name + " is larger than 32 MiB");
        }
    }

    /// The text; of a very large log the end.
    String text() throws Unreadable, IOException {
        requireSize();
        if (!Files.isRegularFile(path)) {
            return "";
        }
        try (var channel = FileChannel.open(path)) {
            long from = Math.max(0, channel.size() - LARGEST);
            var bytes = ByteBuffer.allocate((int) (channel.size() - from));
            int read;
            do {
                read = channel.read(bytes, from + bytes.position());
            } while (read > 0 && bytes.hasRemaining());
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
