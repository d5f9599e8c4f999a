package dev.autoresearch.app.init;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.Figures;
import dev.autoresearch.app.screen.Spans;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.ConfigurationWriter;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.session.Tags;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.Setup;
import dev.autoresearch.workspace.Branches;
import dev.autoresearch.workspace.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// From a setup, whoever made it, to `autoresearch.yaml`: one test run, the whole file for confirmation, writing it.
public final class SettingUp {
    /// The limit of a run where nothing was measured.
    private static final Duration UNMEASURED = Duration.ofMinutes(5);
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final int LINE = 1_000;
    private static final String TIMEOUT = "run.timeout";

    private final Surroundings surroundings;
    private final Console console;
    private final Project project;
    private final Path file;
    private final Answers answers;
    private final Manner manner;

    /// How it is gone about.
    ///
    /// @param test    whether the command is run once
    /// @param confirm whether the file is shown and the user asked
    /// @param yes     whether the user agreed beforehand to whatever turns out to work
    /// @param over    whether an existing file may be written over
    /// @param coming  files that are written together with it
    public record Manner(boolean test, boolean confirm, boolean yes, boolean over, List<String> coming) {

        /// Copies the list.
        public Manner {
            coming = List.copyOf(coming);
        }

        /// Nothing but the file is written.
        public Manner(boolean test, boolean confirm, boolean yes, boolean over) {
            this(test, confirm, yes, over, List.of());
        }
    }

    /// @param file the file to write
    public SettingUp(Surroundings surroundings, Project project, Path file, Answers answers, Manner manner) {
        this.surroundings = surroundings;
        this.console = surroundings.console();
        this.project = project;
        this.file = file;
        this.answers = answers;
        this.manner = manner;
    }

    /// Writes a setup down as it is, without a word.
    public void write(Setup setup) {
        save(text(setup));
    }

    /// Tries a setup, shows it and writes it.
    ///
    /// @return whether the file was written; false when the user did not want it
    /// @throws Refusal if the command gives no number and nobody is there to say that it does not matter
    public boolean finish(Setup setup) {
        Setup whole = because(Proposing.inferred(setup, project.folder(), surroundings),
                Origin.inferred("no-new-dependencies", "the usual rule; false lets a candidate add some"));
        summary(whole);
        boolean proven = true;
        String result = "It was not tried.";
        Setup timed;
        if (manner.test()) {
            switch (tested(whole.configuration())) {
                case Tested.Measured measured -> {
                    show(whole.configuration(), measured);
                    Metric primary = whole.configuration().primary();
                    result = "The test run gave " + primary.name() + " = " + number(primary, measured.metrics()) + ".";
                    timed = timed(whole, limit(measured.wall()), "twice the " + Spans.text(measured.wall())
                            + " of the test run" + (limit(measured.wall()).equals(LEAST) ? ", at least 10 s" : ""));
                }
                case Tested.Failed failed -> {
                    show(failed);
                    proven = false;
                    result = "The test run gave no number.";
                    timed = timed(whole, UNMEASURED, "nothing was measured yet");
                }
                case Tested.Stopped() -> throw new Refusal(Exit.INTERRUPTED,
                        "The test run was ended, and nothing was written.",
                        "Start again, or leave the test run out with --no-test-run.");
            }
        } else {
            timed = timed(whole, UNMEASURED, "nothing was measured yet");
        }
        String text = text(timed);
        console.line(text);
        return agreed(proven, result) && save(text);
    }

    private void summary(Setup setup) {
        Configuration c = setup.configuration();
        for (Metric metric : c.metrics()) {
            console.field(metric.equals(c.primary()) ? "metric" : "also", metric.name() + ", "
                    + metric.direction().word() + " is better");
        }
        if (!c.run().prepare().isEmpty()) {
            console.field("prepare", PlainText.line(c.run().prepare(), LINE));
        }
        console.field("command", PlainText.line(c.run().command(), LINE));
        console.field("may change", PlainText.line(c.scope().modify().toString(), LINE));
        String prefix = c.workspace().branchPrefix();
        console.field("session", "on the new branch " + Branches.name(prefix, new Branches(project).free(prefix,
                Tags.of(LocalDate.ofInstant(surroundings.clock().instant(), ZoneId.systemDefault())))));
        setup.conflicts().forEach(conflict -> warn(PlainText.line(conflict, LINE)));
        if (Stream.concat(project.tracked(List.of()).stream(), manner.coming().stream())
                .noneMatch(c.scope().modify()::matches)) {
            warn("No file in git matches what may change, " + c.scope().modify() + ".");
        }
        String nobody = Proposing.missing(c, project.folder());
        if (!nobody.isEmpty()) {
            warn(nobody);
        }
        console.line();
    }

    private Tested tested(Configuration configuration) {
        console.field("test run", "of the last commit, in a copy outside your checkout"
                + (project.dirty() ? "; what is not committed is not in it" : ""));
        return new TestRun(surroundings, project, configuration).run();
    }

