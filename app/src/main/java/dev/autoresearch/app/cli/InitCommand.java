package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.ConfigurationWriter;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.workspace.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes a commented autoresearch.yaml from what the user says: by options, or asked one by one on a terminal.
@Command(name = "init", description = {"Write a commented autoresearch.yaml for this project.",
        "What is not given as an option is asked for on a terminal."}, footer = {"%nExample:",
                "  autoresearch init --modify src/parser.c --command ./bench.sh --metric ms"})
final class InitCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final BufferedReader answers;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--goal", paramLabel = "TEXT", description = "What is to get better, one line.")
    private @Nullable String goal;

    @Option(names = "--modify", paramLabel = "GLOB", split = ",", description = "What may change; several with commas.")
    private List<String> modify = List.of();

    @Option(names = "--command", paramLabel = "LINE", description = "The experiment; prints METRIC name=number.")
    private @Nullable String command;

    @Option(names = "--metric", paramLabel = "NAME", description = "The number that decides.")
    private @Nullable String metric;

    @Option(names = "--direction", paramLabel = "WORD", description = "lower or higher; inferred from the name if known.")
    private @Nullable String direction;

    @Option(names = "--prepare", paramLabel = "LINE", description = "A build before each run, not measured.")
    private @Nullable String prepare;

    @Option(names = "--guard", paramLabel = "LINE", description = "Must pass before a win is kept, for example the tests.")
    private @Nullable String guard;

    @Option(names = "--proposer", paramLabel = "LINE", description = "An executable that makes changes; else the built-in search.")
    private @Nullable String proposer;

    @Option(names = "--force", description = "Write over an existing file.")
    private boolean force;

    InitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.answers = new BufferedReader(new InputStreamReader(surroundings.input(), StandardCharsets.UTF_8));
    }

    @Override
    public Integer call() {
        Path folder = project.folder(surroundings);
        Path file = folder.resolve(ConfigurationReader.FILE_NAMES.getFirst());
        if (Files.exists(file) && !force) {
            throw new Refusal(Exit.CONFIGURATION, file + " exists already.",
                    "Edit it, check it with `autoresearch doctor`, or write over it with --force.");
        }
        Project.discover(folder, surroundings.environment());
        String text = ConfigurationWriter.yaml(configuration());
        ConfigurationReader.parse(text, file.toString());
        write(file, text);
        surroundings.console().line("wrote " + file);
        var next = new NextSteps(surroundings, folder);
        next.own("doctor", "checks that a run can start");
        next.own("run", "starts it");
        next.print();
        return 0;
    }

    private Configuration configuration() {
        String files = modify.isEmpty()
                ? ask("--modify", "Which files may change? (globs, several with commas)")
                : String.join(",", modify);
        String line = command == null ? ask("--command", "Which command runs one experiment?") : command;
        String name = metric == null
                ? ask("--metric", "Which number decides? (its name in the output: METRIC name=number)")
                : metric;
        ConfigurationBuilder builder = Configuration.builder().command(line).metric(name, direction(name))
                .modify(List.of(files.split("\\s*,\\s*")).toArray(String[]::new));
        if (goal != null) {
            builder.goal(goal);
        }
        if (prepare != null) {
            builder.prepare(prepare);
        }
        if (guard != null) {
            builder.guard(guard);
        }
        if (proposer != null) {
            builder.proposer(new ProposerChoice("command", proposer, ProposerChoice.DEFAULT_TIMEOUT));
        }
        return builder.build();
    }

    private Direction direction(String name) {
        if (direction == null) {
            var inferred = DirectionWords.infer(name);
            if (inferred.isPresent()) {
                surroundings.console()
                        .line(name + ": " + inferred.get().word() + " is better (inferred from the name)");
                return inferred.get();
            }
        }
        String word = direction == null
                ? ask("--direction", "Is " + name + " better when it is lower or higher?")
                : direction;
        return DirectionWords.parse(word).orElseThrow(() -> new Refusal(Exit.CONFIGURATION,
                "'" + word + "' is no direction.", "Say lower or higher."));
    }

    private String ask(String option, String question) {
        if (!surroundings.console().live()) {
            throw new Refusal(Exit.CONFIGURATION, "The option " + option + " is missing.",
                    question + " Give it as an option, or start on a terminal to be asked.");
        }
        surroundings.console().out().print(question + " ");
        surroundings.console().out().flush();
        try {
            String answer = answers.readLine();
            if (answer == null || answer.isBlank()) {
                throw new Refusal(Exit.CONFIGURATION, "There was no answer, and nothing was written.",
                        "Start again, or give " + option + ".");
            }
            return answer.strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading the answer", unreadable);
        }
    }

    private void write(Path file, String text) {
        try {
            if (force) {
                Files.writeString(file, text);
            } else {
                Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException unwritable) {
            throw new Refusal(Exit.STORAGE, file + " cannot be written: " + unwritable.getMessage() + ".",
                    "Make the folder writable and see that the disk has room.");
        }
    }
}
