package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.proposers.search.knob.LineSites.Family;
import dev.autoresearch.proposers.search.knob.SourceSites.Language;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which scanner reads which file, by its name.
final class Formats {
    private static final Set<String> MANIFESTS = Set.of("package.json", "package-lock.json", "pom.xml", "cargo.toml",
            "cargo.lock", "go.mod", "go.sum", "pyproject.toml", "poetry.lock", "composer.json", "composer.lock",
            "requirements.txt", "build.gradle", "build.gradle.kts", "yarn.lock", "pnpm-lock.yaml");

    private Formats() {}

    /// Whether a file declares dependencies, where no number is a setting.
    static boolean manifest(String path) {
        return MANIFESTS.contains(name(path));
    }

    /// All values of the file that its scanner knows, in order, each key only once.
    static List<Site> sites(TextFile file) {
        List<Site> sites = scan(name(file.path()), file.text());
        var seen = new HashMap<String, Integer>();
        return sites.stream().sorted(Comparator.comparingInt(Site::start)).map(site -> unique(site, seen)).toList();
    }

    /// A site whose key is not in `seen` yet, which then knows it.
    static Site unique(Site site, Map<String, Integer> seen) {
        int times = seen.merge(site.key(), 1, Integer::sum);
        return times == 1 ? site : site.named(site.key() + "#" + times);
    }

    private static List<Site> scan(String name, String text) {
        if (name.equals(".env") || name.startsWith(".env.")) {
            return LineSites.in(text, Family.ENV);
        }
        if (name.equals("makefile") || name.equals("gnumakefile")) {
            return SourceSites.in(text, Language.SHELL);
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json", "jsonc", "json5" -> JsonSites.in(text);
            case "yaml", "yml" -> YamlSites.in(text);
            case "toml" -> LineSites.in(text, Family.TOML);
            case "properties" -> LineSites.in(text, Family.PROPERTIES);
            case "ini", "cfg", "cnf", "conf", "config" -> LineSites.in(text, Family.CONF);
            case "env" -> LineSites.in(text, Family.ENV);
            case "java", "groovy" -> SourceSites.in(text, Language.JAVA);
            case "kt", "kts", "scala" -> SourceSites.in(text, Language.KOTLIN);
            case "cs" -> SourceSites.in(text, Language.CSHARP);
            case "swift" -> SourceSites.in(text, Language.SWIFT);
            case "c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "cu", "m" -> SourceSites.in(text, Language.C);
            case "go" -> SourceSites.in(text, Language.GO);
            case "rs" -> SourceSites.in(text, Language.RUST);
            case "py", "rb", "r", "jl" -> SourceSites.in(text, Language.SCRIPT);
            case "js", "ts", "mjs", "cjs", "jsx", "tsx" -> SourceSites.in(text, Language.JAVASCRIPT);
            case "sh", "bash", "zsh", "mk" -> SourceSites.in(text, Language.SHELL);
            default -> List.of();
        };
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
