package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposers.llm.model.Tool;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.TreeMap;

/// Looks an earlier experiment up.
record SeeExperiment(Archive archive) implements DeskTool {
    private static final int LINE = 400;

    @Override
    public Tool spec() {
        return new Tool("see_experiment",
                "Shows an earlier experiment: result, why it was kept or not, its change and the end of its log.",
                JsonObjectSchema.builder().addIntegerProperty("number", "of the experiment; 0 is the baseline")
                        .required("number").build());
    }

    @Override
    public Outcome call(Arguments arguments) {
        int number = arguments.number("number", -1);
        Experiment row = archive.experiment(number)
                .orElseThrow(() -> new Unusable("There is no finished experiment " + number + "."));
        var text = new StringBuilder("experiment " + number + ": " + row.status().word() + "\n");
        text.append("hypothesis: ").append(PlainText.line(row.description(), LINE)).append('\n');
        text.append("why: ").append(PlainText.line(row.reason(), LINE)).append('\n');
        new TreeMap<>(row.metrics())
                .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        String diff = archive.diff(number);
        String log = archive.log(number);
        return Outcome.of(Data.of("The row", text.toString())
                + (diff.isBlank() ? "\nIt has no change." : "\n" + Data.of("Its change", diff))
                + (log.isBlank() ? "" : "\n" + Data.of("The end of its log", log)));
    }

    @Override
    public String doing(Arguments arguments) {
        return "looks at experiment " + arguments.number("number", 0);
    }
}
