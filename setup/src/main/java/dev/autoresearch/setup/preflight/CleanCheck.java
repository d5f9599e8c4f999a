package dev.autoresearch.setup.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Whether what git has is what the user means: runs use the commit, not the checkout.
final class CleanCheck implements Check {
    private static final int NAMED = 4;

    @Override
    public List<Finding> look(Ground ground) {
        if (!ground.pristine()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        var scope = ground.configuration().scope();
        var ours = new TreeSet<String>();
        ground.scripts().stream().map(Script::path).filter(ground.changed()::contains).forEach(ours::add);
        ground.changed().stream().filter(path -> scope.modify().matches(path) || scope.protect().matches(path)
                || scope.read().matches(path)).forEach(ours::add);
        if (!ours.isEmpty()) {
            String names = String.join(", ", ours.stream().limit(NAMED).toList())
                    + (ours.size() > NAMED ? " and " + (ours.size() - NAMED) + " more" : "");
            findings.add(Finding.warning(Topic.HARNESS, names + (ours.size() == 1 ? " has" : " have")
                    + " uncommitted changes; runs use what is committed.",
                    "Commit what should count."));
        }
        scope.modify().patterns().stream().filter(path -> !path.matches(".*[*?\\[{].*"))
                .filter(path -> ground.exists(path) && !ground.committed(path))
                .forEach(path -> findings.add(Finding.warning(Topic.HARNESS,
                        "scope.modify names " + path + ", which git does not have: candidates start without it.",
                        "Commit it (git add " + path + ").")));
        return List.copyOf(findings);
    }
}
