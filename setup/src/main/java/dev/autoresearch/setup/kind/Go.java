package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Go: benchmarks of `go test`, the size of the program.
final class Go implements Kind {
    private static final String MOD = "go.mod";
    private static final Pattern BENCHMARK = Pattern.compile("(?m)^func (Benchmark(\\w*))\\(\\w+ \\*testing\\.B\\)");
    private static final int MOST = 6;
    private static final List<String> HINTS = List.of(
            "Allocate less: reuse slices, sync.Pool, strings.Builder with Grow, values instead of pointers.",
            "Give slices and maps their size at once.",
            "Keep bounds checks and interface calls out of inner loops.",
            "Choose a better algorithm or data structure before tuning.");

    @Override
    public String name() {
        return "go";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        if (!tree.has(MOD)) {
            return List.of();
        }
        var offers = new ArrayList<Offer>();
        tree.files().stream().filter(file -> file.endsWith("_test.go") && !Sources.foreign(file))
                .forEach(file -> offers.addAll(benchmarks(tree, file)));
        offers.addAll(size(tree));
        return offers.stream().limit(MOST).toList();
    }

    private List<Offer> benchmarks(ProjectTree tree, String file) {
        String text = tree.text(file).orElse("");
        List<MatchResult> found = BENCHMARK.matcher(text).results().toList();
        String folder = Texts.folder(file);
        List<String> modify = Sources.globs(Sources.own(tree, Code.GO).stream()
                .filter(one -> Texts.folder(one).equals(folder)).toList());
        var offers = new ArrayList<Offer>();
        for (int i = 0; i < found.size(); i++) {
            MatchResult one = found.get(i);
            String body = text.substring(one.end(), i + 1 < found.size() ? found.get(i + 1).start() : text.length());
            boolean several = body.contains(".Run(");
            String place = Texts.place(file, text, one.group());
            String name = one.group(1);
            String metric = (one.group(2).isEmpty() ? "bench" : snake(one.group(2))) + "_ns";
            offers.addAll(usual(tree, new OfferDraft(name(), "the benchmark " + name, 90))
                    .goal("Lower the time of " + name, Evidence.stands(place))
                    .modify(modify, Evidence.suggests("the package that is measured"))
                    .read(Stream.of("README.md", file).filter(tree::has).toList(),
                            Evidence.suggests("what is measured"))
                    .protect(List.of("**/*_test.go"), Evidence.suggests("what measures and tests"))
                    .prepare("go test -c -o /dev/null ./" + folder, Evidence.suggests("builds what is measured"))
                    .command("go test -run '^$' -bench '^" + name + "$' ./" + folder, Evidence.stands(place))
                    .metric(metric, Direction.LOWER, several
                            ? new Extractor.Regex("^" + name + "\\S*\\s+\\d+\\s+([0-9.]+) ns/op", Take.MEAN)
                            : new Extractor.Report(ReportFormat.GO_BENCH, "", ""),
                            several ? Evidence.suggests("the mean over its sub-benchmarks") : Evidence.stands(place))
                    .offers());
        }
        return offers;
    }

    private List<Offer> size(ProjectTree tree) {
        return Sources.own(tree, Code.GO).stream().filter(file -> tree.text(file).orElse("").startsWith("package main")
                || tree.text(file).orElse("").contains("\npackage main")).map(Texts::folder).distinct().limit(1)
                .flatMap(folder -> usual(tree, new OfferDraft(name(), "size of the program", 45))
                        .goal("Make the program smaller without changing what it does",
                                Evidence.suggests("a package main"))
                        .modify(Sources.globs(Sources.own(tree, Code.GO)), Evidence.suggests("its code"))
                        .read(Stream.of("README.md").filter(tree::has).toList(),
                                Evidence.suggests("what the project is"))
                        .protect(List.of("**/*_test.go"), Evidence.suggests("the tests"))
                        .command("go build -trimpath -ldflags='-s -w' -o program.out ./" + folder,
                                Evidence.suggests("package main in " + (folder.isEmpty() ? "the top folder" : folder)))
                        .purge(List.of("program.out"), Evidence.suggests("what the build writes"))
                        .metric("program_kb", Direction.LOWER, new Extractor.FileSize("program.out"),
                                Evidence.suggests("the size of what is built"))
                        .offers().stream())
                .toList();
    }

    private static OfferDraft usual(ProjectTree tree, OfferDraft draft) {
        boolean tests = tree.files().stream().anyMatch(file -> file.endsWith("_test.go")
                && tree.text(file).orElse("").contains("func Test"));
        return draft.guard(tests ? "go test ./..." : "", Evidence.suggests("tests in *_test.go")).needs("go")
                .hints(HINTS);
    }

    private static String snake(String camel) {
        return camel.replaceFirst("^_", "").replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
