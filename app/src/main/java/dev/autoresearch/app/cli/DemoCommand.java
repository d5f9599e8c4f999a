package dev.autoresearch.app.cli;

import dev.autoresearch.session.WarmStart;
import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.demo.DemoProject;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes a small real project and works on it.
@Command(name = "demo", description = {"Make a small real project in a fresh folder and run 40 experiments on it.",
        "It compresses real text with the JDK's Deflater under a file of settings; needs git and nothing else."}, footer = {
                "%nExamples:", "  autoresearch demo", "  autoresearch demo --into /tmp/try --experiments 100"})
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--into", paramLabel = "DIR", description = "The folder to make (default: autoresearch-demo here).")
    private @Nullable Path into;

    @Option(names = {"-n",
            "--experiments"}, paramLabel = "N", defaultValue = "40", description = "So many experiments (default: ${DEFAULT-VALUE}).")
    private long experiments;

    @Option(names = "--seed", paramLabel = "S", description = "The root of all randomness.")
    private @Nullable Long seed;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Console console = surroundings.console();
        Path wanted = into == null ? Path.of("autoresearch-demo") : into;
        Path folder = DemoProject.make(surroundings.directory().resolve(wanted), surroundings);
        console.line("made a project in " + console.styled(Style.BOLD, folder.toString()));
        var configured = ProjectConfiguration.of(folder.resolve("autoresearch.yaml"));
        var options = new RunCommand.WorkOptions();
        options.experiments = experiments;
        options.seed = seed;
        return new Work(surroundings, configured, options).start(null, false, WarmStart.COLD, false);
    }
}
