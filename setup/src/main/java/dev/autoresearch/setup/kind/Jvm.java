package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What Maven and Gradle projects have in common.
final class Jvm {
    static final List<String> HINTS = List.of(
            "Avoid allocation on the hot path: primitives, arrays, reused buffers, no boxing, no streams in inner loops.",
            "Choose the collection by its use; give it its size at once.",
            "Keep hot methods small and calls monomorphic, so that they are inlined.",
            "Compute once what does not change between calls.");
    static final List<String> BUILD_HINTS = List.of(
            "Build modules in parallel; compile in one forked or in-process compiler, whichever is quicker here.",
            "Give the build's JVM a quick start: -XX:TieredStopAtLevel=1, -XX:+UseSerialGC, a fitting heap.",
            "Leave out plugins and executions that the result does not need.",
            "Do not fork where a plugin can work in process.");

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)");
    private static final Pattern MAIN = Pattern
            .compile("(?m)^\\s*(?:(?:public|static)\\s+)*void main\\s*\\(|^fun main\\s*\\(");

    private Jvm() {}

    /// A class with a main method that measures.
    record Program(String path, String text, String className, boolean test) {}

    /// The classes that measure by their name and can be started.
    static List<Program> programs(ProjectTree tree) {
        var programs = new ArrayList<Program>();
        for (String file : Sources.harnesses(tree)) {
            String text = tree.text(file).orElse("");
            if (Code.JVM.contains(Texts.extension(file)) && MAIN.matcher(text).find()
                    && file.matches("src/(main|test)/(java|kotlin)/.*")) {
                programs.add(new Program(file, text, className(file, text), file.contains("src/test/")));
            }
        }
        return programs;
    }

    /// Offers for such a class.
    static List<Offer> measuring(String kind, ProjectTree tree, Program program, UnaryOperator<OfferDraft> rest) {
        List<String> modify = used(tree, program.text(), program.path());
        return new Measuring(kind, Texts.name(program.path()), Printed.in(program.path(), program.text()), "")
                .offers(draft -> rest.apply(draft.modify(modify, Evidence.suggests("what the program uses"))
                        .read(Stream.of("README.md", program.path()).filter(tree::has).toList(),
                                Evidence.suggests("what is measured"))
                        .protect(Sources.protect(tree, modify, Set.of(program.path())),
                                Evidence.suggests("what measures and tests"))
                        .hints(HINTS)));
    }

    /// A draft for a JMH benchmark that lacks how it is run and read.
    static OfferDraft jmh(String kind, ProjectTree tree, JmhBenchmark benchmark) {
        String text = tree.text(benchmark.path()).orElse("");
        List<String> modify = used(tree, text, benchmark.path());
        return new OfferDraft(kind, "the JMH benchmark " + benchmark.name(), 90)
                .goal((benchmark.better() == Direction.LOWER ? "Lower the time of " : "Raise the throughput of ")
                        + benchmark.name(), Evidence.stands(benchmark.place()))
                .modify(modify, Evidence.suggests("what the benchmark uses"))
                .read(List.of(benchmark.path()), Evidence.suggests("what is measured"))
                .protect(Sources.protect(tree, modify, Set.of(benchmark.path())),
                        Evidence.suggests("what measures and tests"))
                .hints(HINTS);
    }

    /// The project's classes that a text names, or all of its code when it names none.
    private static List<String> used(ProjectTree tree, String text, String except) {
        List<String> own = Sources.own(tree, Code.JVM).stream().filter(file -> !file.equals(except)).toList();
        List<String> named = Mentions.in(text, own);
        return Sources.globs(named.isEmpty() ? own : named);
    }

    private static String className(String file, String text) {
        Matcher found = PACKAGE.matcher(text);
        String simple = Texts.stem(file) + (file.endsWith(".kt") ? "Kt" : "");
        return found.find() ? found.group(1) + "." + simple : simple;
    }
}
