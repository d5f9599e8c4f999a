package dev.autoresearch.session;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.Knowledge;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.view.KnowledgeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a new session starts with besides the project: the commit that another one came to, and what was learnt on the way.
///
/// @param from      what the user named, for messages
/// @param incumbent the commit to start from, full or short; empty for the checked-out one
/// @param knowledge ideas and lessons
public record WarmStart(String from, String incumbent, Knowledge knowledge) {

    /// Nothing but the project.
    public static final WarmStart COLD = new WarmStart("", "", Knowledge.NONE);

    /// Reads what the user named: a session of this project by its tag, else a file.
    ///
    /// @param project   the project folder
    /// @param directory what a relative file name starts from
    /// @throws Refusal if there is neither
    public static WarmStart from(Path project, Path directory, String named) {
        if (Tags.allowed(named)) {
            var folder = new SessionFolder(project, named);
            if (Files.exists(folder.journal())) {
                SessionState state = JournalFile.read(folder);
                return of("session " + named, KnowledgeFile.of(state));
            }
        }
        Path file = directory.resolve(named);
        if (!Files.isRegularFile(file)) {
            throw new Refusal(Exit.CONFIGURATION, "There is neither a session " + named + " nor a file " + file + ".",
                    "Name a session that `autoresearch status` knows, an export of one, a results.tsv, or notes.");
        }
        try {
            return of(file.getFileName().toString(), KnowledgeFile.read(named,
                    new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new Refusal(Exit.CONFIGURATION, file + " cannot be read: " + Refusal.because(e),
                    "Check its permissions.");
        }
    }

    private static WarmStart of(String from, KnowledgeFile file) {
        return new WarmStart(from, file.incumbent(), file.knowledge());
    }
}
