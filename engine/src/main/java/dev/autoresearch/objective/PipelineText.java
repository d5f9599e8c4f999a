package dev.autoresearch.objective;

import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a shell pipeline printed, as a number. Besides plain numbers it takes lines such as `val_bpb: 0.9979`, because
/// `grep "^val_bpb:" run.log` is how the documents people follow write it.
final class PipelineText {
    private static final Pattern LABELLED = Pattern.compile("([^:=]*)[:=](.*)");

    private PipelineText() {}

    static Reading read(Metric metric, String text, String command) {
        var found = new Occurrences(metric, Take.ONLY, "what the pipeline " + Numbers.quote(command) + " printed");
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            Matcher labelled = LABELLED.matcher(line.strip());
            boolean named = labelled.matches() && labelled.group(1).chars().anyMatch(Character::isLetter);
            found.add(Probes.firstWord(named ? labelled.group(2) : line));
        });
        return found.reading();
    }
}
