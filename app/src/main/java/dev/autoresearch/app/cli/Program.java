package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.PlainText;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command line as a whole: its verbs, and what becomes of a refusal or a defect.
@Command(name = "autoresearch", synopsisSubcommandLabel = "VERB", sortSynopsis = false, description = {
        "Optimises anything with a measurable metric, unattended: proposes a change, commits it, runs the experiment, "
                + "measures, keeps or discards, writes it down, and goes on."}, footerHeading = "%nExamples:%n", footer = {
                        "  autoresearch demo                    a small real project, 40 experiments",
                        "  autoresearch init                    set this project up: one question, a test run",
                        "  autoresearch run                     work until Ctrl-C or the budget's end",
                        "  autoresearch run --experiments 50    work on 50 experiments",
                        "  autoresearch status                  how it stands, from any terminal",
                        "  autoresearch tell \"try the cache\"    a message for the next proposal", "",
                        "Exit codes: 0 done, 1 a defect of autoresearch, 2 usage or configuration, 3 repository, 4 locked, 5 journal, "
                                + "6 the experiment cannot start, 7 too many failures, 8 storage, 130 interrupted."})
public final class Program implements Runnable {
    private static final int LONGEST = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @CommandLine.Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces.")
    private boolean debug;

    private Program() {}

    /// Runs one command line.
    ///
    /// @return the process exit code, one of [Exit]
    public static int run(Surroundings surroundings, String... arguments) {
        Program program = new Program();
        CommandLine line = commandLine(program, surroundings);
        line.setExecutionExceptionHandler((failure, _, _) -> program.explain(failure, surroundings));
        return line.execute(arguments);
    }

    /// All verbs, for help and completion.
    static CommandLine commandLine(Program program, Surroundings surroundings) {
        CommandLine line = new CommandLine(program);
        line.addSubcommand(new InitCommand(surroundings));
        line.addSubcommand(new RecipesCommand(surroundings));
        line.addSubcommand(new DoctorCommand(surroundings));
        line.addSubcommand(new EstimateCommand(surroundings));
        line.addSubcommand(new RunCommand(surroundings));
        line.addSubcommand(new StatusCommand(surroundings));
        line.addSubcommand(new ResultsCommand(surroundings));
        line.addSubcommand(new ShowCommand(surroundings));
        line.addSubcommand(new ExplainCommand(surroundings));
        line.addSubcommand(new DiffCommand(surroundings));
        line.addSubcommand(new LogCommand(surroundings));
        line.addSubcommand(new BriefCommand(surroundings));
        line.addSubcommand(new TellCommand(surroundings));
        line.addSubcommand(new PauseCommand(surroundings));
        line.addSubcommand(new ResumeCommand(surroundings));
        line.addSubcommand(new StopCommand(surroundings));
        line.addSubcommand(new ConfirmCommand(surroundings));
        line.addSubcommand(new RewindCommand(surroundings));
        line.addSubcommand(new ExportCommand(surroundings));
        line.addSubcommand(new ImportCommand(surroundings));
        line.addSubcommand(new DemoCommand(surroundings));
        line.addSubcommand(new AutoComplete.GenerateCompletion());
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(
                () -> new String[]{"autoresearch " + surroundings.version()});
        line.getSubcommands().values().forEach(verb -> verb.getCommandSpec().mixinStandardHelpOptions(true));
        line.setOut(writer(surroundings.console().out()));
        line.setErr(writer(surroundings.console().err()));
        line.setColorScheme(CommandLine.Help
                .defaultColorScheme(surroundings.console().colour() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.clamp(surroundings.console().width(), 80, 100));
        return line;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private int explain(Exception failure, Surroundings surroundings) {
        var console = surroundings.console();
        if (failure instanceof Refusal refusal) {
            console.err().println(console.styled(Style.BAD, "autoresearch: ")
                    + PlainText.block(String.valueOf(refusal.getMessage()), LONGEST));
            refusal.details().forEach(detail -> console.err().println("  " + PlainText.indented(detail, LONGEST)));
            if (!refusal.next().isEmpty()) {
                console.err().println(console.styled(Style.BOLD, "next: ") + PlainText.block(refusal.next(), LONGEST));
            }
            if (debug) {
                refusal.printStackTrace(console.err());
            }
            return refusal.exit().code();
        }
        console.err().println(console.styled(Style.BAD, "autoresearch: ") + "a defect: " + failure);
        if (debug) {
            failure.printStackTrace(console.err());
        } else {
            console.err().println("next: run the same command with --debug and report what it prints; the journal is "
                    + "safe and `autoresearch resume` goes on from it.");
        }
        return Exit.BUG.code();
    }
}
