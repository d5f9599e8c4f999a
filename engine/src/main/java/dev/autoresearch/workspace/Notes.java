package dev.autoresearch.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevWalk;

/// Verdicts as git notes under `refs/notes/autoresearch`, written in batches. Notes of earlier sessions stay; a second
/// note on the same commit goes below the first.
final class Notes {
    private static final String REF = "refs/notes/autoresearch";
    private static final int BATCH = 1_000;
    private static final int ATTEMPTS = 5;

    private final GitObjects objects;
    private final SessionRefs refs;
    private final GitSettings settings;
    private final Map<String, String> waiting = new LinkedHashMap<>();

    Notes(GitObjects objects, SessionRefs refs, GitSettings settings) {
        this.objects = objects;
        this.refs = refs;
        this.settings = settings;
    }

    /// Takes a note on.
    void add(String commit, String text) {
        waiting.merge(commit, text.strip(), (first, second) -> first + "\n\n" + second);
        if (waiting.size() >= BATCH) {
            flush();
        }
    }

    /// Writes what waits.
    void flush() {
        for (int attempt = 0; attempt < ATTEMPTS && !waiting.isEmpty(); attempt++) {
            if (write()) {
                waiting.clear();
            }
        }
    }

    private boolean write() {
        var repository = objects.repository();
        try (var reader = repository.newObjectReader();
                var inserter = repository.newObjectInserter();
                var walk = new RevWalk(repository)) {
            Ref ref = repository.getRefDatabase().exactRef(REF);
            ObjectId before = ref == null ? null : ref.getObjectId();
            NoteMap map = before == null ? NoteMap.newEmptyMap() : NoteMap.read(reader, walk.parseCommit(before));
            for (var note : waiting.entrySet()) {
                set(map, note.getKey(), note.getValue(), inserter);
            }
            var commit = new CommitBuilder();
            commit.setTreeId(map.writeTree(inserter));
            if (before != null) {
                commit.setParentId(before);
            }
            commit.setAuthor(settings.identity());
            commit.setCommitter(settings.identity());
            commit.setMessage("Notes added by autoresearch\n");
            ObjectId written = inserter.insert(commit);
            inserter.flush();
            return refs.move(REF, before == null ? "" : before.name(), written.name(), "notes");
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    private void set(NoteMap map, String commit, String text, ObjectInserter inserter) throws IOException {
        ObjectId id = ObjectId.fromString(commit);
        ObjectId old = map.get(id);
        String earlier = old == null ? "" : new String(objects.blob(old), StandardCharsets.UTF_8).strip();
        if (earlier.equals(text) || earlier.endsWith("\n\n" + text)) {
            return;
        }
        map.set(id, (earlier.isEmpty() ? text : earlier + "\n\n" + text) + "\n", inserter);
    }
}
