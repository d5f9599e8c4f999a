package dev.autoresearch.proposers.command;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposers.brief.BriefPrompts;
import dev.autoresearch.proposers.text.OneLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Any executable as a proposer. It runs through the shell in the desk folder, with the brief as JSON on standard input
/// and in the file named by `AUTORESEARCH_BRIEF`, and as Markdown in the file named by `AUTORESEARCH_BRIEF_MD`;
/// `AUTORESEARCH_EXPERIMENT`, `AUTORESEARCH_ATTEMPT` and `AUTORESEARCH_SEED` hold these numbers. It edits files there
/// and prints its hypothesis as the last line of standard output, or a JSON object with any of `hypothesis`, `cost`
/// (US dollars), `tokens`, `no_change`, `done` and `detail`.
///
/// Exit codes: 0 edited the desk (or looked and changed nothing), [#NO_CHANGE] nothing to change this time,
/// [#EXHAUSTED] nothing more to propose, ever; any other code, a signal or a time limit is a failed proposal. The brief,
/// standard output and standard error of each attempt stay in the experiment's folder.
public final class CommandProposer implements Proposer {

    /// The exit code of a command that has nothing to change this time.
    public static final int NO_CHANGE = 3;

    /// The exit code of a command that has nothing more to propose.
    public static final int EXHAUSTED = 4;

    private static final int SHELL_NOT_FOUND = 127;
    private static final int TAIL_BYTES = 64 * 1024;
    private static final int LAST_LINES = 20;
    private static final int REASON = 2_000;
    private static final long LOG_LIMIT = 4L << 20;

    private final ProposerChoice choice;
    private final Executor executor;
    private final Map<String, String> environment;
    private final Function<Integer, Path> experimentFolder;
    private final BriefJson json = new BriefJson();
    private final BriefPrompts prompts = new BriefPrompts();
    private final Answer answer = new Answer();

    /// A proposer that runs `choice.command()`.
    ///
    /// @param executor         is not closed here
    /// @param environment      the complete environment of the command; the `AUTORESEARCH_` variables are added
    /// @param experimentFolder the folder for files of an experiment, by its number; made when it is needed
    public CommandProposer(ProposerChoice choice, Executor executor, Map<String, String> environment,
            Function<Integer, Path> experimentFolder) {
        this.choice = choice;
        this.executor = executor;
        this.environment = Map.copyOf(environment);
        this.experimentFolder = experimentFolder;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public Proposal propose(Brief brief, Path desk, Stop stop) {
        Path folder = experimentFolder.apply(brief.experiment()).toAbsolutePath();
        String attempt = Integer.toString(brief.attempt());
        Path briefJson = folder.resolve("brief-" + attempt + ".json");
        Path briefMarkdown = folder.resolve("brief-" + attempt + ".md");
        Path output = folder.resolve("proposer-" + attempt + ".out");
        Path log = folder.resolve("proposer-" + attempt + ".log");
        try {
            Files.createDirectories(folder);
            Files.write(briefJson, json.write(brief));
            Files.writeString(briefMarkdown, prompts.of(brief).whole());
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, "The brief could not be written in " + folder + ": " + Refusal.because(e),
                    "Make room or mend the rights of that folder, then resume the session.");
        }
        var variables = new HashMap<>(environment);
        variables.put("AUTORESEARCH_BRIEF", briefJson.toString());
        variables.put("AUTORESEARCH_BRIEF_MD", briefMarkdown.toString());
        variables.put("AUTORESEARCH_EXPERIMENT", Integer.toString(brief.experiment()));
        variables.put("AUTORESEARCH_ATTEMPT", attempt);
        variables.put("AUTORESEARCH_SEED", Long.toString(brief.seed()));
        Execution execution = executor.run(new Task(choice.command(), desk, variables, choice.timeout(), Duration.ZERO,
                log, LOG_LIMIT, briefJson, output), stop);
        return proposal(brief, execution.ending(), tail(output), log);
    }

    private Proposal proposal(Brief brief, Ending ending, String output, Path log) {
        if (ending instanceof Ending.Exited(int code)) {
            return switch (code) {
                case 0 -> answer.read(output, brief);
                case NO_CHANGE -> new Proposal.NoChange(reason(brief, output, "the command changed nothing"),
                        answer.spending(output));
                case EXHAUSTED ->
                    new Proposal.Exhausted(reason(brief, output, "the command has nothing more to propose"));
                case SHELL_NOT_FOUND -> failed("the command was not found: " + OneLine.of(choice.command(), 200)
                        + ". It runs in a worktree that holds committed files only: commit it, or give its full path",
                        output, log);
                default -> failed("the command failed with " + ending.phrase(), output, log);
            };
        }
        return failed("the command failed: " + ending.phrase(), output, log);
    }

    private String reason(Brief brief, String output, String otherwise) {
        return switch (answer.read(output, brief)) {
            case Proposal.Edited(String hypothesis, Spending _, String _, Remarks _) ->
                Answer.lastLine(output).isEmpty() ? otherwise : hypothesis;
            case Proposal.NoChange(String reason, Spending _, Remarks _) -> reason;
            case Proposal.Failed(String reason, Spending _) -> reason;
            case Proposal.Exhausted(String reason) -> reason;
        };
    }

    private Proposal failed(String what, String output, Path log) {
        String errors = tail(log);
        String shown = errors.isBlank() ? output : errors;
        String lines = String.join("\n", BriefJson.last(shown.strip().lines().toList(), LAST_LINES));
        String reason = lines.isEmpty() ? what : what + "\n" + OneLine.tail(lines, REASON);
        return new Proposal.Failed(reason, answer.spending(output));
    }

    /// The end of a file as text, empty when there is none.
    private static String tail(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long from = Math.max(0, size - TAIL_BYTES);
            var bytes = ByteBuffer.allocate((int) (size - from));
            int read = 0;
            while (read >= 0 && bytes.hasRemaining()) {
                read = channel.read(bytes, from + bytes.position());
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE,
                    "The answer of the proposer could not be read from " + file + ": " + Refusal.because(e),
                    "Mend the rights of that file or the disk, then resume the session.");
        }
    }
}
