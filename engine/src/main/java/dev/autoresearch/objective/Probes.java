package dev.autoresearch.objective;

import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The line-based channels: `METRIC` lines, `name: value`, a regular expression, the last line.
final class Probes {
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00a0]+");
    private static final Pattern METRIC = Pattern.compile("[ \\t]*METRIC[ \\t]+([\\p{L}\\p{N}_.µ-]+)[ \\t]*=(.*)");

    private Probes() {}

    /// `METRIC name=number`; what follows the number after a blank is a unit and ignored.
    static Probe metricLines(Metric metric, String name, Take take, String place) {
        var found = new Occurrences(metric, take, "METRIC lines of " + place);
        return probe(found, line -> {
            if (line.contains("METRIC")) {
                Matcher matcher = METRIC.matcher(line);
                if (matcher.matches() && matcher.group(1).equals(name)) {
                    found.add(firstWord(matcher.group(2)));
                }
            }
        });
    }

    /// `label: number` at the very start of a line; what follows the number after a blank is ignored.
    static Probe labelled(Metric metric, String label, Take take) {
        var found = new Occurrences(metric, take, "lines of the log that begin with " + Numbers.quote(label + ":"));
        return probe(found, line -> {
            if (line.startsWith(label) && line.startsWith(":", label.length())) {
                found.add(firstWord(line.substring(label.length() + 1)));
            }
        });
    }

    /// The first group of every match of a regular expression within a line.
    ///
    /// @param budget how long matching may take over the whole log
    static Probe regex(Metric metric, String pattern, Take take, Duration budget) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            return fixed(Unusables.of(metric, "has a regular expression that cannot be read: " + e.getDescription()));
        }
        if (compiled.matcher("").groupCount() != 1) {
            return fixed(Unusables.of(metric, "needs a regular expression with exactly one group: " + pattern));
        }
        return new RegexProbe(metric, compiled, take, budget);
    }

    /// The last line that is not blank.
    static Probe lastLine(Metric metric) {
        return new Probe() {
            private String last = "";

            @Override
            public void line(String line) {
                if (!line.isBlank()) {
                    last = line;
                }
            }

            @Override
            public Reading reading() {
                var found = new Occurrences(metric, Take.ONLY, "the last line of the log");
                if (!last.isEmpty()) {
                    found.add(last.strip());
                }
                return found.reading();
            }
        };
    }

    /// The text up to the first blank that follows it.
    static String firstWord(String text) {
        String stripped = text.strip();
        Matcher blank = BLANKS.matcher(stripped);
        return blank.find() ? stripped.substring(0, blank.start()) : stripped;
    }

    private static Probe fixed(Reading reading) {
        return new Probe() {
            @Override
            public void line(String line) {}

            @Override
            public Reading reading() {
                return reading;
            }
        };
    }

    private static Probe probe(Occurrences found, Consumer<String> each) {
        return new Probe() {
            @Override
            public void line(String line) {
                each.accept(line);
            }

            @Override
            public Reading reading() {
                return found.reading();
            }
        };
    }

    private static final class RegexProbe implements Probe {
        private final Metric metric;
        private final Pattern pattern;
        private final Duration budget;
        private final Deadline deadline;
        private final Occurrences found;
        private String broken = "";

        RegexProbe(Metric metric, Pattern pattern, Take take, Duration budget) {
            this.metric = metric;
            this.pattern = pattern;
            this.budget = budget;
            this.deadline = new Deadline(budget);
            this.found = new Occurrences(metric, take, "what /" + pattern.pattern() + "/ matches in the log");
        }

        @Override
        public void line(String line) {
            if (!broken.isEmpty()) {
                return;
            }
            try {
                deadline.spend(() -> {
                    Matcher matcher = pattern.matcher(deadline.guard(line));
                    while (matcher.find()) {
                        String group = matcher.group(1);
                        found.add(group == null ? "" : group.strip());
                    }
                });
            } catch (Deadline.Passed _) {
                broken = "took longer than " + Numbers.forPeople(budget.toMillis() / 1000.0) + " s to match";
            } catch (StackOverflowError _) {
                broken = "needs too much memory on a line of " + line.length() + " characters";
            }
        }

        @Override
        public Reading reading() {
            return broken.isEmpty()
                    ? found.reading()
                    : Unusables.of(metric, "has no value: the regular expression /" + pattern.pattern() + "/ " + broken
                            + "; make it simpler, for example anchor it with ^");
        }
    }
}
