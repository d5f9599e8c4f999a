package dev.autoresearch.app.init;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.Setup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/// What somebody said about single values; it goes before everything that was found. Empty means nothing was said.
///
/// @param goal      what is to get better
/// @param modify    globs of what may change
/// @param command   the experiment
/// @param metric    the number that decides
/// @param direction when it is better, a word
/// @param prepare   a build before each run
/// @param guard     what must pass
public record Given(String goal, List<String> modify, String command, String metric, String direction, String prepare,
        String guard) {

    /// Nothing.
    public static final Given NOTHING = new Given("", List.of(), "", "", "", "", "");

    /// Who said what was said by options.
    public static final String OPTIONS = "your options";

    private static final List<String> ORDER = List.of("goal", "scope.modify", "scope.read", "scope.protect",
            "scope.hidden", "run.check", "run.prepare", "run.command", "run.timeout", "run.directory", "run.purge",
            "metrics", "guard", "proposer", "workspace");

    /// Copies the list.
    public Given {
        modify = List.copyOf(modify);
    }

    /// Whether nothing needs to be found out any more.
    public boolean complete() {
        return !modify.isEmpty() && !command.isEmpty() && !metric.isEmpty();
    }

    /// The same with another goal.
    public Given to(String other) {
        return new Given(other, modify, command, metric, direction, prepare, guard);
    }

    /// The same with another direction.
    public Given better(String word) {
        return new Given(goal, modify, command, metric, word, prepare, guard);
    }

    /// A setup of nothing else.
    ///
    /// @throws Refusal if the direction is unclear
    public Setup alone() {
        Configuration only = Configuration.builder().modify(globs()).command(command)
                .metric(chosen(List.of(), metric)).build();
        return over(new Setup(only, List.of(), List.of(), List.of()), OPTIONS);
    }

    /// A setup with these values in place of its own.
    ///
    /// @param who who said it, as it stands in the file's comments, for example [#OPTIONS]
    /// @throws Refusal if a direction is unclear
    public Setup over(Setup setup, String who) {
        ConfigurationBuilder builder = setup.configuration().toBuilder();
        var origins = new LinkedHashMap<String, Origin>();
        setup.origins().forEach(origin -> origins.put(origin.key(), origin));
        if (!goal.isEmpty()) {
            builder.goal(goal);
            origins.put("goal", Origin.read("goal", who));
        }
        if (!modify.isEmpty()) {
            builder.modify(globs());
            origins.put("scope.modify", Origin.read("scope.modify", who));
        }
        if (!command.isEmpty()) {
            builder.command(command);
            origins.put("run.command", Origin.read("run.command", who));
        }
        if (!prepare.isEmpty()) {
            builder.prepare(prepare);
            origins.put("run.prepare", Origin.read("run.prepare", who));
        }
        if (!guard.isEmpty()) {
            builder.guard(guard);
            origins.put("guard", Origin.read("guard", who));
        }
        if (!metric.isEmpty() || !direction.isEmpty()) {
            List<Metric> found = setup.configuration().metrics();
            Metric first = chosen(found, metric.isEmpty() ? found.getFirst().name() : metric);
            var metrics = new ArrayList<>(List.of(first));
            found.stream().filter(other -> !other.name().equals(first.name()) && reads(found, first))
                    .forEach(metrics::add);
            builder.metrics(metrics);
            origins.put("metrics", origin(who, first));
        }
        return new Setup(builder.build(), sorted(origins), setup.conflicts(), setup.hints());
    }

    private Globs globs() {
        try {
            return Globs.of(modify);
        } catch (PatternSyntaxException broken) {
            throw new Refusal(Exit.CONFIGURATION, "'" + broken.getPattern() + "' is no pattern for files: "
                    + broken.getDescription() + ".", "Write for example --modify 'src/**/*.c,conf/server.conf'.");
        }
    }

    /// Whether a metric is one of those that the found command prints; else they are of another command.
    private static boolean reads(List<Metric> found, Metric metric) {
        return found.stream().anyMatch(one -> one.name().equals(metric.name()));
    }

    private Origin origin(String who, Metric first) {
        if (direction.isEmpty() && DirectionWords.infer(first.name()).isPresent()) {
            return Origin.inferred("metrics", who + "; " + first.direction().word() + " is better by its name");
        }
        return Origin.read("metrics", who);
    }

    private Metric chosen(List<Metric> found, String name) {
        return found.stream().filter(one -> one.name().equals(name)).findFirst()
                .map(one -> direction.isEmpty()
                        ? one
                        : new Metric(one.name(), word(), false, one.unit(), one.extractor(), one.tolerance()))
                .orElseGet(() -> new Metric(name, direction.isEmpty() ? inferred(name) : word(), false, "",
                        new Extractor.MetricLines(Take.ONLY)));
    }

    private Direction word() {
        return DirectionWords.parse(direction).orElseThrow(() -> new Refusal(Exit.CONFIGURATION,
                "'" + direction + "' is no direction.", "Say lower or higher."));
    }

    private static Direction inferred(String name) {
        return DirectionWords.infer(name).orElseThrow(() -> new Refusal(Exit.CONFIGURATION,
                "The option --direction is missing.",
                "Is " + name + " better when it is lower or higher? Give it as an option, or start on a terminal to be "
                        + "asked."));
    }

    private static List<Origin> sorted(Map<String, Origin> origins) {
        var sorted = new ArrayList<Origin>();
        ORDER.forEach(key -> {
            Origin origin = origins.remove(key);
            if (origin != null) {
                sorted.add(origin);
            }
        });
        sorted.addAll(origins.values());
        return sorted;
    }
}
