package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Machine learning in Python: a script that trains and prints a validation metric, or one that trains and one that
/// evaluates.
final class Ml implements Kind {
    private static final Pattern TRAIN = Pattern.compile("(src/|scripts/)?(train(ing|er)?|train_\\w+|fit)\\.py");
    private static final Pattern EVAL = Pattern.compile("(src/|scripts/)?(eval|evaluate|evaluation|score)\\.py");
    private static final Pattern FIXED = Pattern
            .compile("(.*/)?(data|dataset|datasets|dataloader|prepare|eval\\w*|metrics?|score)\\w*\\.py");
    private static final Pattern MODEL = Pattern.compile("(.*/)?(model|net|network|arch|layers|optim)\\w*\\.py");
    // Inside a line of several: `val loss {loss:.4f}`, `accuracy=%.3f`, `"val_acc", acc`.
    private static final Pattern INLINE = Pattern.compile("((?:val(?:id(?:ation)?)?|test)[_ ]?"
            + "(?:loss|acc(?:uracy)?|f1|auc|rmse|mae|ppl|perplexity|bpb)|accuracy|perplexity|rmse|mae|auc|f1)"
            + "(?:\\s*[:=]\\s*|\\s+)(?:\\{|%[0-9.]*[fge]|[\"']\\s*,)");
    private static final String NUMBER = "([-+]?[0-9][0-9.eE+-]*)";
    private static final List<String> HINTS = List.of(
            "Sweep the learning rate and its schedule first, then batch size and regularisation.",
            "Compare a smaller model with more steps to a larger one with fewer.",
            "Try other initialisation, normalisation and activation; one change at a time.",
            "Fix the seed, so that two runs differ by the change alone.");

    @Override
    public String name() {
        return "ml";
    }

    /// The scripts that train.
    static List<String> trainers(ProjectTree tree) {
        return tree.files().stream().filter(file -> TRAIN.matcher(file).matches()).toList();
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        if (!new Karpathy().offers(tree).isEmpty()) {
            return List.of();
        }
        var offers = new ArrayList<Offer>();
        for (String train : trainers(tree)) {
            String text = tree.text(train).orElse("");
            Optional<String> eval = tree.files().stream().filter(file -> EVAL.matcher(file).matches()
                    && !Mentions.in(text, List.of(file)).contains(file)).findFirst();
            List<Printed> evaluated = eval.map(file -> printed(file, tree.text(file).orElse(""))).orElse(List.of());
            List<Printed> printed = evaluated.isEmpty() ? printed(train, text) : evaluated;
            String python = String.join(" ", Python.runner(tree, text)) + " ";
            String command = python + train + (evaluated.isEmpty() ? "" : " && " + python + eval.orElseThrow());
            for (Printed metric : printed.stream().filter(one -> !one.resource()).limit(2).toList()) {
                offers.addAll(offer(tree, train, eval, command, metric, printed, 89 - 2 * offers.size()));
            }
        }
        return offers;
    }

    private List<Offer> offer(ProjectTree tree, String train, Optional<String> eval, String command, Printed metric,
            List<Printed> all, int confidence) {
        List<String> python = tree.files().stream().filter(Python::is).filter(file -> !Sources.test(file)).toList();
        List<String> named = Mentions.in(tree.text(train).orElse(""), python);
        List<String> modify = Sources.globs(Stream.concat(Stream.of(train), named.stream()
                .filter(file -> MODEL.matcher(file).matches())).distinct().toList());
        List<String> fixed = Stream.concat(eval.stream(), python.stream()
                .filter(file -> FIXED.matcher(file).matches())).filter(file -> !modify.contains(file)).toList();
        OfferDraft draft = new OfferDraft(name(), metric.name() + " of the trained model", confidence)
                .goal((metric.direction() == Direction.LOWER ? "Lower " : "Raise ") + metric.name()
                        + " of the trained model", Evidence.suggests(train + " trains"))
                .modify(modify, Evidence.suggests(train + " by its name, and the model it imports"))
                .read(Stream.concat(Stream.of("README.md").filter(tree::has), fixed.stream()).distinct().toList(),
                        Evidence.suggests("data and evaluation"))
                .protect(Sources.protect(tree, modify, fixed), Evidence.suggests("data and evaluation stay the same"))
                .command(command, Evidence.suggests("the names of the scripts"))
                .metric(metric.name(), metric.direction(), metric.extractor(), Evidence.stands(metric.place()))
                .share(Disk.ignored(tree, ".venv", "data"), Evidence.suggests("they lie in the checkout"))
                .needs(program(command)).hints(HINTS);
        all.stream().filter(other -> !other.equals(metric))
                .forEach(other -> draft.recorded(other.name(), other.extractor()));
        return draft.offers();
    }

    private static List<String> program(String command) {
        String first = command.split(" ", 2)[0];
        return first.startsWith(".") ? List.of() : List.of(first);
    }

    /// What a script prints on lines of its own, or else within lines; the last value of a run counts.
    private static List<Printed> printed(String file, String text) {
        var found = new ArrayList<>(Printed.in(file, text));
        if (found.stream().allMatch(Printed::resource)) {
            Matcher inline = INLINE.matcher(text);
            while (inline.find()) {
                String label = inline.group(1);
                String name = label.replace(' ', '_');
                String regex = "\\b" + label + "(?:\\s*[:=]\\s*|\\s+)" + NUMBER;
                DirectionWords.infer(name).filter(_ -> found.stream().noneMatch(one -> one.name().equals(name)))
                        .ifPresent(better -> found.add(new Printed(name, better,
                                new Extractor.Regex(regex, Take.LAST), Texts.place(file, text, inline.group()))));
            }
        }
        return found.stream().sorted((a, b) -> Integer.compare(rank(a), rank(b))).toList();
    }

    private static int rank(Printed one) {
        return one.name().startsWith("val") ? 0 : one.name().startsWith("test") ? 1 : one.resource() ? 3 : 2;
    }
}
