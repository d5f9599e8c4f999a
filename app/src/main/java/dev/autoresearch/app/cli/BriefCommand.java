package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.proposers.brief.BriefPrompt;
import dev.autoresearch.proposers.command.BriefJson;
import dev.autoresearch.session.NextBrief;
import dev.autoresearch.workspace.Project;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the next proposer would be given.
@Command(name = "brief", description = "What the next proposer would be given; works beside a running session.", footer = {
        "%nExamples:", "  autoresearch brief", "  autoresearch brief --json     as commands get it"})
final class BriefCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    BriefCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        SessionFolder folder = project.session(surroundings);
        Configuration configuration = project.configured(surroundings, folder).configuration();
        Project repository = Project.discover(folder.project(), surroundings.environment());
        String text = NextBrief.read(repository, folder, configuration, brief -> json
                ? new String(new BriefJson().write(brief), StandardCharsets.UTF_8)
                : BriefPrompt.of(brief).whole());
        surroundings.console().out().print(text);
        surroundings.console().out().flush();
        return Exit.OK.code();
    }
}
