package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Globs;
import dev.autoresearch.setup.ProjectTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which files of a project are its own code, which measure or test it, and which of them a harness names. All answers
/// are sorted.
final class Sources {
    /// More single files than this are named by a glob.
    static final int SINGLE = 8;

    private static final Set<String> FOREIGN = Set.of("node_modules", "vendor", "third_party", "third-party",
            "thirdparty", "dist", "build", "target", "venv");
    private static final Set<String> TESTS = Set.of("test", "tests", "spec", "specs", "__tests__", "testdata");
    private static final Set<String> HARNESSES = Set.of("bench", "benches", "benchmark", "benchmarks", "perf", "eval",
            "evals", "jmh");
    private static final Pattern TEST_NAME = Pattern
            .compile("test_.*|conftest\\.py|.*([._-](test|spec)s?|Tests?|IT|Spec)\\.[A-Za-z]+");
    private static final Pattern HARNESS_NAME = Pattern.compile("(?i)(^|.*[._-])(bench|benchmarks?|perf|evals?|evaluate"
            + "|evaluation|measure|score|scorer|metrics?|load[-_]?test)($|[._-].*)");
    private static final Pattern HARNESS_CLASS = Pattern.compile("[A-Z].*(Bench|Benchmarks?|Benchmarking)");

    private Sources() {}

    /// The project's own code with one of these extensions, without tests and without what measures it.
    static List<String> own(ProjectTree tree, Set<String> extensions) {
        return of(tree, file -> extensions.contains(Texts.extension(file)) && !test(file) && !harness(file));
    }

    /// The tests, whatever they are written in.
    static List<String> tests(ProjectTree tree) {
        return of(tree, Sources::test);
    }

    /// The files that measure, by their names.
    static List<String> harnesses(ProjectTree tree) {
        return of(tree, file -> harness(file) && !test(file));
    }

    static boolean test(String file) {
        return below(file, TESTS) || TEST_NAME.matcher(Texts.name(file)).matches();
    }

    static boolean harness(String file) {
        String stem = Texts.stem(file);
        return below(file, HARNESSES) || HARNESS_NAME.matcher(stem).matches()
                || HARNESS_CLASS.matcher(stem).matches();
    }

    /// Whether a file belongs to somebody else or is made by a tool.
    static boolean foreign(String file) {
        return below(file, FOREIGN) || (file.startsWith(".") && file.contains("/")) || file.contains("/.");
    }

    /// Whether one of the folders of a path has one of these names.
    private static boolean below(String file, Set<String> names) {
        int start = 0;
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', start)) {
            if (names.contains(file.substring(start, slash))) {
                return true;
            }
            start = slash + 1;
        }
        return false;
    }

    /// Globs for these files: themselves while they are few, else their folders with their extension.
    static List<String> globs(Collection<String> files) {
        if (files.size() <= SINGLE) {
            return files.stream().toList();
        }
        var folders = new TreeSet<String>();
        for (String file : files) {
            String folder = Texts.folder(file);
            int first = folder.indexOf('/');
            folders.add(folder.isEmpty()
                    ? "*." + Texts.extension(file)
                    : (first < 0 ? folder : folder.substring(0, first)) + "/**/*." + Texts.extension(file));
        }
        return new ArrayList<>(folders);
    }

    /// What must stay as it is beside the code that `modify` covers: measuring, tests and data, in few globs.
    static List<String> protect(ProjectTree tree, Collection<String> modify, Collection<String> more) {
        Globs changed = Globs.of(List.copyOf(modify));
        var all = new TreeSet<String>(more);
        all.addAll(harnesses(tree));
        all.addAll(tests(tree));
        of(tree, file -> file.startsWith("data/")).forEach(all::add);
        all.removeIf(changed::namesLiterally);
        return shortened(all.stream().filter(tree::has).toList());
    }

    /// Whole folders instead of many files of one.
    private static List<String> shortened(List<String> files) {
        Map<String, Long> inFolder = files.stream()
                .collect(Collectors.groupingBy(Texts::folder, Collectors.counting()));
        var globs = new TreeSet<String>();
        for (String file : files) {
            String folder = Texts.folder(file);
            boolean whole = test(folder + "/x") || below(folder + "/", HARNESSES)
                    || folder.startsWith("data") || inFolder.getOrDefault(folder, 0L) > SINGLE;
            globs.add(whole && !folder.isEmpty() ? root(folder) + "/**" : file);
        }
        return List.copyOf(globs);
    }

    private static String root(String folder) {
        String shortest = folder;
        for (String up = folder; !up.isEmpty(); up = Texts.folder(up)) {
            if (test(up + "/x") || below(up + "/", HARNESSES) || up.equals("data")) {
                shortest = up;
            }
        }
        return shortest;
    }

    private static List<String> of(ProjectTree tree, Predicate<String> which) {
        return tree.files().stream().filter(file -> !foreign(file) && which.test(file)).toList();
    }
}
