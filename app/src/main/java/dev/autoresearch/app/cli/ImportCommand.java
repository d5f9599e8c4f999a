package dev.autoresearch.app.cli;

import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Status;
import dev.autoresearch.session.Tags;
import dev.autoresearch.session.Takeover;
import dev.autoresearch.setup.history.History;
import dev.autoresearch.setup.history.Succession;
import dev.autoresearch.workspace.Branches;
import dev.autoresearch.workspace.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Goes on with what somebody else's loop began: its results become the first experiments of a session.
@Command(name = "import", description = {"Continue a results.tsv, or another tool's log, as a session.",
        "Any layout of results.tsv, pi's log.jsonl, experiments.jsonl and the Claude log are read. Their numbers are "
                + "shown and told, but were not measured here: the commit that was kept last is measured anew and is "
                + "the first incumbent."}, footer = {"%nExamples:", "  autoresearch import results.tsv",
                        "  autoresearch import .auto/log.jsonl --tag mar26",
                        "  autoresearch import results.tsv --without-commits"})
final class ImportCommand implements Callable<Integer> {
    private static final List<String> PREFIXES = List.of("autoresearch", "autoexp");

    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Results, the oldest first.")
    private List<Path> files = List.of();

    @Option(names = "--without-commits", description = {"Use no commit of the files: start from the checked-out one,",
            "with the results as knowledge."})
    private boolean withoutCommits;

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ProjectConfiguration configured = project.configured(surroundings);
        Project repository = Project.discover(configured.folder(), surroundings.environment());
        List<MetricLabel> metrics = configured.configuration().metrics().stream()
                .map(metric -> new MetricLabel(metric.name(), metric.direction(), metric.unit())).toList();
        List<History> histories = files.stream().map(file -> History.read(file.toString(), text(file), metrics))
                .toList();
        Succession succession = Succession.of(histories, repository::commit, withoutCommits,
                surroundings.clock().instant());
        String base = succession.base().isEmpty() ? repository.head() : succession.base();
        Takeover takeover = named(configured, repository, histories, base, succession.experiments());
        boolean adopted = repository.commit("refs/heads/" + takeover.branch()).isPresent();
        SessionFolder folder = takeover.begin(repository, configured.configuration(), configured.text(),
                new JournalClock(surroundings.clock(), System::nanoTime));
        keepFiles(folder);
        tell(configured, histories, succession, takeover, adopted);
        return 0;
    }

    private String text(Path file) {
        Path path = surroundings.directory().resolve(file);
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new Refusal(Exit.CONFIGURATION, path + " cannot be read: " + Refusal.because(unreadable) + ".",
                    "Name a results.tsv or a log that is there.");
        }
    }

    /// Under which name: the one that was asked for, else the one of the branch that these experiments left behind, else
    /// the day's.
    private Takeover named(ProjectConfiguration configured, Project repository, List<History> histories, String base,
            List<Event.Imported> experiments) {
        String prefix = configured.configuration().workspace().branchPrefix();
        String asked = project.tag();
        List<String> candidates = branches(repository, base, prefix, histories);
        if (asked != null) {
            String own = candidates.stream().filter(branch -> tagOf(branch).equals(asked)).findFirst()
                    .orElse(Branches.name(prefix, asked));
            return new Takeover(asked, own, base, experiments);
        }
        String here = repository.branch();
        if (candidates.contains(here)) {
            return new Takeover(tagOf(here), here, base, experiments);
        }
        if (candidates.size() > 1) {
            throw new Refusal(Exit.CONFIGURATION, "Several branches hold what was kept last: "
                    + String.join(", ", candidates) + ".", "Say which by --tag " + tagOf(candidates.getFirst()) + ".");
        }
        if (candidates.size() == 1) {
            return new Takeover(tagOf(candidates.getFirst()), candidates.getFirst(), base, experiments);
        }
        String wanted = histories.stream().map(History::tag).filter(Tags::allowed).findFirst()
                .or(() -> Optional.of(configured.tag()).filter(Tags::allowed)).orElseGet(() -> Tags
                        .of(LocalDate.ofInstant(surroundings.clock().instant(), ZoneId.systemDefault())));
        String tag = new Branches(repository).free(prefix, wanted);
        return new Takeover(tag, Branches.name(prefix, tag), base, experiments);
    }

    /// Branches of loops that hold the commit and are no session's yet.
    private List<String> branches(Project repository, String base, String prefix, List<History> histories) {
        if (withoutCommits) {
            return List.of();
        }
        List<String> prefixes = new ArrayList<>(PREFIXES);
        prefixes.add(prefix);
        List<String> tags = histories.stream().map(History::tag).filter(tag -> !tag.isEmpty()).toList();
        List<String> holding = new Branches(repository).holding(base).stream()
                .filter(branch -> prefixes.stream().distinct().anyMatch(front -> branch.startsWith(front + "/"))
                        && Tags.allowed(tagOf(branch))
                        && !Files.exists(new SessionFolder(repository.folder(), tagOf(branch)).journal()))
                .toList();
        List<String> tagged = holding.stream().filter(branch -> tags.contains(tagOf(branch))).toList();
        return tagged.isEmpty() ? holding : tagged;
    }

    private static String tagOf(String branch) {
        return branch.substring(branch.lastIndexOf('/') + 1);
    }

    /// The files as they were: the views are written anew when the session goes on.
    private void keepFiles(SessionFolder folder) {
        Path place = folder.path().resolve("imported");
        try {
            Files.createDirectories(place);
            for (int at = 0; at < files.size(); at++) {
                Path file = surroundings.directory().resolve(files.get(at));
                Files.copy(file, place.resolve((at == 0 ? "" : at + 1 + "-") + file.getFileName()));
            }
        } catch (IOException unwritable) {
            surroundings.console().line("note  The imported files could not be copied to " + place + ": "
                    + Refusal.because(unwritable) + ".");
        }
    }

    private void tell(ProjectConfiguration configured, List<History> histories, Succession succession,
            Takeover takeover, boolean adopted) {
        Console console = surroundings.console();
        configured.tell(console);
        histories.forEach(history -> history.leftOut().forEach(line -> console.field("note", line)));
        console.field("imported", succession.experiments().size() + " experiments from "
                + histories.stream().map(History::file).collect(Collectors.joining(", ")) + ": " + counts(succession));
        if (!succession.lost().isEmpty()) {
            console.field("note", "of " + succession.lost().size()
                    + " experiments the commit is not in this repository; their rows stay");
        }
        console.field("session", console.styled(Style.BOLD, takeover.tag()) + ", on the branch " + takeover.branch()
                + (adopted ? ", which is there already" : ""));
        String commit = takeover.base().substring(0, 7);
        console.field("goes on from", commit + (withoutCommits ? ", the checked-out commit" : ", what was kept last")
                + ": it is measured anew as #" + succession.experiments().size()
                + ", since the imported numbers were not measured here and nothing is compared with them");
        var next = new NextSteps(surroundings, configured.folder());
        next.own("resume --tag " + takeover.tag(), "goes on with it");
        next.own("results --all --tag " + takeover.tag(), "what was imported");
        next.print();
    }

    private static String counts(Succession succession) {
        return Arrays.stream(Status.values()).map(status -> {
            long count = succession.experiments().stream().map(Event.Imported::experiment)
                    .map(Experiment::status).filter(status::equals).count();
            return count == 0 ? "" : count + " " + status.word();
        }).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }
}
