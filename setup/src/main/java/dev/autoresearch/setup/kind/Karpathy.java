package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The layout of the first autoresearch: `train.py` is changed, `prepare.py` holds data and evaluation, `program.md`
/// says how, and a training run of five minutes prints `val_bpb`.
final class Karpathy implements Kind {
    private static final String TRAIN = "train.py";
    private static final String PREPARE = "prepare.py";
    private static final String PROGRAM = "program.md";
    private static final String METRIC = "val_bpb";
    private static final Pattern COMMAND = Pattern.compile("(?m)\\b((?:uv run|python3?)(?: -\\S+)* train\\.py)\\b");
    private static final List<String> HINTS = List.of(
            "Sweep the learning rates and their schedule (warm-up, cool-down) first.",
            "Trade model size against the number of steps that fit into the fixed time.",
            "Try batch size and gradient accumulation; what does not fit into memory is a crash.",
            "Try depth against width, attention pattern, activation and normalisation.",
            "Remove what does not pay: an equal val_bpb with less code is a win.");

    @Override
    public String name() {
        return "karpathy";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        String all = text(tree, TRAIN) + text(tree, PREPARE) + text(tree, PROGRAM);
        if (!tree.has(TRAIN) || !tree.has(PREPARE) || !all.contains(METRIC)) {
            return List.of();
        }
        var draft = new OfferDraft(name(), "validation bits per byte of the trained model",
                tree.has(PROGRAM) ? 98 : 92)
                .goal("Get the lowest val_bpb out of a training run of fixed time",
                        Evidence.suggests("the layout " + TRAIN + ", " + PREPARE
                                + (tree.has(PROGRAM) ? ", " + PROGRAM : "")))
                .modify(List.of(TRAIN), Evidence.suggests("the file the layout is made to change"))
                .read(Stream.of("README.md", PROGRAM, PREPARE).filter(tree::has).toList(),
                        Evidence.suggests("what the layout tells to read first"))
                .protect(List.of(PREPARE), Evidence.suggests("data and evaluation live there"))
                .timeout(Duration.ofMinutes(10), Evidence.suggests("a training run takes 5 minutes by its own clock"))
                .metric(METRIC, Direction.LOWER, new Extractor.Line(METRIC, Take.ONLY),
                        Evidence.stands(place(tree, METRIC)))
                .share(Disk.ignored(tree, ".venv"), Evidence.suggests(".venv lies in the checkout"))
                .hints(HINTS);
        if (all.contains("peak_vram_mb")) {
            draft.recorded("peak_vram_mb", new Extractor.Line("peak_vram_mb", Take.ONLY));
        }
        return command(draft, tree).offers();
    }

    private static OfferDraft command(OfferDraft draft, ProjectTree tree) {
        for (String file : List.of(PROGRAM, "README.md")) {
            Matcher told = COMMAND.matcher(text(tree, file));
            if (told.find()) {
                String command = told.group(1);
                return draft.command(command, Evidence.stands(Texts.place(file, text(tree, file), command)))
                        .needs(command.split(" ", 2)[0]);
            }
        }
        boolean uv = tree.has("uv.lock") || tree.has("pyproject.toml");
        return uv
                ? draft.command("uv run " + TRAIN, Evidence.suggests("the layout, with pyproject.toml")).needs("uv")
                : draft.command("python3 " + TRAIN, Evidence.suggests("no pyproject.toml for uv")).needs("python3");
    }

    private static String place(ProjectTree tree, String word) {
        return Stream.of(TRAIN, PREPARE, PROGRAM).filter(file -> text(tree, file).contains(word)).findFirst()
                .map(file -> Texts.place(file, text(tree, file), word)).orElse(TRAIN);
    }

    private static String text(ProjectTree tree, String file) {
        return tree.text(file).orElse("");
    }
}
