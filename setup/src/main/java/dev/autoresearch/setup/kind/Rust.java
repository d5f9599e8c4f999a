package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rust: Criterion and other benches, benchmark programs, the size of the binary.
final class Rust implements Kind {
    private static final String CARGO = "Cargo.toml";
    private static final Pattern PACKAGE = Pattern
            .compile("(?s)\\[package\\][^\\[]*?\\bname\\s*=\\s*\"([\\w-]+)\"");
    private static final Pattern BENCH = Pattern.compile("(?s)\\[\\[bench\\]\\]([^\\[]*)");
    private static final Pattern NAME = Pattern.compile("\\bname\\s*=\\s*\"([\\w-]+)\"");
    private static final Pattern GROUP = Pattern.compile("benchmark_group\\(\\s*\"([\\w .-]+)\"");
    private static final Pattern FUNCTION = Pattern.compile("bench_function\\(\\s*\"([\\w .-]+)\"");
    private static final List<String> HINTS = List.of(
            "Avoid allocation: borrow instead of cloning, reuse buffers, with_capacity.",
            "Help the optimiser: iterators instead of indexing, no bounds checks in inner loops.",
            "Try another container or a faster hash; keep data in one piece of memory.",
            "Set codegen-units, lto, opt-level and target-cpu in .cargo/config.toml.");

    @Override
    public String name() {
        return "rust";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        if (!tree.has(CARGO)) {
            return List.of();
        }
        String cargo = tree.text(CARGO).orElse("");
        var offers = new ArrayList<Offer>();
        BENCH.matcher(cargo).results().forEach(section -> {
            Matcher named = NAME.matcher(section.group(1));
            if (named.find() && section.group(1).matches("(?s).*\\bharness\\s*=\\s*false.*")) {
                String file = "benches/" + named.group(1) + ".rs";
                tree.text(file).ifPresent(text -> offers.addAll(bench(tree, named.group(1), file, text)));
            }
        });
        tree.files().stream().filter(file -> file.matches("src/bin/[\\w-]+\\.rs") && Sources.harness(file))
                .forEach(file -> offers.addAll(program(tree, file)));
        offers.addAll(size(tree, cargo));
        return offers;
    }

    private List<Offer> bench(ProjectTree tree, String name, String file, String text) {
        UnaryOperator<OfferDraft> rest = usual(tree, file, text);
        String build = "cargo bench --bench " + name + " --no-run";
        if (!text.contains("criterion")) {
            return new Measuring(name(), "cargo bench " + name, Printed.in(file, text), "")
                    .offers(draft -> rest.apply(draft.prepare(build, Evidence.suggests(file))
                            .command("cargo bench -q --bench " + name,
                                    Evidence.stands(CARGO + ": [[bench]] " + name))));
        }
        Matcher group = GROUP.matcher(text);
        String prefix = group.find() ? group.group(1) + "/" : "";
        if (group.find()) {
            return List.of();
        }
        return FUNCTION.matcher(text).results().flatMap(found -> {
            String id = found.group(1);
            String metric = id.replaceAll("[^A-Za-z0-9_.-]+", "_") + "_ns";
            return rest.apply(new OfferDraft(name(), "the Criterion benchmark " + prefix + id, 90))
                    .goal("Lower the time of " + prefix + id, Evidence.stands(Texts.place(file, text, found.group())))
                    .prepare(build, Evidence.suggests(file))
                    .command("cargo bench --bench " + name + " -- " + Texts.quoted("^" + prefix + id + "$"),
                            Evidence.stands(CARGO + ": [[bench]] " + name))
                    .purge(List.of("target/criterion"), Evidence.suggests("the report of the run before"))
                    .metric(metric, Direction.LOWER,
                            new Extractor.Report(ReportFormat.CRITERION,
                                    "target/criterion/" + prefix + id + "/new/estimates.json", ""),
                            Evidence.stands(Texts.place(file, text, found.group())))
                    .offers().stream();
        }).toList();
    }

    private List<Offer> program(ProjectTree tree, String file) {
        String name = Texts.stem(file);
        String text = tree.text(file).orElse("");
        UnaryOperator<OfferDraft> rest = usual(tree, file, text);
        return new Measuring(name(), file, Printed.in(file, text), "")
                .offers(draft -> rest.apply(draft
                        .prepare("cargo build -q --release --bin " + name, Evidence.suggests(file))
                        .command("target/release/" + name, Evidence.suggests(file + " by its name"))));
    }

    private List<Offer> size(ProjectTree tree, String cargo) {
        Matcher named = PACKAGE.matcher(cargo);
        if (!tree.has("src/main.rs") || !named.find()) {
            return List.of();
        }
        String binary = "target/release/" + named.group(1);
        List<String> modify = Stream.concat(Sources.globs(code(tree, "")).stream(), Stream.of(".cargo/config.toml"))
                .toList();
        return usual(tree, "", "").apply(new OfferDraft(name(), "size of the release binary", 52))
                .goal("Make the release binary smaller without changing what it does",
                        Evidence.suggests("a program built by Cargo"))
                .modify(modify, Evidence.suggests("its code, and the profile in .cargo/config.toml"))
                .command("cargo build -q --release --bin " + named.group(1), Evidence.suggests(CARGO))
                .purge(List.of(binary), Evidence.suggests("what the build writes"))
                .metric("binary_kb", Direction.LOWER, new Extractor.FileSize(binary),
                        Evidence.suggests("the size of " + binary))
                .hints(Compiled.SIZE_HINTS).offers();
    }

    private static UnaryOperator<OfferDraft> usual(ProjectTree tree, String harness, String text) {
        List<String> own = code(tree, harness);
        List<String> named = Mentions.in(text, own);
        List<String> modify = Sources.globs(named.isEmpty() ? own : named);
        List<String> measures = harness.isEmpty() ? List.of() : List.of(harness);
        return draft -> draft
                .modify(modify, Evidence.suggests(named.isEmpty() ? "the crate's code" : "what it uses"))
                .read(Stream.concat(Stream.of("README.md", CARGO).filter(tree::has), measures.stream()).toList(),
                        Evidence.suggests("what is measured"))
                .protect(Sources.protect(tree, modify, measures), Evidence.suggests("what measures and tests"))
                .guard(tested(tree).isPresent() ? "cargo test -q" : "",
                        Evidence.suggests("tests in " + tested(tree).orElse("")))
                .keep(List.of("target"), Evidence.suggests("Cargo builds anew what has changed"))
                .needs("cargo").hints(HINTS);
    }

    private static List<String> code(ProjectTree tree, String harness) {
        return Sources.own(tree, Code.RUST).stream().filter(file -> !file.equals(harness) && !file.equals("build.rs"))
                .toList();
    }

    private static Optional<String> tested(ProjectTree tree) {
        return tree.files().stream().filter(file -> file.endsWith(".rs")
                && tree.text(file).orElse("").contains("#[test]")).findFirst();
    }
}
