package dev.autoresearch.workspace;

import java.util.Set;

/// The commits of a project's repository, read beside whoever works on it. Not thread-safe.
public final class StoredCommits implements Commits, AutoCloseable {
    private final GitObjects objects;

    private StoredCommits(GitObjects objects) {
        this.objects = objects;
    }

    /// Opens the repository.
    ///
    /// @throws dev.autoresearch.config.Refusal if it cannot be opened
    public static StoredCommits of(Project project) {
        return new StoredCommits(GitObjects.open(project));
    }

    @Override
    public boolean has(String commit) {
        return objects.hasCommit(commit);
    }

    @Override
    public String diff(String from, String to) {
        return objects.patch(from, to);
    }

    @Override
    public Set<String> changed(String from, String to) {
        return Set.copyOf(objects.difference(from, to).keySet());
    }

    @Override
    public void close() {
        objects.close();
    }
}
