package dev.autoresearch.app.doctor;

import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Environments;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.LocalExecutor.Options;
import dev.autoresearch.exec.Shell;
import dev.autoresearch.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Goes through everything a run needs, in the order in which a run would miss it. Changes nothing.
public final class Checkup {
    private static final long LITTLE_SPACE = 1L << 30;

    private final Surroundings surroundings;
    private final List<Finding> findings = new ArrayList<>();

    private Checkup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Checks the project in or above this folder.
    public static List<Finding> of(Surroundings surroundings, Path folder) {
        var checkup = new Checkup(surroundings);
        checkup.machine();
        Optional<Path> place = ProjectConfiguration.place(folder);
        if (place.isEmpty()) {
            checkup.add(Finding.problem("There is no autoresearch.yaml in " + folder + " or above it.",
                    "Write one with `autoresearch init`."));
        } else {
            checkup.project(place.get());
        }
        return List.copyOf(checkup.findings);
    }

    private void add(Finding finding) {
        findings.add(finding);
    }

    private void add(Refusal refusal) {
        String details = refusal.details().isEmpty() ? "" : "\n" + String.join("\n", refusal.details());
        add(Finding.problem(refusal.getMessage() + details, refusal.next()));
    }

    private void machine() {
        add(Finding.fine("Java " + Runtime.version() + " at " + System.getProperty("java.home") + "."));
        try (LocalExecutor executor = LocalExecutor.open(new Options(true, true, null, Options.GRACE))) {
            String worse = executor.tiers().stream().takeWhile(tier -> !tier.name().equals(executor.tier()))
                    .map(tier -> tier.name() + ": " + tier.problem()).reduce((a, b) -> a + "; " + b).orElse("");
            String held = "The processes of a run are held by " + executor.tier()
                    + (worse.isEmpty() ? "." : " (" + worse + ").");
            add(executor.tier().equals("group")
                    ? Finding.warning(held + " A daemon of the experiment may survive a timeout.",
                            "On Linux, start where cgroup v2 is writable, or allow native access for Java.")
                    : Finding.fine(held));
            Shell shell = executor.shell(surroundings.environment(), Path.of("/"));
            add(Finding.fine("Commands run in " + shell.program()
                    + (shell.pipefail() ? ", with pipefail." : ", which has no pipefail.")));
        }
        List<String> withheld = Environments.forRun(surroundings.environment(), List.of(), Map.of()).withheld();
        if (!withheld.isEmpty()) {
            add(Finding.fine("Runs do not get what looks like a key (run.pass-environment lets one through): "
                    + String.join(", ", withheld) + "."));
        }
    }

    private void project(Path folder) {
        Configuration configuration = null;
        try {
            ProjectConfiguration configured = ProjectConfiguration.find(folder).orElseThrow();
            configuration = configured.configuration();
            add(Finding.fine(configured.name() + " is valid."));
            configured.told().forEach(line -> add(Finding.fine(line + ".")));
            configured.leftOut().forEach(line -> add(Finding.warning(line + ".", "")));
        } catch (Refusal refusal) {
            add(refusal);
        }
        try {
            Project project = Project.discover(folder, surroundings.environment());
            add(Finding.fine("The git repository is at " + project.toplevel() + ", "
                    + (project.branch().isEmpty() ? "HEAD is detached." : "on branch " + project.branch() + ".")));
            disk(folder);
            if (configuration != null) {
                new Settings(surroundings, configuration, project).check().forEach(this::add);
            }
        } catch (Refusal refusal) {
            add(refusal);
        }
    }

    private void disk(Path folder) {
        if (!Files.isWritable(folder)) {
            add(Finding.problem(folder + " cannot be written.", "Give yourself write permission to it."));
            return;
        }
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            String space = "%.1f GB are free at %s.".formatted(free / 1e9, folder);
            add(free < LITTLE_SPACE
                    ? Finding.warning(space, "Two worktrees and the logs need room; free some.")
                    : Finding.fine(space));
        } catch (IOException unknown) {
            add(Finding.warning("The free space at " + folder + " cannot be read: " + unknown.getMessage() + ".",
                    "See that there is room for two worktrees and the logs."));
        }
    }

    /// Whether any of the findings keeps a run from working.
    public static boolean blocked(Stream<Finding> findings) {
        return findings.anyMatch(finding -> finding.level() == Finding.Level.PROBLEM);
    }
}
