package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.SessionFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The output of an experiment's runs.
@Command(name = "log", description = "The output of an experiment's last run; control characters are taken out.", footer = {
        "%nExamples:", "  autoresearch log 12", "  autoresearch log 12 --list",
        "  autoresearch log 12 --name guard-1-1.log"})
final class LogCommand implements Callable<Integer> {
    private static final int LINE_LIMIT = 10_000;

    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Parameters(paramLabel = "N", description = "The experiment's number.")
    private int number;

    @Option(names = "--list", description = "Only name the log files.")
    private boolean list;

    @Option(names = "--name", paramLabel = "FILE", description = "Print this one.")
    private @Nullable String name;

    LogCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = project.session(surroundings);
        List<Path> logs = logs(folder.experiment(number));
        if (logs.isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION,
                    "Experiment " + number + " of session " + folder.tag() + " has no log.",
                    "See `autoresearch results --all`.");
        }
        if (list) {
            logs.forEach(log -> surroundings.console().line(log.toString()));
            return 0;
        }
        print(logs.stream().filter(log -> name == null || log.getFileName().toString().equals(name))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new Refusal(Exit.CONFIGURATION, "There is no log " + name + " for experiment "
                        + number + ".", "`autoresearch log " + number + " --list` names them.")));
        return 0;
    }

    private static List<Path> logs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted(Comparator.comparing(LogCommand::written)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("listing " + folder, unreadable);
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading the time of " + file, unreadable);
        }
    }

    private void print(Path log) {
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try (var lines = new BufferedReader(new InputStreamReader(Files.newInputStream(log), decoder))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                surroundings.console().line(PlainText.indented(line, LINE_LIMIT));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading " + log, unreadable);
        }
    }
}
