package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.util.Map;

/// Makes a branch that somebody else's experiments left behind a session's own. Nothing is moved and nothing is lost:
/// where the branch stands stays reachable under `refs/autoresearch/<tag>/adopted`, and so do the candidates.
public final class Adoption {
    /// The ref that names where an adopted branch stood.
    private static final String ADOPTED = "adopted";

    private Adoption() {}

    /// Notes in git whose the branch is and what the candidates are; makes the branch where there is none.
    ///
    /// @param branch     without `refs/heads/`
    /// @param incumbent  the commit to go on from, full id
    /// @param candidates full ids by the names under `refs/autoresearch/<tag>/`
    /// @throws Refusal with [Exit#REPOSITORY] if the branch is another session's, or does not hold the incumbent
    public static void adopt(Project project, String tag, String branch, String incumbent,
            Map<String, String> candidates) {
        try (var objects = GitObjects.open(project)) {
            var refs = new SessionRefs(objects.repository(), tag, project.settings());
            String full = SessionRefs.branch(branch);
            String tip = refs.get(full);
            if (!tip.isEmpty() && !objects.reaches(incumbent, tip)) {
                throw new Refusal(Exit.REPOSITORY,
                        "The branch " + branch + " is there and does not hold the commit " + incumbent.substring(0, 7)
                                + " that was kept last.",
                        "Name the branch's own tag with --tag, or another one for a new branch.");
            }
            candidates.forEach(refs::put);
            if (!tip.isEmpty() && !tip.equals(incumbent)) {
                refs.put(ADOPTED, tip);
            }
            refs.put(SessionRefs.INCUMBENT, incumbent);
            if (tip.isEmpty() && !refs.move(full, "", incumbent, "imported")) {
                throw new Refusal(Exit.REPOSITORY, "The branch " + branch + " could not be created.",
                        "Check that no branch is named like a part of it, and start again.");
            }
            refs.pack();
        }
    }
}
