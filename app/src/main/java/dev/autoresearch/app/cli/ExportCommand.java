package dev.autoresearch.app.cli;

import dev.autoresearch.journal.view.KnowledgeFile;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.view.ClaudeLog;
import dev.autoresearch.journal.view.ExperimentsJsonl;
import dev.autoresearch.journal.view.PiLog;
import dev.autoresearch.journal.view.RecoveryDocument;
import dev.autoresearch.journal.view.ResultsTable;
import dev.autoresearch.journal.view.Views;
import dev.autoresearch.setup.source.SourceFormat;
import dev.autoresearch.setup.source.Written;
import dev.autoresearch.workspace.Project;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes the derived views anew from the journal, or prints one of them.
@Command(name = "export", description = {
        "Write the views anew from the journal, or print one of them.",
        "The views are results.tsv, experiments.jsonl, budget.log, run.log and autoresearch.md. Formats to print: karpathy, seed001 … "
                + "seed004 or full (tables), experiments-jsonl, claude-log, pi-log, autoresearch-md, knowledge "
                + "(for run --warm-from); and of the configuration: research-json, claude-md, pi, crucible, neurolink."}, footer = {
                        "%nExamples:", "  autoresearch export",
                        "  autoresearch export --format full > everything.tsv",
                        "  autoresearch export --format pi-log"})
final class ExportCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "Print this view instead of writing the files.")
    private @Nullable String format;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Optional<SourceFormat> foreign = Optional.ofNullable(format).flatMap(SourceFormat::of);
        if (foreign.isPresent()) {
            Written written = foreign.get().write(project.configured(surroundings).configuration());
            show(written.text());
            surroundings.console().out().flush();
            written.leftOut().forEach(line -> surroundings.console().err().println("note  " + line));
            return 0;
        }
        SessionFolder folder = project.session(surroundings);
        SessionState state = JournalFile.read(folder);
        if (format == null) {
            write(folder, state);
        } else {
            print(folder, state, format);
        }
        return 0;
    }

    private void write(SessionFolder folder, SessionState state) {
        Running.refused(folder);
        Configuration configuration = project.configured(surroundings, folder).configuration();
        Project repository = Project.discover(folder.project(), surroundings.environment());
        List<String> names = List.of(Views.RESULTS, Views.EXPERIMENTS, Views.BUDGET, Views.RUN_LOG);
        List<String> notes = new Views(folder, configuration, state, repository.tracked(names))
                .regenerate(state);
        notes.forEach(note -> surroundings.console().line("note  " + note));
        names.forEach(name -> surroundings.console().line(folder.project().resolve(name).toString()));
        surroundings.console().line(folder.path().resolve(Views.DOCUMENT).toString());
    }

    private void print(SessionFolder folder, SessionState state, String wanted) {
        Event.SessionStarted start = state.start();
        switch (wanted) {
            case "experiments-jsonl" -> rows(folder, "", ExperimentsJsonl::row);
            case "pi-log" -> rows(folder, PiLog.config(start), row -> PiLog.run(start, row));
            case "knowledge" -> show(KnowledgeFile.of(state).json());
            case "autoresearch-md" ->
                show(RecoveryDocument.of(project.configured(surroundings, folder).configuration(), state));
            case "claude-log" -> {
                try (Stream<Entry> entries = new JournalReader(folder).entries()) {
                    ClaudeLog.lines(entries, ZoneId.systemDefault()).forEach(this::show);
                }
            }
            default -> {
                var table = ResultsTable.of(profile(wanted), state);
                rows(folder, table.header(), table::row);
            }
        }
        surroundings.console().out().flush();
    }

    private void rows(SessionFolder folder, String header, Function<Experiment, String> row) {
        show(header);
        try (Stream<Experiment> experiments = new JournalReader(folder).experiments()) {
            experiments.map(row).forEach(this::show);
        }
    }

    private void show(String text) {
        surroundings.console().out().print(text);
    }

    private static ResultsProfile profile(String word) {
        return Arrays.stream(ResultsProfile.values()).filter(profile -> profile.word().equals(word)).findFirst()
                .orElseThrow(() -> new Refusal(Exit.CONFIGURATION, "There is no format " + word + ".",
                        "Choose one of: "
                                + Arrays.stream(ResultsProfile.values()).map(ResultsProfile::word)
                                        .collect(Collectors.joining(", "))
                                + ", experiments-jsonl, claude-log, pi-log, autoresearch-md, knowledge, research-json, claude-md, "
                                + "pi, crucible, neurolink."));
    }
}
