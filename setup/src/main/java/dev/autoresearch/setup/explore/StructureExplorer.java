package dev.autoresearch.setup.explore;

import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.kind.Code;
import dev.autoresearch.setup.kind.Existing;
import dev.autoresearch.setup.kind.PackageJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The explorer of structure and stack: languages, build, frameworks, purpose, configuration.
final class StructureExplorer {
    private static final int MOST_LANGUAGES = 4;
    private static final int MOST_CONFIGURATIONS = 8;
    private static final int LONGEST_PURPOSE = 200;
    private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n|(?m)^#.*$");
    private static final Pattern PROSE = Pattern.compile("[\\p{L}\\p{N}`*_\"'(]");
    private static final Pattern HEADING = Pattern.compile("(?m)^[=~^-]{3,}$");
    private static final Map<String, String> BUILDS = builds();
    private static final List<String> FRAMEWORKS = List.of("react", "vue", "svelte", "next", "express", "fastify",
            "vite", "webpack", "rollup", "esbuild", "torch", "tensorflow", "scikit-learn", "numpy", "pandas", "django",
            "flask", "fastapi", "spring-boot", "quarkus", "micronaut", "junit-jupiter", "tokio", "serde", "actix-web",
            "gin-gonic", "flutter");

    private StructureExplorer() {}

    static List<Observation> look(ProjectTree tree) {
        var found = new ArrayList<Observation>();
        languages(tree, found);
        builds(tree, found);
        frameworks(tree, found);
        purpose(tree, found);
        tree.files().stream()
                .filter(path -> !path.contains("/") && path.matches(".*\\.(json|ya?ml|toml|ini|conf|cfg|properties)"))
                .limit(MOST_CONFIGURATIONS)
                .forEach(path -> found.add(new Observation("configuration", path)));
        return List.copyOf(found);
    }

    /// Each build system once, with the file nearest to the top.
    private static void builds(ProjectTree tree, List<Observation> found) {
        BUILDS.forEach((file, name) -> tree.files().stream().filter(Existing::own)
                .filter(path -> file.startsWith("*") ? path.endsWith(file.substring(1)) : name(path).equals(file))
                .min(Comparator.comparingInt(String::length))
                .ifPresent(path -> found.add(new Observation("built by " + name, path))));
    }

    private static void languages(ProjectTree tree, List<Observation> found) {
        Map<String, Integer> files = new TreeMap<>();
        tree.files().forEach(path -> Code.language(path).ifPresent(name -> files.merge(name, 1, Integer::sum)));
        files.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_LANGUAGES)
                .forEach(entry -> found.add(new Observation(entry.getKey() + ", "
                        + (entry.getValue() == 1 ? "1 file" : entry.getValue() + " files"), "")));
    }

    private static void frameworks(ProjectTree tree, List<Observation> found) {
        for (String manifest : List.of("package.json", "pyproject.toml", "requirements.txt", "pom.xml", "build.gradle",
                "build.gradle.kts", "Cargo.toml", "go.mod", "pubspec.yaml")) {
            String text = tree.text(manifest).orElse("");
            List<String> packages = manifest.equals(PackageJson.FILE)
                    ? PackageJson.read(text).map(PackageJson::packages).orElse(List.of())
                    : FRAMEWORKS.stream().filter(name -> text.matches("(?s).*(?<![\\w-])" + name + "(?![\\w-]).*"))
                            .toList();
            packages.stream().filter(FRAMEWORKS::contains)
                    .forEach(name -> found.add(new Observation("uses " + name, manifest)));
        }
    }

    /// The first sentence of the README's first paragraph that is neither a heading nor a badge.
    private static void purpose(ProjectTree tree, List<Observation> found) {
        tree.files().stream().filter(path -> path.matches("(?i)readme(\\.(md|rst|txt|adoc))?")).findFirst()
                .ifPresent(path -> PARAGRAPH.splitAsStream(tree.text(path).orElse("").replace("\r", ""))
                        .map(String::strip).filter(text -> PROSE.matcher(text).lookingAt()
                                && !HEADING.matcher(text).find())
                        .findFirst().map(StructureExplorer::sentence)
                        .ifPresent(line -> found.add(new Observation(line, path))));
    }

    private static String sentence(String line) {
        String plain = line.replaceAll("[\\p{Cntrl}\\s]+", " ");
        int end = plain.indexOf(". ");
        String first = end < 0 ? plain : plain.substring(0, end + 1);
        return first.length() <= LONGEST_PURPOSE ? first : first.substring(0, LONGEST_PURPOSE - 1) + "…";
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Map<String, String> builds() {
        var all = new LinkedHashMap<String, String>();
        all.put("pom.xml", "Maven");
        all.put("build.gradle", "Gradle");
        all.put("build.gradle.kts", "Gradle");
        all.put("package.json", "npm scripts");
        all.put("pyproject.toml", "Python packaging");
        all.put("setup.py", "setuptools");
        all.put("Cargo.toml", "Cargo");
        all.put("go.mod", "Go modules");
        all.put("CMakeLists.txt", "CMake");
        all.put("Makefile", "Make");
        all.put("pubspec.yaml", "Flutter or Dart");
        all.put("*.csproj", ".NET");
        all.put("*.sln", ".NET");
        all.put("Dockerfile", "Docker or its like");
        return all;
    }
}
