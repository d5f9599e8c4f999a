package dev.autoresearch.proposers.scripted;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Turns an action into a call of a tool that the agent really offers: by the tool's name first, then by a patch, at last
/// by the shell.
final class ToolChoice {
    private static final List<String> READ = List.of("read", "read_file", "read_files", "view",
            "str_replace_based_edit_tool");
    private static final List<String> EDIT = List.of("edit", "replace", "edit_file", "str_replace",
            "str_replace_based_edit_tool",
            "str_replace_editor", "replace_in_file", "editor");
    private static final List<String> WRITE = List.of("write", "write_file", "create_file", "write_to_file",
            "str_replace_based_edit_tool",
            "str_replace_editor", "editor");
    private static final List<String> PATCH = List.of("apply_patch");
    private static final List<String> SHELL = List.of("bash", "shell", "exec_command", "shell_command",
            "run_shell_command", "execute_command", "run_command", "run_commands", "local_shell", "container.exec",
            "terminal");

    private final List<OfferedTool> tools;

    ToolChoice(Collection<OfferedTool> tools) {
        this.tools = List.copyOf(tools);
    }

    /// The call that does the action.
    ///
    /// @throws NoToolException when nothing on offer can do it
    ToolCall call(Action action, String id) throws NoToolException {
        return switch (action) {
            case Action.Call(String tool, JsonNode arguments) -> new ToolCall(id, named(tool), arguments);
            case Action.Read read -> {
                Optional<OfferedTool> tool = first(READ);
                yield tool.isPresent() ? filled(id, tool.get(), read) : shell(ActionText.shell(read), id);
            }
            case Action.Edit edit -> changed(EDIT, edit, id);
            case Action.Write write -> changed(WRITE, write, id);
            case Action.Shell shell -> shell(shell, id);
            case Action.Bump bump -> throw new IllegalStateException("not made an edit yet: " + bump);
        };
    }

    private ToolCall changed(List<String> names, Action action, String id) throws NoToolException {
        Optional<OfferedTool> tool = first(names);
        if (tool.isPresent()) {
            return filled(id, tool.get(), action);
        }
        Optional<OfferedTool> patch = first(PATCH);
        if (patch.isPresent()) {
            return patched(id, patch.get(), ActionText.patch(action));
        }
        return shell(ActionText.shell(action), id);
    }

    private static ToolCall patched(String id, OfferedTool tool, String text) {
        if (tool.freeform()) {
            return new ToolCall(id, tool, Json.MAPPER.valueToTree(text));
        }
        String property = tool.schema().path("properties").propertyStream().map(Map.Entry::getKey).findFirst()
                .orElse("input");
        return new ToolCall(id, tool, Json.object(property, text));
    }

    private ToolCall shell(Action.Shell shell, String id) throws NoToolException {
        return filled(id, first(SHELL).orElseThrow(() -> missing(shell.toString())), shell);
    }

    private static ToolCall filled(String id, OfferedTool tool, Action action) {
        return new ToolCall(id, tool, ToolArguments.fill(tool.schema(), action));
    }

    private OfferedTool named(String name) throws NoToolException {
        if (!name.startsWith("~")) {
            return tools.stream().filter(tool -> tool.name().equals(name)).findFirst()
                    .orElseGet(() -> OfferedTool.of(name, Json.object()));
        }
        var pattern = Pattern.compile(name.substring(1));
        return tools.stream().filter(tool -> pattern.matcher(tool.name()).find()).findFirst()
                .orElseThrow(() -> missing(name));
    }

    private Optional<OfferedTool> first(List<String> names) {
        return names.stream().flatMap(
                name -> tools.stream().filter(tool -> tool.name().toLowerCase(Locale.ROOT).equals(name)))
                .findFirst();
    }

    private NoToolException missing(String what) {
        return new NoToolException("No offered tool does " + what + "; offered: "
                + tools.stream().map(OfferedTool::name).collect(Collectors.joining(", ")));
    }
}
