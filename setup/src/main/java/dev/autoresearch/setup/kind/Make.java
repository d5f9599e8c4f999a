package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Projects that are built by Make: a `bench` target, and the size of a C or C++ program.
final class Make implements Kind {
    private static final List<String> NAMES = List.of("GNUmakefile", "makefile", "Makefile");
    private static final Pattern BENCH = Pattern
            .compile("(?i)(.*[-_])?(bench(marks?)?|perf|measure|eval|speed)([-_].*)?");

    private static final Pattern FLAGS = Pattern.compile("[\\w./-]*flags[\\w-]*(\\.(mk|conf|txt))?");

    @Override
    public String name() {
        return "make";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        Optional<String> file = NAMES.stream().filter(tree::has).findFirst();
        if (file.isEmpty()) {
            return List.of();
        }
        Makefile makefile = Makefile.read(tree.text(file.get()).orElse(""));
        var offers = new ArrayList<Offer>();
        makefile.targets().keySet().stream().filter(target -> BENCH.matcher(target).matches()
                && !target.contains("/") && !target.contains(".") && !makefile.isFile(target))
                .forEach(target -> offers.addAll(bench(tree, file.get(), makefile, target)));
        offers.addAll(program(tree, file.get(), makefile));
        return offers;
    }

    private List<Offer> bench(ProjectTree tree, String file, Makefile makefile, String target) {
        String recipe = makefile.everything(target);
        var candidates = tree.files().stream().filter(f -> !Sources.foreign(f) && Code.language(f).isPresent()
                && !Sources.test(f)).toList();
        List<String> started = Mentions.in(recipe, candidates).stream().filter(f -> Sources.harness(f)
                || Script.runnable(f)).toList();
        var printed = new LinkedHashMap<String, Printed>();
        Printed.in(file, makefile.recipe(target)).forEach(one -> printed.put(one.name(), one));
        var text = new StringBuilder(recipe);
        for (String one : started) {
            String content = tree.text(one).orElse("");
            text.append('\n').append(content);
            Printed.in(one, content).forEach(metric -> printed.putIfAbsent(metric.name(), metric));
        }
        List<String> own = candidates.stream().filter(f -> !started.contains(f) && !Sources.harness(f)
                && !Code.language(f).orElse("").equals("shell")).toList();
        List<String> named = Mentions.in(text.toString(), own);
        List<String> modify = Sources.globs(Stream.concat((named.isEmpty() ? own : named).stream(),
                flags(tree, recipe)).toList());
        String place = file + ":" + makefile.line(target);
        return new Measuring(name(), "make " + target, List.copyOf(printed.values()), text.toString())
                .offers(draft -> usual(draft, tree, makefile)
                        .modify(modify, Evidence.suggests(named.isEmpty()
                                ? "the project's code"
                                : "what make " + target + " is built from"))
                        .protect(Sources.protect(tree, modify, with(started, file)),
                                Evidence.suggests("what builds, measures and tests"))
                        .broad(named.isEmpty() && own.size() > Sources.SINGLE)
                        .prepare(makefile.prerequisites(target).isEmpty()
                                ? ""
                                : "make " + String.join(" ", makefile.prerequisites(target)),
                                Evidence.stands(place))
                        .command("make -s " + target, Evidence.stands(place)).hints(Compiled.HINTS));
    }

    /// Run time and size of the program that is built by default.
    private List<Offer> program(ProjectTree tree, String file, Makefile makefile) {
        List<String> own = Sources.own(tree, Code.C);
        Optional<String> program = makefile.program().filter(one -> !tree.has(one));
        if (own.isEmpty() || program.isEmpty()) {
            return List.of();
        }
        String output = program.get();
        String place = file + ":" + makefile.line(output);
        List<String> modify = Sources.globs(Stream.concat(own.stream(), flags(tree, makefile.everything(output)))
                .toList());
        UnaryOperator<OfferDraft> rest = draft -> usual(draft, tree, makefile)
                .modify(modify, Evidence.suggests("its code and flags"))
                .protect(Sources.protect(tree, modify, List.of(file)), Evidence.suggests("what builds and tests"));
        String stripped = output + ".stripped";
        var offers = new ArrayList<Offer>();
        String code = own.stream().map(one -> tree.text(one).orElse("")).reduce("", String::concat);
        if (Compiled.runsAlone(code)) {
            offers.addAll(rest.apply(new OfferDraft(name(), "time that " + output + " takes", 56))
                    .goal("Make " + output + " faster with the same output", Evidence.stands(place))
                    .prepare("make -s " + output, Evidence.stands(place))
                    .command("./" + output, Evidence.suggests(output + " wants no arguments and no input"))
                    .metric("run_seconds", Direction.LOWER, new Extractor.WallTime(),
                            Evidence.suggests("the run's own wall time"))
                    .hints(Compiled.HINTS).offers());
        }
        offers.addAll(rest.apply(new OfferDraft(name(), "size of the program " + output, 50))
                .goal("Make " + output + " smaller without changing what it does", Evidence.stands(place))
                .command("make -s " + output + " && strip -o " + stripped + " " + output, Evidence.stands(place))
                .purge(List.of(output, stripped), Evidence.suggests("what the build writes"))
                .metric("program_kb", Direction.LOWER, new Extractor.FileSize(stripped),
                        Evidence.suggests("the size of the stripped program"))
                .needs("strip").hints(Compiled.SIZE_HINTS).offers());
        return offers;
    }

    /// Files of flags that a recipe reads.
    private static Stream<String> flags(ProjectTree tree, String recipe) {
        return tree.files().stream().filter(one -> FLAGS.matcher(one).matches() && recipe.contains(one));
    }

    private static OfferDraft usual(OfferDraft draft, ProjectTree tree, Makefile makefile) {
        String test = Stream.of("check", "test").filter(makefile.targets()::containsKey).findFirst().orElse("");
        draft.read(Stream.of("README.md").filter(tree::has).toList(), Evidence.suggests("what the project is"))
                .guard(test.isEmpty() ? "" : "make -s " + test, Evidence.suggests("the target " + test)).needs("make");
        Set<String> ends = new HashSet<>();
        tree.files().forEach(one -> ends.add(Texts.extension(one)));
        return ends.contains("c") || ends.contains("cpp") || ends.contains("cc") ? draft.needs("cc") : draft;
    }

    private static List<String> with(List<String> files, String one) {
        return Stream.concat(files.stream(), Stream.of(one)).toList();
    }
}
