package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// C and C++ built by CMake: Google Benchmark, benchmark programs, run time and size of a program.
final class Cmake implements Kind {
    private static final String LISTS = "CMakeLists.txt";
    private static final String REPORT = "build/benchmark.json";
    private static final Pattern EXECUTABLE = Pattern
            .compile("(?i)\\badd_executable\\s*\\(\\s*([\\w.-]+)\\s+([^)]*)\\)");
    private static final Pattern BENCHMARK = Pattern.compile("\\bBENCHMARK\\(\\s*(\\w+)\\s*\\)([^;]*);");
    private static final Pattern ARGUMENT = Pattern.compile("->(?:Arg\\((\\d+)\\)|Range\\([^,]+,\\s*(\\d+)\\))");

    /// A program that the project builds.
    private record Program(String name, String place, String path, List<String> sources, String text) {
        boolean measures() {
            return Sources.harness(name) || sources.stream().anyMatch(Sources::harness);
        }
    }

    @Override
    public String name() {
        return "cmake";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        if (!tree.has(LISTS)) {
            return List.of();
        }
        var offers = new ArrayList<Offer>();
        for (Program program : programs(tree)) {
            if (program.text().contains("benchmark/benchmark.h")) {
                offers.addAll(google(tree, program));
            } else if (program.measures()) {
                offers.addAll(new Measuring(name(), program.name(), printed(tree, program), "")
                        .offers(draft -> usual(tree, program).apply(draft)
                                .prepare(build(program), Evidence.stands(program.place()))
                                .command(program.path(), Evidence.stands(program.place()))));
            } else if (program.sources().stream().noneMatch(Sources::test)) {
                offers.addAll(runTime(tree, program));
                offers.addAll(size(tree, program));
            }
        }
        return offers;
    }

    private List<Offer> google(ProjectTree tree, Program program) {
        return BENCHMARK.matcher(program.text()).results().flatMap(found -> {
            Matcher argument = ARGUMENT.matcher(found.group(2));
            String last = "";
            while (argument.find()) {
                last = "/" + (argument.group(1) != null ? argument.group(1) : argument.group(2));
            }
            if (found.group(2).contains("->") && last.isEmpty()
                    && !found.group(2).matches("(?s)\\s*->(Unit|MinTime|Iterations|UseRealTime)\\([^>]*")) {
                return Stream.of();
            }
            String entry = found.group(1) + last;
            String metric = found.group(1).replaceFirst("(?i)^bm_?", "").toLowerCase(Locale.ROOT) + "_ns";
            String place = Texts.place(program.sources().getFirst(), program.text(), found.group());
            return usual(tree, program).apply(new OfferDraft(name(), "the benchmark " + entry, 90))
                    .goal("Lower the time of " + entry, Evidence.stands(place))
                    .prepare(build(program), Evidence.stands(program.place()))
                    .command(program.path() + " --benchmark_filter='^" + entry + "$' --benchmark_out=" + REPORT
                            + " --benchmark_out_format=json", Evidence.stands(program.place()))
                    .purge(List.of(REPORT), Evidence.suggests("the report of the run before"))
                    .metric(metric, Direction.LOWER, new Extractor.Report(ReportFormat.GOOGLE_BENCHMARK, REPORT, ""),
                            Evidence.stands(place))
                    .offers().stream();
        }).toList();
    }

    private List<Offer> runTime(ProjectTree tree, Program program) {
        if (!Compiled.runsAlone(program.text())) {
            return List.of();
        }
        return usual(tree, program).apply(new OfferDraft(name(), "time that " + program.name() + " takes", 56))
                .goal("Make " + program.name() + " faster with the same output", Evidence.stands(program.place()))
                .modify(own(tree), Evidence.suggests("the program's code"))
                .prepare(build(program), Evidence.stands(program.place()))
                .command(program.path(), Evidence.suggests(program.name() + " wants no arguments and no input"))
                .metric("run_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .offers();
    }

    private List<Offer> size(ProjectTree tree, Program program) {
        return usual(tree, program).apply(new OfferDraft(name(), "size of the program " + program.name(), 50))
                .goal("Make " + program.name() + " smaller without changing what it does",
                        Evidence.stands(program.place()))
                .modify(own(tree), Evidence.suggests("the program's code"))
                .command(build(program) + " && strip -o build/stripped.out " + program.path(),
                        Evidence.stands(program.place()))
                .purge(List.of("build/stripped.out"), Evidence.suggests("what the build writes"))
                .metric("program_kb", Direction.LOWER, new Extractor.FileSize("build/stripped.out"),
                        Evidence.suggests("the size of the stripped program"))
                .needs("strip").hints(Compiled.SIZE_HINTS).offers();
    }

    private static UnaryOperator<OfferDraft> usual(ProjectTree tree, Program program) {
        List<String> own = own(tree).stream().filter(file -> !program.sources().contains(file) || !program.measures())
                .toList();
        List<String> named = Mentions.in(program.text() + " " + String.join(" ", program.sources()), own);
        List<String> modify = Sources.globs(named.isEmpty() ? own : named);
        List<String> measures = program.measures()
                ? program.sources().stream().filter(Sources::harness).toList()
                : List.of();
        Optional<String> tests = tree.files().stream().filter(file -> Texts.name(file).equals(LISTS)
                && tree.text(file).orElse("").contains("add_test")).findFirst();
        return draft -> draft.modify(modify, Evidence.suggests("what " + program.name() + " is built from"))
                .read(Stream.concat(Stream.of("README.md", LISTS).filter(tree::has), measures.stream()).toList(),
                        Evidence.suggests("what is measured"))
                .protect(Sources.protect(tree, modify, measures), Evidence.suggests("what measures and tests"))
                .guard(tests.isPresent() ? "cmake --build build && ctest --test-dir build --output-on-failure" : "",
                        Evidence.suggests("add_test in " + tests.orElse("")))
                .needs("cmake", "c++").hints(Compiled.HINTS);
    }

    private static List<Printed> printed(ProjectTree tree, Program program) {
        return program.sources().stream().flatMap(file -> Printed.in(file, tree.text(file).orElse("")).stream())
                .toList();
    }

    private static List<String> own(ProjectTree tree) {
        return Sources.own(tree, Code.C);
    }

    private static String build(Program program) {
        return "cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build --target " + program.name();
    }

    private static List<Program> programs(ProjectTree tree) {
        var programs = new ArrayList<Program>();
        for (String lists : tree.files()) {
            if (Texts.name(lists).equals(LISTS) && !Sources.foreign(lists)) {
                String text = tree.text(lists).orElse("");
                EXECUTABLE.matcher(text).results().forEach(found -> programs.add(program(tree, lists, text, found)));
            }
        }
        return programs;
    }

    private static Program program(ProjectTree tree, String lists, String text, MatchResult found) {
        String folder = Texts.folder(lists);
        List<String> sources = Stream.of(found.group(2).strip().split("\\s+"))
                .map(file -> file.replace("${CMAKE_CURRENT_SOURCE_DIR}/", ""))
                .map(file -> folder.isEmpty() ? file : folder + "/" + file).filter(tree::has).toList();
        String code = sources.stream().map(file -> tree.text(file).orElse("")).reduce("", String::concat);
        String name = found.group(1);
        return new Program(name, Texts.place(lists, text, found.group()),
                "./build/" + (folder.isEmpty() ? "" : folder + "/") + name, sources, code);
    }
}
