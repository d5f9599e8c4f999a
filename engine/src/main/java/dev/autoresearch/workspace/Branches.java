package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;

/// Names of branches for new sessions.
public final class Branches {
    private final Project project;

    /// The branches of this project's repository.
    public Branches(Project project) {
        this.project = project;
    }

    /// The first tag of `tag`, `tag-2`, `tag-3`… that neither a branch `prefix/tag` nor a session uses.
    ///
    /// @return the tag; the branch is [#name]
    /// @throws Refusal if the name is none for git, or a branch called like the prefix stands in the way
    public String free(String prefix, String tag) {
        if (tag.equals("worktrees") || tag.contains("/")
                || !Repository.isValidRefName("refs/heads/" + name(prefix, tag))) {
            throw new Refusal(Exit.CONFIGURATION, "'" + tag + "' cannot be a session's tag.",
                    "Choose a tag of letters, digits, - and _, for example --tag faster-parser.");
        }
        Set<String> taken = existing();
        for (int slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', slash + 1)) {
            refuseBlocked(taken, prefix.substring(0, slash), prefix);
        }
        refuseBlocked(taken, prefix, prefix);
        String candidate = tag;
        for (int n = 2; taken(taken, prefix, candidate); n++) {
            candidate = tag + "-" + n;
        }
        return candidate;
    }

    /// The branches that hold a commit, sorted, without `refs/heads/`.
    ///
    /// @param commit full id
    public List<String> holding(String commit) {
        try (var objects = GitObjects.open(project)) {
            return objects.repository().getRefDatabase().getRefsByPrefix("refs/heads/").stream()
                    .filter(ref -> ref.getObjectId() != null && objects.reaches(commit, ref.getObjectId().name()))
                    .map(ref -> ref.getName().substring("refs/heads/".length())).sorted().toList();
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// The branch of a session, without `refs/heads/`.
    public static String name(String prefix, String tag) {
        return prefix.isEmpty() ? tag : prefix + "/" + tag;
    }

    private boolean taken(Set<String> taken, String prefix, String tag) {
        String branch = name(prefix, tag);
        return taken.contains(branch) || taken.stream().anyMatch(other -> other.startsWith(branch + "/"))
                || Files.exists(new SessionFolder(project.folder(), tag).path())
                || Files.exists(project.worktrees(tag));
    }

    private static void refuseBlocked(Set<String> taken, String blocker, String prefix) {
        if (!blocker.isEmpty() && taken.contains(blocker)) {
            throw new Refusal(Exit.REPOSITORY,
                    "A branch named " + blocker + " exists, so git allows no branch " + prefix + "/… beside it.",
                    "Rename it (git branch -m " + blocker + " " + blocker
                            + "-old) or set workspace.branch-prefix to another name.");
        }
    }

    private Set<String> existing() {
        try (var objects = GitObjects.open(project)) {
            var names = new HashSet<String>();
            for (var ref : objects.repository().getRefDatabase().getRefsByPrefix("refs/heads/")) {
                names.add(ref.getName().substring("refs/heads/".length()));
            }
            return names;
        } catch (IOException e) {
            throw new Refusal(Exit.REPOSITORY,
                    "The branches of " + project.toplevel() + " cannot be read: " + e.getMessage(),
                    "Run git fsck there and mend what it reports.");
        }
    }
}
