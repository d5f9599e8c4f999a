package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposers.llm.model.Tool;
import dev.autoresearch.proposers.llm.model.ToolCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The tools of one proposal but the last, which ends it. For one thread.
public final class Toolbox {
    private static final Duration SEARCH = Duration.ofSeconds(10);
    private static final Duration COMMAND = Duration.ofSeconds(60);

    private final Map<String, DeskTool> tools = new LinkedHashMap<>();

    /// The tools at a desk.
    public Toolbox(Configuration configuration, Path desk, Archive archive) {
        try {
            var bound = new Desk(desk, configuration.scope());
            add(new ReadFile(bound));
            add(new Search(bound, SEARCH));
            add(new ListFiles(bound));
            add(new EditFile(bound));
            add(new WriteFile(bound));
            add(new SeeExperiment(archive));
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, "The desk " + desk + " cannot be used: " + Refusal.because(e),
                    "Mend the rights of that folder, then resume the session.");
        }
    }

    /// Lets command lines be run, too.
    ///
    /// @param allowed     exactly these
    /// @param environment all that they get
    /// @param folder      for their output; exists
    public Toolbox allow(List<String> allowed, Executor executor, Map<String, String> environment, Path desk,
            Path folder, Stop stop) {
        if (!allowed.isEmpty()) {
            add(new RunCommand(allowed.stream().map(String::strip).toList(), executor, environment, desk, folder,
                    COMMAND, stop));
        }
        return this;
    }

    private void add(DeskTool tool) {
        tools.put(tool.spec().name(), tool);
    }

    /// How a model knows them.
    public List<Tool> specs() {
        return new ArrayList<>(tools.values().stream().map(DeskTool::spec).toList());
    }

    /// Does a call; whatever is wrong with it is told in the outcome.
    public Outcome call(ToolCall call) {
        DeskTool tool = tools.get(call.name());
        if (tool == null) {
            return Outcome.failed("There is no tool '" + call.name() + "'. There are: "
                    + tools.keySet().stream().collect(Collectors.joining(", ")) + ", finish.");
        }
        try {
            return tool.call(Arguments.read(call.arguments()));
        } catch (Unusable e) {
            return Outcome.failed(e.told());
        }
    }

    /// What a call does, for people who watch.
    public String doing(ToolCall call) {
        DeskTool tool = tools.get(call.name());
        try {
            return tool == null ? "calls " + call.name() : tool.doing(Arguments.read(call.arguments()));
        } catch (Unusable e) {
            return "calls " + call.name();
        }
    }
}
