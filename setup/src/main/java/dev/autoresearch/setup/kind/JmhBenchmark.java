package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.setup.ProjectTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A method that JMH measures.
///
/// @param path       the file
/// @param name       class and method, `ParserBenchmark.parse`
/// @param better     higher for throughput, which is JMH's default, else lower
/// @param parameters what is put behind the command so that there is one value to each `@Param`
/// @param place      file and line
record JmhBenchmark(String path, String name, Direction better, String parameters, String place) {
    private static final Pattern METHOD = Pattern
            .compile("@Benchmark\\b[^;{]*?(?:\\bfun\\s+(\\w+)|\\b[\\w.<>\\[\\]]+\\s+(\\w+))\\s*\\(");
    private static final Pattern PARAM = Pattern
            .compile("@Param\\(\\s*(?:value\\s*=\\s*)?\\{?\\s*\"([^\"]*)\"([^)]*)\\)\\s*[^;=]*?(\\w+)\\s*[;=:]");
    private static final Pattern MODE = Pattern
            .compile("Mode\\.(Throughput|AverageTime|SampleTime|SingleShotTime|All)");
    private static final int MOST = 8;

    /// The benchmarks below a folder, at most eight.
    ///
    /// @param folder with a `/` at its end, or empty
    static List<JmhBenchmark> in(ProjectTree tree, String folder) {
        var found = new ArrayList<JmhBenchmark>();
        for (String file : tree.files()) {
            if (file.startsWith(folder) && Code.JVM.contains(Texts.extension(file)) && found.size() < MOST) {
                tree.text(file).filter(text -> text.contains("@Benchmark"))
                        .ifPresent(text -> found.addAll(in(file, text)));
            }
        }
        return found.stream().limit(MOST).toList();
    }

    /// The regular expression that JMH is given to run this one and no other.
    String filter() {
        return "\\." + name.replace(".", "\\.") + "$";
    }

    /// A name for what is measured.
    String metric() {
        String method = name.substring(name.indexOf('.') + 1);
        return method + (better == Direction.HIGHER ? "_throughput" : "_us");
    }

    private static List<JmhBenchmark> in(String file, String text) {
        Matcher mode = MODE.matcher(text);
        boolean one = mode.find();
        Direction better = !one || mode.group(1).equals("Throughput") || mode.group(1).equals("All")
                ? Direction.HIGHER
                : Direction.LOWER;
        String modes = mode.results().count() > 0 || text.contains("Mode.All")
                ? " -bm " + (better == Direction.HIGHER ? "thrpt" : "avgt")
                : "";
        var parameters = new StringBuilder(modes);
        PARAM.matcher(text).results().filter(param -> param.group(2).contains("\"")).forEach(
                param -> parameters.append(" -p ").append(Texts.quoted(param.group(3) + "=" + param.group(1))));
        var found = new ArrayList<JmhBenchmark>();
        Matcher method = METHOD.matcher(text);
        while (method.find()) {
            String name = method.group(1) != null ? method.group(1) : method.group(2);
            found.add(new JmhBenchmark(file, Texts.stem(file) + "." + name, better, parameters.toString(),
                    Texts.place(file, text, method.group().strip())));
        }
        return found;
    }
}
