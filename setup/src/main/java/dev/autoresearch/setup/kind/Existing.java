package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.ProjectTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a project has for measuring and testing itself, whatever kind it is of.
public final class Existing {
    private static final Pattern TELLING = Pattern
            .compile(
                    "(?i)(.*[:_-])?(bench\\w*|tests?|check|perf\\w*|eval\\w*|measure|size|lighthouse|speed)([:_-].*)?");
    private static final int MOST = 8;

    private Existing() {}

    /// The files that measure, by their names.
    public static List<String> harnesses(ProjectTree tree) {
        return Sources.harnesses(tree).stream().filter(file -> Code.language(file).isPresent()).toList();
    }

    /// Whether a file is the project's own and no test, nor data of one.
    public static boolean own(String file) {
        return !Sources.foreign(file) && !Sources.test(file);
    }

    /// The test files.
    public static List<String> tests(ProjectTree tree) {
        return Sources.tests(tree).stream().filter(file -> Code.language(file).isPresent()
                && !file.endsWith("__init__.py")).toList();
    }

    /// Names of the metrics that a file prints, as far as its text shows.
    public static List<String> printed(ProjectTree tree, String file) {
        return tree.text(file).map(text -> Printed.in(file, text)).orElse(List.of()).stream().map(Printed::name)
                .limit(MOST).toList();
    }

    /// The commands of package scripts and makefiles that measure or test, each with the file it stands in.
    public static Map<String, String> commands(ProjectTree tree) {
        var commands = new LinkedHashMap<String, String>();
        tree.text(PackageJson.FILE).flatMap(PackageJson::read).ifPresent(json -> json.scripts().keySet().stream()
                .filter(script -> TELLING.matcher(script).matches()).limit(MOST)
                .forEach(script -> commands.put("npm run " + script, PackageJson.FILE)));
        Stream.of("GNUmakefile", "makefile", "Makefile").filter(tree::has).findFirst()
                .ifPresent(file -> Makefile.read(tree.text(file).orElse("")).targets().keySet().stream()
                        .filter(target -> TELLING.matcher(target).matches()).limit(MOST)
                        .forEach(target -> commands.put("make " + target, file)));
        return commands;
    }
}
