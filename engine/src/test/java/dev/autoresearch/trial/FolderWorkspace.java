package dev.autoresearch.trial;

import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.workspace.Bench;
import dev.autoresearch.workspace.Edit;
import dev.autoresearch.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Two plain folders without git, for trials alone: `project` holds the candidate `c`, `incumbent` the incumbent. A file
/// `evil` in one counts as a change.
final class FolderWorkspace implements Workspace {
    private final Bench candidate;
    private final Bench incumbent;

    FolderWorkspace(Path root) {
        candidate = new FolderBench(root.resolve("project"));
        incumbent = new FolderBench(root.resolve("incumbent"));
    }

    private static final class FolderBench implements Bench {
        private final Path folder;
        private String commit = "";
        private long layings;

        FolderBench(Path folder) {
            this.folder = folder;
        }

        @Override
        public Path folder() {
            return folder;
        }

        @Override
        public String commit() {
            return commit;
        }

        @Override
        public void lay(String what) {
            commit = what;
            layings++;
        }

        @Override
        public void layAnew(String what) {
            lay(what);
        }

        @Override
        public long layings() {
            return layings;
        }

        @Override
        public List<String> tampered() {
            return protectedChanges();
        }

        @Override
        public List<String> protectedChanges() {
            return Files.exists(folder.resolve("evil")) ? List.of("evil") : List.of();
        }
    }

    @Override
    public Bench bench() {
        return candidate;
    }

    @Override
    public Bench bench(String commit, String beside) {
        return commit.equals("c") ? candidate : incumbent;
    }

    @Override
    public Path desk() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resetDesk(String commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Edit inspect(String from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Candidate commit(Edit.Allowed edit, String from, String message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String twin(String commit, String message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish(String name, String commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String advance(String commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean has(String commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> changed(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DiffStat size(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String diff(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void note(String commit, String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
