package dev.autoresearch.setup.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a candidate could choose its luck: a seed in a file it may change, or one that it reads.
final class SeedCheck implements Check {
    private static final int FILES = 60;
    private static final int NAMED = 3;
    private static final Pattern SETS = Pattern.compile("\\b(?:random\\.seed|manual_seed(?:_all)?|set_random_seed"
            + "|srand|set\\.seed|seedrandom|seed_everything|setSeed)\\s*\\(\\s*['\"]?(?:\\d|SEED\\b|seed\\b)"
            + "|\\b(?:default_rng|RandomState|PRNGKey|new Random|new SplittableRandom|seed_from_u64|mt19937(?:_64)?"
            + "(?:\\s+\\w+)?)\\s*\\(\\s*\\d"
            + "|\\b(?:random_state|random_seed|rng_seed)\\s*[=:]\\s*\\d"
            + "|^\\s*(?:(?:static|final|const|let|var|int|long|private|public|export)\\s+)*(?:\\w+_)?SEED\\s*(?::\\s*\\w+\\s*)?[=:]\\s*[\"']?\\d",
            Pattern.MULTILINE);
    private static final Pattern NAMES = Pattern.compile("(?:[A-Z0-9]+_)*SEED(?:_[A-Z0-9]+)*");
    private static final String OURS = "AUTORESEARCH_SEED";

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new ArrayList<Finding>();
        var setters = new ArrayList<String>();
        List<String> open = ground.open();
        for (String path : open.subList(0, Math.min(FILES, open.size()))) {
            String text = ground.tree().text(path).orElse("");
            line(text).ifPresent(line -> setters.add(path + " (line " + line + ")"));
            seen(ground, path, text).ifPresent(findings::add);
        }
        if (!setters.isEmpty()) {
            String names = String.join(", ", setters.stream().limit(NAMED).toList())
                    + (setters.size() > NAMED ? " and " + (setters.size() - NAMED) + " more" : "");
            findings.addFirst(Finding.warning(Topic.SEEDS,
                    names + " may change and sets the seed of its randomness: a lucky seed would look like progress.",
                    "Set it in a file that may not change, from $" + OURS + ", which each run is given anew."));
        }
        return List.copyOf(findings);
    }

    private static Optional<Long> line(String text) {
        Matcher found = SETS.matcher(text);
        while (found.find()) {
            int start = text.lastIndexOf('\n', Math.max(0, found.end() - 1)) + 1;
            int end = text.indexOf('\n', start);
            String whole = text.substring(start, end < 0 ? text.length() : end);
            if (!whole.strip().matches("(?:#(?!define)|//|\\*|--).*") && !whole.contains(OURS)) {
                return Optional.of(text.substring(0, start).lines().count() + 1);
            }
        }
        return Optional.empty();
    }

    /// A seed that the configuration gives to every run and that a file which may change asks for.
    private static Optional<Finding> seen(Ground ground, String path, String text) {
        return ground.configuration().run().environment().keySet().stream()
                .filter(name -> NAMES.matcher(name).matches() && !name.equals(OURS))
                .filter(name -> Pattern.compile("(?:environ|getenv|process\\.env|ENV|env::var|\\$\\{?)[^\\n]{0,12}\\b"
                        + Pattern.quote(name) + "\\b").matcher(text).find())
                .findFirst()
                .map(name -> Finding.warning(Topic.SEEDS,
                        path + " may change and reads " + name
                                + ", which run.environment sets to the same value in every run: a candidate could be made "
                                + "for that one value.",
                        "Let it read $" + OURS + ", which each run is given anew."));
    }
}
