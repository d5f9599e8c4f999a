package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.WorkspaceSettings;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.LocalExecutor.Options;
import dev.autoresearch.exec.Shell;
import dev.autoresearch.setup.Past;
import dev.autoresearch.setup.source.Found;
import dev.autoresearch.setup.source.Sources;
import dev.autoresearch.workspace.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Goes through everything a run needs, from the machine to the proposer. Changes nothing, and starts nothing of the
/// user's.
public final class Checkup {
    private final Map<String, String> environment;
    private final BiFunction<Configuration, Path, String> proposer;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(Map<String, String> environment, BiFunction<Configuration, Path, String> proposer) {
        this.environment = environment;
        this.proposer = proposer;
    }

    /// Checks the project in or above this folder.
    ///
    /// @param environment the user's
    /// @param proposer    says of a configuration and a project folder who proposes, or refuses
    public static List<Finding> of(Path folder, Map<String, String> environment,
            BiFunction<Configuration, Path, String> proposer) {
        var checkup = new Checkup(environment, proposer);
        checkup.machine();
        Optional<Path> file = ConfigurationReader.find(folder);
        Sources sources = Sources.find(folder);
        if (file.isPresent()) {
            checkup.project(Objects.requireNonNull(file.get().toAbsolutePath().getParent(), "a file is in a folder"),
                    () -> checkup.read(file.get()));
        } else if (!sources.names().isEmpty()) {
            checkup.project(sources.folder(), () -> checkup.taken(sources));
        } else {
            checkup.findings.add(Finding.problem(Topic.SETTINGS,
                    "There is no autoresearch.yaml in " + folder + " or above it.",
                    "Write one with `autoresearch init`."));
        }
        return List.copyOf(checkup.findings);
    }

    private void machine() {
        findings.add(Finding.fine(Topic.MACHINE,
                "Java " + Runtime.version() + " at " + System.getProperty("java.home") + "."));
        try (LocalExecutor executor = LocalExecutor.open(new Options(true, true, null, Options.GRACE))) {
            String worse = executor.tiers().stream().takeWhile(tier -> !tier.name().equals(executor.tier()))
                    .map(tier -> tier.name() + ": " + tier.problem()).reduce((a, b) -> a + "; " + b).orElse("");
            String held = "The processes of a run are held by " + executor.tier()
                    + (worse.isEmpty() ? "." : " (" + worse + ").");
            findings.add(executor.tier().equals("group")
                    ? Finding.warning(Topic.MACHINE, held + " A daemon of the experiment may survive a timeout.",
                            "On Linux, start where cgroup v2 is writable, or allow native access for Java.")
                    : Finding.fine(Topic.MACHINE, held));
            Shell shell = executor.shell(environment, Path.of("/"));
            findings.add(Finding.fine(Topic.MACHINE, "Commands run in " + shell.program()
                    + (shell.pipefail() ? ", with pipefail." : ", which has no pipefail.")));
        }
    }

    private Configuration read(Path file) {
        Configuration configuration = ConfigurationReader.read(file);
        findings.add(Finding.fine(Topic.SETTINGS, file + " is valid."));
        return configuration;
    }

    /// What other tools' files say, with where each key came from.
    private Configuration taken(Sources sources) {
        Found found = sources.together();
        findings.add(Finding.fine(Topic.SETTINGS, found.name() + " is valid."));
        found.setup().origins().forEach(origin -> findings.add(Finding.fine(Topic.SETTINGS, origin.told() + ".")));
        found.leftOut().forEach(line -> findings.add(Finding.warning(Topic.SETTINGS, line + ".",
                "Say it in an autoresearch.yaml, which `autoresearch init --from` writes.")));
        return found.configuration();
    }

    private void project(Path folder, Supplier<Configuration> settings) {
        Configuration configuration = null;
        try {
            configuration = settings.get();
        } catch (Refusal refusal) {
            add(Topic.SETTINGS, refusal);
        }
        try {
            Project project = Project.discover(folder, environment);
            findings.add(Finding.fine(Topic.REPOSITORY, "The git repository is at " + project.toplevel() + ", "
                    + (project.branch().isEmpty() ? "HEAD is detached." : "on branch " + project.branch() + ".")));
            if (configuration != null) {
                settled(project, configuration);
            }
        } catch (Refusal refusal) {
            add(Topic.REPOSITORY, refusal);
        }
    }

    private void settled(Project project, Configuration configuration) {
        findings.addAll(Preflight.look(Ground.of(project, configuration, environment,
                Past.noise(project.folder(), configuration))));
        if (configuration.workspace().kind() == WorkspaceSettings.Kind.IN_PLACE && project.dirty()) {
            findings.add(Finding.problem(Topic.REPOSITORY,
                    "The checkout has changes, and workspace: in-place works right in it.",
                    "Commit or stash them, or use workspace: worktree."));
        }
        try {
            findings.add(Finding.fine(Topic.PROPOSER,
                    "The proposer is " + proposer.apply(configuration, project.folder()) + "."));
        } catch (Refusal refusal) {
            add(Topic.PROPOSER, refusal);
        }
    }

    private void add(Topic topic, Refusal refusal) {
        String details = refusal.details().isEmpty() ? "" : "\n" + String.join("\n", refusal.details());
        findings.add(Finding.problem(topic, refusal.getMessage() + details,
                refusal.next().isEmpty() ? "Mend it and look again." : refusal.next()));
    }
}
