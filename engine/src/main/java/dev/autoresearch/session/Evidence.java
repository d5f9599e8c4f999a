package dev.autoresearch.session;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JsonCodec;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lays what a kept experiment was beside its logs: `diff.patch`, the change, and `metrics.json`, the row of the journal.
/// Both are for people and scripts; nothing reads them back, and for the others `show` and `diff` tell the same.
///
/// @param folder    the session's files
/// @param workspace knows the change
record Evidence(SessionFolder folder, Workspace workspace) {

    /// Writes both files of a finished experiment.
    ///
    /// @return what the user should know, empty when all is well
    String lay(Experiment experiment) {
        Path files = folder.experiment(experiment.number());
        try {
            if (!Files.isDirectory(files)) {
                Files.createDirectories(files);
            }
            Files.write(files.resolve("metrics.json"), JsonCodec.mapper().writeValueAsBytes(experiment));
            if (experiment.number() > 0 && !experiment.commit().isEmpty()) {
                Files.writeString(files.resolve("diff.patch"),
                        workspace.diff(experiment.parent(), experiment.commit()), StandardCharsets.UTF_8);
            }
            return "";
        } catch (IOException unwritable) {
            return "The files of experiment " + experiment.number() + " in " + files + " could not be written: "
                    + unwritable.getMessage() + ".";
        }
    }
}
