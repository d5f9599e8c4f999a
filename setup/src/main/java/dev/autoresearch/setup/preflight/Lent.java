package dev.autoresearch.setup.preflight;

import java.util.Set;
import java.util.regex.Pattern;

/// What to do about something that the user's checkout has and a fresh checkout does not.
final class Lent {
    private static final Set<String> BUILT = Set.of("target", "build", "dist", "out", "bin", "obj", ".next", "Debug",
            "Release", "cmake-build-debug", "cmake-build-release", "__pycache__");
    private static final Set<String> GIVEN = Set.of("node_modules", ".venv", "venv", "data", "datasets", "dataset",
            "corpus", "corpora", "models", "weights", "checkpoints", "vendor", "fixtures", "assets");
    private static final Pattern FETCHES = Pattern.compile("\\b(?:npm|pnpm|yarn|bun|pip3?|uv|poetry|pipenv|venv"
            + "|virtualenv|conda|bundle|composer|dvc|wget|curl|git|rsync|tar|unzip|make|gsutil|aws)\\b");

    private Lent() {}

    /// The folder of a path that is right below the project folder.
    static String top(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /// Whether builds put their results there.
    static boolean built(String path) {
        return BUILT.contains(top(path));
    }

    /// Whether it holds what a project is given, not what it makes.
    static boolean given(String path) {
        return GIVEN.contains(top(path));
    }

    /// Whether a command line may fetch what is missing.
    static boolean fetches(String line) {
        return FETCHES.matcher(line).find();
    }

    /// What to do so that runs have it.
    static String remedy(Ground ground, String path) {
        if (built(path)) {
            return "Build it in run.prepare, for each candidate afresh.";
        }
        if (!ground.ignored(path)) {
            return "Commit it (git add " + path + "), or " + share(ground, path, "add ") + ".";
        }
        return share(ground, given(path) ? top(path) : path, "Add ") + ".";
    }

    private static String share(Ground ground, String path, String verb) {
        return ground.configuration().workspace().share().isEmpty()
                ? verb + "`workspace: {share: [" + path + "]}` to autoresearch.yaml"
                : verb + path + " to workspace.share in autoresearch.yaml";
    }
}
