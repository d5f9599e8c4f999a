package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A project folder in a git repository that a session can work on.
///
/// @param folder    the folder with `autoresearch.yaml`, without symlinks
/// @param toplevel  root of the user's checkout (a linked worktree's own root, if it is one)
/// @param prefix    the folder relative to the root, empty or ending with `/`
/// @param common    git's folder that all worktrees share, where objects and refs live
/// @param gitFolder git's folder of this checkout
/// @param head      the commit that is checked out, full id
/// @param branch    the branch that is checked out, empty when HEAD is detached
/// @param shallow   whether history is cut off
/// @param git       the program, with the environment that the caller gave
public record Project(Path folder, Path toplevel, String prefix, Path common, Path gitFolder, String head,
        String branch, boolean shallow, Git git) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final int OLDEST_MINOR = 25;

    /// Looks at the repository around `folder` and checks that a session can work there. Changes nothing.
    ///
    /// @param environment the variables git is started with; `PATH` finds it and `HOME` its configuration
    /// @throws Refusal with [Exit#REPOSITORY] if it cannot
    public static Project discover(Path folder, Map<String, String> environment) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            throw new Refusal(Exit.REPOSITORY, "The folder " + folder + " cannot be read: " + e.getMessage(),
                    "Start in a folder that exists.");
        }
        Git git = Git.find(environment);
        checkVersion(git, real);
        Git.Output basics = git.run(real, "rev-parse", "--is-bare-repository", "--is-inside-work-tree",
                "--is-shallow-repository",
                "--git-common-dir", "--git-dir");
        if (basics.code() != 0) {
            throw noRepository(real, basics.errors());
        }
        List<String> answers = basics.text().lines().toList();
        if (answers.getFirst().equals("true")) {
            throw new Refusal(Exit.REPOSITORY, real + " is a bare repository: there are no files to experiment on.",
                    "Clone it (git clone " + real + " project) and start in the clone.");
        }
        if (!answers.get(1).equals("true")) {
            throw new Refusal(Exit.REPOSITORY, real + " lies inside git's own folder, not in a checkout.",
                    "Start in the folder that has autoresearch.yaml.");
        }
        List<String> place = git.ask(real, "rev-parse", "--show-toplevel", "--show-prefix").lines().toList();
        Path toplevel = Path.of(place.getFirst());
        String prefix = place.size() > 1 ? place.get(1) : "";
        Git.Output head = git.run(real, "rev-parse", "-q", "--verify", "HEAD^{commit}");
        if (head.code() != 0) {
            throw new Refusal(Exit.REPOSITORY, "The repository at " + toplevel + " has no commits yet.",
                    "Commit what you have (git add -A && git commit -m start) and start again.");
        }
        Git.Output branch = git.run(real, "symbolic-ref", "-q", "HEAD");
        var project = new Project(real, toplevel, prefix, real.resolve(answers.get(3)).normalize(),
                real.resolve(answers.get(4)).normalize(), head.text(),
                branch.code() == 0 ? branch.text().replaceFirst("^refs/heads/", "") : "",
                answers.get(2).equals("true"), git);
        project.checkFormat();
        project.checkFolder();
        return project;
    }

    /// Whether the checkout has changes or untracked files that are not ignored.
    public boolean dirty() {
        return !git.ask(toplevel, "status", "--porcelain").isEmpty();
    }

    /// The difference between two commits as a patch, with renames found; a very long one is cut and says so.
    public String diff(String from, String to) {
        try (GitObjects objects = GitObjects.open(this)) {
            return objects.patch(from, to);
        }
    }

    /// Which of these names at the project folder's root git tracks.
    ///
    /// @param names relative to the project folder; none means every file in it
    public Set<String> tracked(List<String> names) {
        var arguments = new ArrayList<>(List.of("ls-files", "-z", "--"));
        arguments.addAll(names);
        return Arrays.stream(git.ask(folder, arguments.toArray(String[]::new)).split("\0"))
                .filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    /// The files that git tracks in the project folder and that differ from the commit that is checked out.
    public Set<String> changed() {
        return Arrays.stream(git.ask(folder, "diff", "--name-only", "--no-ext-diff", "--relative", "-z", "HEAD")
                .split("\0")).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether git ignores this path.
    ///
    /// @param name relative to the project folder
    public boolean ignored(String name) {
        return git.run(folder, "check-ignore", "-q", "--", name).code() == 0;
    }

    /// The full id of a commit that is named by a revision.
    public Optional<String> commit(String revision) {
        Git.Output found = git.run(folder, "rev-parse", "-q", "--verify", "--end-of-options", revision + "^{commit}");
        return found.code() == 0 ? Optional.of(found.text()) : Optional.empty();
    }

    /// The user's git configuration as it is now.
    GitSettings settings() {
        return GitSettings.read(git, folder);
    }

    /// The folder that holds the session's worktrees.
    Path worktrees(String tag) {
        return folder.resolve(SessionFolder.STORE).resolve("worktrees").resolve(tag);
    }

    private void checkFormat() {
        for (String line : git.run(folder, "config", "--get-regexp", "^extensions\\.(objectformat|refstorage)$").text()
                .lines().toList()) {
            String[] pair = line.split(" ", 2);
            String value = pair.length > 1 ? pair[1] : "";
            if (pair[0].equals("extensions.objectformat") && !value.equals("sha1")) {
                throw new Refusal(Exit.REPOSITORY,
                        "The repository at " + toplevel + " names its objects by " + value
                                + ", which autoresearch cannot write yet.",
                        "Work in a repository with SHA-1 objects (git init --object-format=sha1).");
            }
            if (pair[0].equals("extensions.refstorage") && !value.equals("files")) {
                throw new Refusal(Exit.REPOSITORY,
                        "The repository at " + toplevel + " stores its refs as " + value
                                + ", which autoresearch cannot write yet.",
                        "Run git refs migrate --ref-format=files there and start again.");
            }
        }
    }

    private void checkFolder() {
        if (prefix.isEmpty()) {
            return;
        }
        String path = prefix.substring(0, prefix.length() - 1);
        if (git.run(toplevel, "ls-tree", "-d", "--name-only", "HEAD", path).text().isEmpty()) {
            boolean ignored = git.run(toplevel, "check-ignore", "-q", path).code() == 0;
            throw new Refusal(Exit.REPOSITORY,
                    "The folder " + folder + (ignored ? " is ignored by" : " has no committed file in")
                            + " the repository at " + toplevel + ".",
                    "Commit the project's files there, or make the folder a repository of its own (git init).");
        }
    }

    private static void checkVersion(Git git, Path folder) {
        String version = git.ask(folder, "version");
        var found = VERSION.matcher(version);
        if (found.find()) {
            int major = Integer.parseInt(found.group(1));
            int minor = Integer.parseInt(found.group(2));
            if (major < 2 || (major == 2 && minor < OLDEST_MINOR)) {
                throw new Refusal(Exit.REPOSITORY, version + " is too old.",
                        "Install git 2." + OLDEST_MINOR + " or newer and start again.");
            }
        }
    }

    private static Refusal noRepository(Path folder, String errors) {
        if (errors.contains("dubious ownership")) {
            return new Refusal(Exit.REPOSITORY, "The repository around " + folder + " belongs to another user.",
                    errors.lines().toList(), "If you trust it: git config --global --add safe.directory " + folder);
        }
        if (errors.contains("not a git repository")) {
            return new Refusal(Exit.REPOSITORY, folder + " is not in a git repository.",
                    "Make it one: git init && git add -A && git commit -m start; then start again.");
        }
        return new Refusal(Exit.REPOSITORY, "git cannot read the repository around " + folder + ".",
                errors.lines().toList(), "Mend what git reports and start again.");
    }
}
