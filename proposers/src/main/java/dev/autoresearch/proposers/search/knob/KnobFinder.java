package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Knob;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds the knobs in the files that `scope.modify` covers. As soon as one knob is declared, in the configuration or by a
/// comment, only declared ones count; otherwise they are guessed. Not thread-safe: the files with knobs are remembered, so
/// that the project folder is walked once.
public final class KnobFinder {
    private static final Set<String> SKIPPED = Set.of(".git", ".autoresearch");
    private static final int FILES = 2_000;
    private static final int KNOBS = 256;

    private final Configuration configuration;
    private List<String> paths = List.of();
    private boolean walked;

    /// A finder for one configuration.
    public KnobFinder(Configuration configuration) {
        this.configuration = configuration;
    }

    /// Finds the knobs as they stand now.
    ///
    /// @param root    the project folder
    /// @param origins texts of knobs at the start of the session, by [Tunable#id()]; what is missing starts now
    /// @throws Refusal if a declaration is wrong or there is no knob at all
    public KnobSet find(Path root, Map<String, String> origins) {
        try {
            if (!walked) {
                paths = walk(root);
                walked = true;
                literalFiles();
            }
            var files = new ArrayList<TextFile>();
            for (String path : paths) {
                TextFile.read(root, path).ifPresent(files::add);
            }
            List<Tunable> tunables = tunables(files, origins);
            if (tunables.isEmpty()) {
                throw none(files);
            }
            Set<String> used = new TreeSet<>();
            tunables.forEach(tunable -> used.add(tunable.file()));
            paths = List.copyOf(used);
            return new KnobSet(tunables, files.stream().filter(file -> used.contains(file.path())).toList());
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, "The files of scope.modify could not be read: " + e,
                    "Mend the rights of these files.");
        }
    }

    private List<Tunable> tunables(List<TextFile> files, Map<String, String> origins) {
        List<FileScan> scans = files.stream().map(file -> new FileScan(file, origins)).toList();
        var declared = new ArrayList<Tunable>();
        for (int i = 0; i < files.size(); i++) {
            String path = files.get(i).path();
            declared.addAll(scans.get(i)
                    .declared(configuration.knobs().stream().filter(knob -> file(knob).equals(path)).toList()));
        }
        List<Tunable> found = declared.isEmpty()
                ? scans.stream().flatMap(scan -> scan.guessed().stream()).toList()
                : declared;
        return found.stream().limit(KNOBS).toList();
    }

    private void literalFiles() {
        for (Knob knob : configuration.knobs()) {
            if (!paths.contains(file(knob))) {
                throw new Refusal(Exit.CONFIGURATION,
                        "The list knobs names " + knob.file() + ", which is not a file that scope.modify covers",
                        "Add it to scope.modify, or mend the path; it is relative to the project folder.");
            }
        }
    }

    private List<String> walk(Path root) throws IOException {
        var found = new TreeSet<String>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String relative = relative(root, folder);
                boolean skipped = SKIPPED.contains(folder.getFileName().toString()) || !mayHold(relative);
                return skipped && !relative.isEmpty() ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String relative = relative(root, file);
                if (attributes.isRegularFile() && attributes.size() <= TextFile.LIMIT && searched(relative)) {
                    found.add(relative);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found.stream().limit(FILES).toList();
    }

    private boolean searched(String path) {
        var scope = configuration.scope();
        return scope.modify().matches(path) && !scope.hidden().matches(path) && !scope.protect().matches(path)
                && (!Formats.manifest(path) || scope.modify().namesLiterally(path));
    }

    private boolean mayHold(String folder) {
        String inside = folder + "/";
        return configuration.scope().modify().patterns().stream().map(KnobFinder::literalFolder)
                .anyMatch(prefix -> prefix.startsWith(inside) || inside.startsWith(prefix));
    }

    // What comes before the first wildcard, up to and with a slash.
    private static String literalFolder(String pattern) {
        String relative = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        int wildcard = 0;
        while (wildcard < relative.length() && "*?[{\\".indexOf(relative.charAt(wildcard)) < 0) {
            wildcard++;
        }
        return wildcard == relative.length()
                ? relative + (relative.endsWith("/") ? "" : "/")
                : relative.substring(0, relative.lastIndexOf('/', wildcard) + 1);
    }

    private static String relative(Path root, Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    private static String file(Knob knob) {
        return knob.file().startsWith("./") ? knob.file().substring(2) : knob.file();
    }

    private Refusal none(List<TextFile> files) {
        String modify = configuration.scope().modify().toString();
        String what = files.isEmpty()
                ? "the search proposer found no text file under scope.modify: " + modify
                : "the search proposer found nothing to tune in "
                        + String.join(", ", files.stream().map(TextFile::path).limit(10).toList())
                        + (files.size() > 10 ? " and " + (files.size() - 10) + " more" : "");
        return new Refusal(Exit.CONFIGURATION, what,
                "Put `# knob: 1..64` (or `// knob: choices a|b`) at the end of a value's line, or list it under knobs: "
                        + "in autoresearch.yaml.");
    }
}
