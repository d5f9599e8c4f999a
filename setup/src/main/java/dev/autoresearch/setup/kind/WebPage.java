package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A page of HTML, styles and scripts without a build: Lighthouse's score, and what is sent over the network.
final class WebPage implements Kind {
    private static final List<String> PAGES = List.of("index.html", "public/index.html", "site/index.html",
            "docs/index.html");
    private static final Set<String> ASSETS = Set.of("css", "js", "mjs", "svg");
    private static final String REPORT = "lighthouse.json";
    private static final List<String> HINTS = List.of(
            "Remove rules and scripts that the page does not use; shorten what remains.",
            "Load scripts with defer; put critical styles into the page, the others after it.",
            "Give pictures their size, a modern format, and lazy loading below the fold.",
            "Mind contrast, labels, headings and language: they count in the score.");

    @Override
    public String name() {
        return "web";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        return PAGES.stream().filter(tree::has).findFirst()
                .filter(page -> PackageJson.read(tree.text(PackageJson.FILE).orElse(""))
                        .map(json -> !json.scripts().containsKey("build")).orElse(true))
                .map(page -> offers(tree, page)).orElse(List.of());
    }

    private List<Offer> offers(ProjectTree tree, String page) {
        String root = Texts.folder(page);
        List<String> assets = tree.files().stream().filter(file -> ASSETS.contains(Texts.extension(file))
                && (root.isEmpty() || file.startsWith(root + "/")) && !Sources.foreign(file) && !Sources.test(file)
                && !Sources.harness(file)).toList();
        String html = tree.text(page).orElse("");
        List<String> parts = Stream.concat(Stream.of(page), assets.stream()
                .filter(file -> Texts.says(html, Texts.name(file)))).toList();
        List<String> modify = Sources.globs(parts);
        String serve = "p=$((20000 + $$ % 20000)); python3 -m http.server --bind 127.0.0.1 -d ./" + root
                + " $p > /dev/null 2>&1 & s=$!; trap 'kill $s' EXIT; sleep 1; lighthouse \"http://127.0.0.1:$p/\" "
                + "--quiet --output=json --output-path=" + REPORT + " --chrome-flags='--headless --no-sandbox'";
        var offers = new ArrayList<Offer>();
        offers.addAll(draft(tree, "Lighthouse's performance score", 66, modify)
                .goal("Raise the page's Lighthouse score", Evidence.suggests(page))
                .command(serve, Evidence.suggests("Lighthouse on the page, served locally"))
                .purge(List.of(REPORT), Evidence.suggests("the report of the run before"))
                .metric("lighthouse_score", Direction.HIGHER,
                        new Extractor.Report(ReportFormat.LIGHTHOUSE, REPORT, ""),
                        Evidence.suggests("Lighthouse's category performance"))
                .needs("lighthouse", "python3").offers());
        offers.addAll(draft(tree, "bytes of the page as sent", 60, modify)
                .goal("Make the page smaller without changing how it looks", Evidence.suggests(page))
                .command("cat " + String.join(" ", parts.stream().map(Texts::quoted).toList()) + " | gzip -9 | wc -c",
                        Evidence.suggests("what " + page + " names"))
                .metric("page_bytes", Direction.LOWER, new Extractor.LastLine(),
                        Evidence.suggests("the compressed size of page, styles and scripts"))
                .needs("gzip").offers());
        return offers;
    }

    private OfferDraft draft(ProjectTree tree, String wish, int confidence, List<String> modify) {
        return new OfferDraft(name(), wish, confidence)
                .modify(modify, Evidence.suggests("the page and what it names"))
                .read(Stream.of("README.md").filter(tree::has).toList(), Evidence.suggests("what the page is for"))
                .protect(Sources.protect(tree, modify, List.of()), Evidence.suggests("what measures and tests"))
                .hints(HINTS);
    }
}
