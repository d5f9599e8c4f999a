package dev.autoresearch.setup.preflight;

import java.util.List;
import java.util.stream.Stream;

/// All checks of a project against its configuration, in the order in which a run would miss what they look at. Starts
/// nothing of the user's and changes nothing.
public final class Preflight {
    private static final List<Check> CHECKS = List.of(new ScopeCheck(), new ToolsCheck(), new DataCheck(),
            new NodeModulesCheck(), new PlacesCheck(), new HardwareCheck(), new CleanCheck(), new EvaluatorCheck(),
            new ExitCodeCheck(), new OutputsCheck(), new SeedCheck(), new SecretsCheck(), new EffectsCheck(),
            new FeedbackCheck());

    private Preflight() {}

    /// What the checks found.
    public static List<Finding> look(Ground ground) {
        return CHECKS.stream().flatMap(check -> check.look(ground).stream()).toList();
    }

    /// Whether any of the findings keeps a run from working.
    public static boolean blocked(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.PROBLEM);
    }

    /// The findings that a user should see, the worst first.
    public static List<Finding> worth(List<Finding> findings) {
        return Stream.of(Finding.Level.PROBLEM, Finding.Level.WARNING)
                .flatMap(level -> findings.stream().filter(finding -> finding.level() == level)).toList();
    }
}
