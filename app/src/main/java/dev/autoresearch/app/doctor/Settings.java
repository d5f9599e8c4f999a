package dev.autoresearch.app.doctor;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.WorkspaceSettings;
import dev.autoresearch.proposers.Proposers;
import dev.autoresearch.workspace.Project;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds a valid configuration against the project it is for.
final class Settings {
    private static final Pattern FIRST_WORD = Pattern
            .compile("\\s*(?:[A-Za-z_][A-Za-z0-9_]*=[^\\s'\"`$]*\\s+)*([A-Za-z0-9_@%+:,./-]++)(?!=)");
    private static final Set<String> OF_THE_SHELL = Set.of("cd", "if", "for", "while", "until", "set", "export", "exec",
            "eval", "test", ".", "source", "time", "case", "echo", "printf", "true", "false", "read", "trap", "ulimit",
            "umask", "command", "exit");

    private final Surroundings surroundings;
    private final Configuration configuration;
    private final Project project;
    private final List<Finding> findings = new ArrayList<>();

    Settings(Surroundings surroundings, Configuration configuration, Project project) {
        this.surroundings = surroundings;
        this.configuration = configuration;
        this.project = project;
    }

    List<Finding> check() {
        Set<String> tracked = project.tracked(List.of());
        List<String> open = tracked.stream().filter(path -> configuration.scope().modify().matches(path))
                .filter(path -> !configuration.scope().protect().matches(path))
                .filter(path -> !configuration.scope().hidden().matches(path)).sorted().toList();
        findings.add(open.isEmpty()
                ? Finding.problem(
                        "scope.modify (" + configuration.scope().modify() + ") matches no file that git tracks.",
                        "Commit the file that may change, or mend the pattern.")
                : Finding.fine("A candidate may change " + (open.size() == 1
                        ? open.getFirst()
                        : open.size() + " files, for example " + open.getFirst()) + "."));
        for (String view : List.of("results.tsv", "experiments.jsonl", "budget.log", "run.log")) {
            if (tracked.contains(view)) {
                findings.add(Finding.warning(view + " is tracked by git and will not be written.",
                        "Take it out of git, or read the results with `autoresearch results`."));
            }
        }
        command("run.check", configuration.run().check());
        command("run.prepare", configuration.run().prepare());
        command("run.command", configuration.run().command());
        command("guard.command", configuration.guard().command());
        command("proposer.command", configuration.proposer().command());
        borrowed("workspace.share", configuration.workspace().share());
        borrowed("workspace.copy", configuration.workspace().copy());
        if (configuration.workspace().kind() == WorkspaceSettings.Kind.IN_PLACE && project.dirty()) {
            findings.add(Finding.problem("The checkout has changes, and workspace: in-place works right in it.",
                    "Commit or stash them, or use workspace: worktree."));
        }
        try {
            findings.add(Finding.fine("The proposer is "
                    + Proposers.describe(configuration, project.folder(), surroundings.environment()) + "."));
        } catch (Refusal refusal) {
            findings.add(Finding.problem(String.valueOf(refusal.getMessage()), refusal.next()));
        }
        return List.copyOf(findings);
    }

    private void command(String key, String line) {
        Matcher word = FIRST_WORD.matcher(line);
        if (line.isEmpty() || !word.lookingAt() || OF_THE_SHELL.contains(word.group(1))) {
            return;
        }
        String program = word.group(1);
        boolean found = program.contains("/")
                ? Files.isExecutable(directory(key).resolve(program))
                : onPath(program);
        if (!found) {
            findings.add(Finding.problem(key + ": the command " + program + " is not found.", program.contains("/")
                    ? "Name a file that exists and is executable, relative to the folder the command runs in."
                    : "Install it, or put it on PATH."));
        }
    }

    private Path directory(String key) {
        return key.startsWith("run.") || key.startsWith("guard.")
                ? project.folder().resolve(configuration.run().directory())
                : project.folder();
    }

    private boolean onPath(String program) {
        String path = surroundings.environment().getOrDefault("PATH", "/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder).resolve(program))) {
                return true;
            }
        }
        return false;
    }

    private void borrowed(String key, List<String> names) {
        for (String name : names) {
            if (!Files.exists(project.folder().resolve(name))) {
                findings.add(Finding.warning(key + ": " + name + " does not exist.",
                        "Make it before the run, or take it out of the list."));
            }
        }
    }
}