    private void show(Configuration configuration, Tested.Measured measured) {
        Metric primary = configuration.primary();
        String value = number(primary, measured.metrics());
        console.field("read", primary.name() + " = " + value + also(configuration, measured.metrics()), Style.BOLD);
        console.field("took", Spans.text(measured.wall()) + (measured.prepared().isZero()
                ? ""
                : ", after " + Spans.text(measured.prepared()) + " of preparation"));
        console.field("better", primary.direction().word() + " " + primary.name() + " than " + value + " is better");
        if (!measured.spending().equals(Spending.NONE)) {
            console.field("cost", cost(measured.spending()));
        }
        measured.warnings().forEach(warning -> warn(PlainText.line(warning, LINE)));
        console.line();
    }

    private void show(Tested.Failed failed) {
        console.field("no number", PlainText.line(failed.reason(), LINE), Style.BAD);
        failed.tail().forEach(line -> console.command("", PlainText.indented(line, LINE)));
        console.field("do", failed.remedy(), Style.BOLD);
        console.line();
    }

    private static String also(Configuration configuration, Map<String, Double> metrics) {
        var also = new ArrayList<String>();
        configuration.metrics().stream().skip(1).filter(metric -> metrics.containsKey(metric.name()))
                .forEach(metric -> also.add(metric.name() + " = " + number(metric, metrics)));
        return also.isEmpty() ? "" : "; also " + String.join(", ", also);
    }

    private static String number(Metric metric, Map<String, Double> metrics) {
        return Figures.text(metrics.getOrDefault(metric.name(), Double.NaN))
                + (metric.unit().isEmpty() ? "" : " " + PlainText.line(metric.unit(), LINE));
    }

    /// What was spent, for people.
    static String cost(Spending spending) {
        return String.format(Locale.ROOT, "$%.4f, %d tokens", spending.dollars(), spending.tokens());
    }

    private void warn(String text) {
        console.field("warning", text, Style.WARNING);
    }

    private static Duration limit(Duration wall) {
        Duration twice = Duration.ofSeconds(wall.multipliedBy(2).plusMillis(999).toSeconds());
        return twice.compareTo(LEAST) < 0 ? LEAST : twice;
    }

    private static Setup timed(Setup setup, Duration limit, String why) {
        if (setup.configuration().run().timeout() instanceof TimeLimit.Fixed) {
            return setup;
        }
        return because(new Setup(setup.configuration().toBuilder().timeout(limit).build(), setup.origins(),
                setup.conflicts(), setup.hints()), Origin.inferred(TIMEOUT, why));
    }

    /// The setup with one more origin, where the value has none yet.
    private static Setup because(Setup setup, Origin origin) {
        if (setup.origins().stream().anyMatch(one -> one.key().equals(origin.key()))) {
            return setup;
        }
        List<Origin> origins = new ArrayList<>(setup.origins());
        origins.add(origin);
        return new Setup(setup.configuration(), origins, setup.conflicts(), setup.hints());
    }

    private boolean agreed(boolean proven, String result) {
        if (!manner.confirm()) {
            if (proven || !manner.yes()) {
                return true;
            }
            throw new Refusal(Exit.SETUP, "The test run gave no number, and nothing was written.",
                    "Mend it as said above and start again, or write the file all the same with --no-test-run.");
        }
        String name = String.valueOf(file.getFileName());
        boolean agreed = answers.agreed(
                result + " Write this to " + name + (proven ? "?" : " all the same?"), proven);
        if (!agreed) {
            console.line("nothing was written");
        }
        return agreed;
    }

    /// The file's text: every value that has an origin with a comment that tells it.
    private static String text(Setup setup) {
        Configuration configuration = setup.configuration();
        var advice = new ArrayList<String>();
        if (configuration.hints().isEmpty() && !setup.hints().isEmpty()) {
            configuration = configuration.toBuilder().hints(setup.hints()).build();
        }
        setup.conflicts().forEach(conflict -> advice.add("Undecided: " + conflict));
        var notes = new LinkedHashMap<String, String>();
        setup.origins().forEach(origin -> notes.merge(origin.key(), told(origin), (one, other) -> one + "; " + other));
        String text = ConfigurationWriter.yaml(configuration, notes, advice);
        ConfigurationReader.parse(text, ConfigurationReader.FILE_NAMES.getFirst());
        return text;
    }

    private static String told(Origin origin) {
        return origin.certain() ? "from " + origin.source() : "inferred: " + origin.source();
    }

    private boolean save(String text) {
        try {
            if (manner.over()) {
                Files.writeString(file, text);
            } else {
                Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            }
            console.line("wrote " + file);
            return true;
        } catch (IOException unwritable) {
            throw new Refusal(Exit.STORAGE, file + " cannot be written: " + Refusal.because(unwritable) + ".",
                    "Make the folder writable and see that the disk has room.");
        }
    }
}
