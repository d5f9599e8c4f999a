package dev.autoresearch.setup.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a candidate may change: something, not everything, and nothing that lives depend on.
final class ScopeCheck implements Check {
    private static final int MANY = 100;
    private static final Pattern SAFETY = Pattern.compile("\\b(pacemakers?|insulin pumps?|ventilators?|defibrillators?"
            + "|medical devices?|infusion pumps?|flight controls?|flight controllers?|avionics|autopilots?|air traffic"
            + "|railway signal\\w*|nuclear reactors?|airbags?|brake controls?|anti-lock|safety[- ]critical|life support"
            + "|radiotherapy|IEC 62304|DO-178[BC]?|ISO 26262)\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new ArrayList<Finding>();
        List<String> open = ground.open();
        findings.add(open(ground, open));
        for (String view : List.of("results.tsv", "experiments.jsonl", "budget.log", "run.log")) {
            if (ground.tree().has(view)) {
                findings.add(Finding.warning(Topic.REPOSITORY, view + " is tracked by git and will not be written.",
                        "Take it out of git, or read the results with `autoresearch results`."));
            }
        }
        borrowed(ground, "workspace.share", ground.configuration().workspace().share(), findings);
        borrowed(ground, "workspace.copy", ground.configuration().workspace().copy(), findings);
        Stream.concat(Stream.of(ground.configuration().goal()), ground.open().stream().limit(MANY)
                .map(path -> path.replaceAll("[/_.-]", " "))).map(SAFETY::matcher).filter(Matcher::find).findFirst()
                .ifPresent(found -> findings.add(Finding.warning(Topic.SAFETY,
                        "This is about " + found.group(1) + ": lives may depend on it, and no metric sees that.",
                        "Let a person review every change before it is used anywhere, or leave it alone.")));
        return List.copyOf(findings);
    }

    private static Finding open(Ground ground, List<String> open) {
        var modify = ground.configuration().scope().modify();
        if (open.isEmpty()) {
            return Finding.problem(Topic.SCOPE, "scope.modify (" + modify + ") matches no file that git tracks.",
                    "Commit the file that may change, or mend the pattern.");
        }
        if (open.size() > MANY) {
            return Finding.warning(Topic.SCOPE,
                    "A candidate may change " + open.size() + " files, for example " + open.getFirst()
                            + ": with so much to turn, experiments teach little.",
                    "Narrow scope.modify to the part that makes the metric, best to one file.");
        }
        return Finding.fine(Topic.SCOPE, "A candidate may change " + (open.size() == 1
                ? open.getFirst()
                : open.size() + " files, for example " + open.getFirst()) + ".");
    }

    private static void borrowed(Ground ground, String key, List<String> names, List<Finding> findings) {
        names.stream().filter(name -> !ground.exists(name))
                .forEach(name -> findings.add(Finding.problem(Topic.SETTINGS, key + ": " + name + " does not exist.",
                        "Make it before the run, or take it out of the list.")));
    }
}
