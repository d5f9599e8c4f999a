package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.proposers.llm.model.Tool;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Runs one of the command lines that the user allows, and no other.
///
/// @param folder where the log goes
record RunCommand(List<String> allowed, Executor executor, Map<String, String> environment, Path desk, Path folder,
        Duration limit, Stop stop) implements DeskTool {
    private static final int LOG = 16 << 10;

    @Override
    public Tool spec() {
        return new Tool("run_command",
                "Runs one of these command lines in the project folder, to look around: `"
                        + String.join("`, `", allowed) + "`. No other is run.",
                JsonObjectSchema.builder().addEnumProperty("command", allowed).required("command").build());
    }

    @Override
    public Outcome call(Arguments arguments) {
        String command = arguments.text("command").strip();
        if (!allowed.contains(command)) {
            throw new Unusable("This command is not allowed. These are: `" + String.join("`, `", allowed) + "`.");
        }
        Path log = folder.resolve("llm-command.log");
        Execution execution = executor.run(
                new Task(command, desk, environment, limit, Duration.ZERO, log, LOG, null, null), stop);
        return Outcome.of(Data.of("`" + command + "` ended with " + execution.ending().phrase() + "; its output",
                output(log)));
    }

    private static String output(Path log) {
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE,
                    "The output of a command could not be read from " + log + ": " + Refusal.because(e),
                    "Mend the rights of that file or the disk, then resume the session.");
        }
    }

    @Override
    public String doing(Arguments arguments) {
        return "runs " + arguments.text("command");
    }
}
