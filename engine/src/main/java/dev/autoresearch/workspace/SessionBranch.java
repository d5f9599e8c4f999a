package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// The branch with the kept commits of a session. It is only ever moved from where the session itself put it, and never
/// while somebody has it checked out, whose files would then look changed.
final class SessionBranch {
    private final Project project;
    private final GitObjects objects;
    private final SessionRefs refs;
    private final String name;
    private final String full;
    private final boolean checkedOutByUs;
    private String last = "";

    /// @param name           without `refs/heads/`
    /// @param checkedOutByUs whether the session itself has it checked out in the user's checkout
    SessionBranch(Project project, GitObjects objects, SessionRefs refs, String name, boolean checkedOutByUs) {
        this.project = project;
        this.objects = objects;
        this.refs = refs;
        this.name = name;
        this.full = SessionRefs.branch(name);
        this.checkedOutByUs = checkedOutByUs;
    }

    /// The name, without `refs/heads/`.
    String name() {
        return name;
    }

    /// Where it is, empty when it does not exist.
    String at() {
        return refs.get(full);
    }

    /// Makes the branch at the session's base, or takes it up again.
    ///
    /// @throws Refusal if a branch of this name exists that is not this session's
    void claim(String base) {
        String marker = refs.get(refs.full(SessionRefs.INCUMBENT));
        String there = at();
        if (marker.isEmpty()) {
            if (!there.isEmpty()) {
                throw new Refusal(Exit.REPOSITORY,
                        "The branch " + name + " exists already and does not belong to this session.",
                        "Start with another --tag, or rename the branch (git branch -m " + name + " " + name
                                + "-old).");
            }
            refs.put(SessionRefs.INCUMBENT, base);
            if (!refs.move(full, "", base, "session started")) {
                throw new Refusal(Exit.REPOSITORY, "The branch " + name + " could not be created.",
                        "Check that no branch is named like a part of it, and start again.");
            }
        }
        last = at();
    }

    /// Moves the branch to the incumbent.
    ///
    /// @return a note for the user when that was not possible or not as expected; empty otherwise
    String advance(String commit) {
        String there = at();
        if (there.equals(commit)) {
            last = commit;
            return "";
        }
        if (!there.isEmpty() && !checkedOutByUs) {
            String where = checkedOutAt();
            if (!where.isEmpty()) {
                return "The branch " + name + " is checked out in " + where
                        + " and was left where it is; it moves on once it is free. The incumbent is "
                        + refs.full(SessionRefs.INCUMBENT) + ".";
            }
        }
        if (there.isEmpty()) {
            last = commit;
            return refs.move(full, "", commit, "made again")
                    ? "The branch " + name + " was gone and was made again at the incumbent " + commit.substring(0, 7)
                            + "."
                    : "The branch " + name + " is gone and could not be made again; the incumbent is "
                            + refs.full(SessionRefs.INCUMBENT) + ".";
        }
        boolean ours = there.equals(last) || refs.knows(there) || objects.reaches(there, commit);
        if (ours && refs.move(full, there, commit, "incumbent")) {
            last = commit;
            return "";
        }
        return "The branch " + name + " was moved to " + there.substring(0, 7)
                + " by somebody else and was left there; the incumbent is " + refs.full(SessionRefs.INCUMBENT)
                + ". To go back to it: git branch -f " + name + " " + refs.full(SessionRefs.INCUMBENT) + ".";
    }

    private String checkedOutAt() {
        var heads = new ArrayList<Path>();
        heads.add(project.common().resolve("HEAD"));
        Path linked = project.common().resolve("worktrees");
        Folders.names(linked).forEach(worktree -> heads.add(linked.resolve(worktree).resolve("HEAD")));
        for (Path head : heads) {
            try {
                if (Files.isRegularFile(head) && Files.readString(head).strip().equals("ref: " + full)) {
                    Path gitdir = head.resolveSibling("gitdir");
                    return Files.exists(gitdir)
                            ? Files.readString(gitdir).strip().replaceFirst("/\\.git$", "")
                            : "the main checkout";
                }
            } catch (IOException e) {
                throw GitObjects.full(e);
            }
        }
        return "";
    }
}
