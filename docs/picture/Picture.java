import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Draws the README's picture from what a run printed:
///
///     COLUMNS=100 ./autoresearch demo --seed 1 > run.txt
///     java docs/picture/Picture.java './autoresearch demo --seed 1' run.txt > docs/demo.svg
///
/// Text stays text. Rows in the middle are left out and the number of them is said; the curve has all of them.
final class Picture {
    private static final Pattern ROW = Pattern.compile(" *(\\d+)  (\\w+) +([\\d,.]+|-)( .*)?");
    private static final int FIRST_ROWS = 12;
    private static final int LAST_ROWS = 9;
    private static final double CHARACTER = 7.25;
    private static final int LINE = 17;
    private static final int MARGIN = 18;
    private static final int CURVE = 150;

    private record Experiment(int number, boolean kept, double value) {}

    public static void main(String[] arguments) throws IOException {
        List<String> printed = Files.readAllLines(Path.of(arguments[1]));
        List<Experiment> experiments = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < printed.size(); i++) {
            Matcher row = ROW.matcher(printed.get(i));
            if (row.matches()) {
                rows.add(i);
                if (!row.group(3).equals("-")) {
                    experiments.add(new Experiment(Integer.parseInt(row.group(1)), !row.group(2).equals("discard"),
                            Double.parseDouble(row.group(3).replace(",", ""))));
                }
            }
        }
        int from = rows.get(FIRST_ROWS);
        int to = rows.get(rows.size() - LAST_ROWS);
        List<String> lines = new ArrayList<>();
        lines.add("$ " + arguments[0]);
        lines.addAll(printed.subList(0, from));
        lines.add("   ⋮  " + (rows.size() - FIRST_ROWS - LAST_ROWS) + " more");
        lines.addAll(printed.subList(to, printed.size()));
        System.out.write(svg(lines, experiments, printed).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private static String svg(List<String> lines, List<Experiment> experiments, List<String> printed) {
        int width = (int) (2 * MARGIN + 100 * CHARACTER);
        int text = MARGIN + lines.size() * LINE;
        int height = text + CURVE + 4 * MARGIN;
        var svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img">
                <title>A finished run of autoresearch demo</title>
                <style>
                svg { --back: #ffffff; --edge: #d0d7de; --text: #1f2328; --faint: #6e7781; --good: #1a7f37; --bad: #cf222e }
                @media (prefers-color-scheme: dark) {
                svg { --back: #0d1117; --edge: #30363d; --text: #e6edf3; --faint: #8b949e; --good: #3fb950; --bad: #f85149 } }
                text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--text); white-space: pre }
                .f { fill: var(--faint) } .g { fill: var(--good) } .r { fill: var(--bad) } .b { font-weight: bold }
                </style>
                <rect x=".5" y=".5" width="%d" height="%d" rx="8" style="fill: var(--back); stroke: var(--edge)"/>
                """, width, height, width, width - 1, height - 1));
        int y = MARGIN + 12;
        for (String line : lines) {
            if (!line.isBlank()) {
                svg.append(String.format(Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" textLength=\"%.0f\"%s>%s</text>%n", MARGIN, y,
                        line.length() * CHARACTER, bold(line) ? " class=\"b\"" : "", coloured(line)));
            }
            y += LINE;
        }
        return svg.append(curve(experiments, width, text + MARGIN, metric(printed))).append("</svg>\n").toString();
    }

    private static boolean bold(String line) {
        return line.startsWith("$") || line.startsWith("===") || line.startsWith("Baseline:")
                || line.startsWith("Keeps:") || line.startsWith("Best experiment:");
    }

    private static String coloured(String line) {
        String escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return escaped.replaceFirst("^( *\\d+  )(keep)", "$1<tspan class=\"g\">$2</tspan>")
                .replaceFirst("^( *\\d+  )(discard)", "$1<tspan class=\"f\">$2</tspan>")
                .replaceFirst("^( *\\d+  )(crash|timeout)", "$1<tspan class=\"r\">$2</tspan>")
                .replaceFirst("^( +# .*|   ⋮.*)$", "<tspan class=\"f\">$1</tspan>")
                .replaceFirst("^(goal|metric|also|may change|command|proposer|budget|results|branch|next)(?= {2})",
                        "<tspan class=\"f\">$1</tspan>");
    }

    private static String metric(List<String> printed) {
        return printed.stream().filter(line -> line.startsWith("metric ")).findFirst().orElse("metric").substring(6)
                .strip();
    }

    private static String curve(List<Experiment> experiments, int width, int top, String metric) {
        int left = MARGIN + 62;
        double most = experiments.stream().mapToDouble(Experiment::value).max().orElse(1);
        double least = experiments.stream().mapToDouble(Experiment::value).min().orElse(0);
        int last = experiments.getLast().number();
        var svg = new StringBuilder();
        var steps = new StringBuilder();
        double before = 0;
        for (Experiment experiment : experiments) {
            double x = left + (width - left - MARGIN - 6.0) * experiment.number() / last;
            double y = top + 20 + CURVE * (most - experiment.value()) / (most - least);
            if (experiment.kept()) {
                steps.append(steps.isEmpty()
                        ? String.format(Locale.ROOT, "M%.1f %.1f", x, y)
                        : String.format(Locale.ROOT, "L%.1f %.1fV%.1f", x, before, y));
                before = y;
            }
            svg.append(String.format(Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" style=\"fill: var(--%s)\"/>%n", x, y,
                    experiment.kept() ? "good" : "faint"));
        }
        steps.append(String.format(Locale.ROOT, "H%d", width - MARGIN - 6));
        return String.format(Locale.ROOT, """
                <text x="%d" y="%d" class="f">%s; a dot each experiment, green kept, the line the best so far</text>
                <text x="%d" y="%d" class="f">%,7.0f</text><text x="%d" y="%d" class="f">%,7.0f</text>
                <path d="%s" style="fill: none; stroke: var(--good); stroke-width: 1.5"/>
                """, MARGIN, top, metric, MARGIN, top + 24, most, MARGIN, top + 24 + CURVE, least, steps) + svg;
    }
}
