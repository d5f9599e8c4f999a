package dev.autoresearch.journal;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The sessions of a project folder.
///
/// @param project the folder with `autoresearch.yaml`
public record Sessions(Path project) {

    /// All sessions that began, the one written to last first.
    ///
    /// @throws Refusal with [Exit#STORAGE] if the folder cannot be read
    public List<SessionFolder> all() {
        Path store = project.resolve(SessionFolder.STORE);
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        record Dated(SessionFolder folder, FileTime written) {}
        var found = new ArrayList<Dated>();
        try (var children = Files.newDirectoryStream(store)) {
            for (Path child : children) {
                var folder = new SessionFolder(project, String.valueOf(child.getFileName()));
                if (Files.isRegularFile(folder.journal()) && Replay.begun(folder)) {
                    found.add(new Dated(folder, Files.getLastModifiedTime(folder.journal())));
                }
            }
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, store + " cannot be read: " + e, "Check its permissions, then try again.");
        }
        return found.stream().sorted(Comparator.comparing(Dated::written).reversed()
                .thenComparing(dated -> dated.folder().tag(), Comparator.reverseOrder())).map(Dated::folder).toList();
    }

    /// The session written to last.
    public Optional<SessionFolder> latest() {
        return all().stream().findFirst();
    }
}
