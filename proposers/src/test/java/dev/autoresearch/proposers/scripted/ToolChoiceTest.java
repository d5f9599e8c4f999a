package dev.autoresearch.proposers.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ToolChoiceTest {
    private static final Action EDIT = new Action.Edit("/w/f", "a.b = 1", "a.b = 2 & 3");

    private static ObjectNode schema(String json, String... required) {
        return Json.object("type", "object", "properties", Json.MAPPER.readTree(json), "required",
                List.of(required));
    }

    private static JsonNode arguments(Action action, OfferedTool... tools) throws NoToolException {
        return new ToolChoice(List.of(tools)).call(action, "id").arguments();
    }

    @Test
    void anEditFillsAListOfEdits() throws NoToolException {
        OfferedTool tool = OfferedTool.of("edit", schema("""
                {"path": {"type": "string"}, "edits": {"type": "array", "items": {"type": "object",
                    "properties": {"oldText": {"type": "string"}, "newText": {"type": "string"}}}}}"""));
        assertThat(arguments(EDIT, tool)).isEqualTo(Json.object("path", "/w/f", "edits",
                Json.array(Json.object("oldText", "a.b = 1", "newText", "a.b = 2 & 3"))));
    }

    @Test
    void anEditorWithSubcommandsIsToldWhichOne() throws NoToolException {
        OfferedTool tool = OfferedTool.of("str_replace_based_edit_tool", schema("""
                {"command": {"type": "string", "enum": ["view", "create", "str_replace"]}, "path": {"type": "string"},
                 "old_str": {"type": "string"}, "new_str": {"type": "string"}, "file_text": {"type": "string"}}"""));
        assertThat(arguments(EDIT, tool)).isEqualTo(Json.object("command", "str_replace", "path", "/w/f", "old_str",
                "a.b = 1", "new_str", "a.b = 2 & 3"));
        assertThat(arguments(new Action.Write("/w/f", "x"), tool))
                .isEqualTo(Json.object("command", "create", "path", "/w/f", "file_text", "x"));
        assertThat(arguments(new Action.Read("/w/f"), tool))
                .isEqualTo(Json.object("command", "view", "path", "/w/f"));
    }

    @Test
    void whatIsRequiredAndUnknownGetsAValueOfItsType() throws NoToolException {
        OfferedTool tool = OfferedTool.of("replace", schema("""
                {"file_path": {"type": "string"}, "instruction": {"type": "string"}, "count": {"type": "integer"},
                 "mode": {"enum": ["one", "all"]}, "why": {"type": "string"}}""", "instruction", "count", "mode"));
        assertThat(arguments(EDIT, tool)).isEqualTo(
                Json.object("file_path", "/w/f", "instruction", "scripted", "count", 1, "mode", "one"));
    }

    @Test
    void withoutAnEditToolAPatchDoesIt() throws NoToolException {
        String patch = "*** Begin Patch\n*** Update File: /w/f\n@@\n-a.b = 1\n+a.b = 2 & 3\n*** End Patch\n";
        OfferedTool shell = OfferedTool.of("shell", schema("{\"command\": {\"type\": \"array\"}}"));
        assertThat(arguments(EDIT, shell, new OfferedTool("apply_patch", Json.object(), true, null)).asString())
                .isEqualTo(patch);
        assertThat(arguments(EDIT, shell, OfferedTool.of("apply_patch", schema("{\"input\": {}}"))))
                .isEqualTo(Json.object("input", patch));
    }

    @Test
    void theShellIsTheLastResort() throws NoToolException {
        String command = "sed -i 's|a\\.b = 1|a.b = 2 \\& 3|' '/w/f'";
        assertThat(arguments(EDIT, OfferedTool.of("exec_command", schema("{\"cmd\": {\"type\": \"string\"}}"))))
                .isEqualTo(Json.object("cmd", command));
        assertThat(arguments(EDIT, OfferedTool.of("shell", schema("{\"command\": {\"type\": \"array\"}}"))))
                .isEqualTo(Json.object("command", Json.array("bash", "-lc", command)));
        assertThat(arguments(EDIT, OfferedTool.of("run_commands", schema("{\"commands\": {\"type\": \"array\"}}"))))
                .isEqualTo(Json.object("commands", Json.array(command)));
    }

    @Test
    void aToolCanBeNamedByAPattern() throws NoToolException {
        OfferedTool tool = OfferedTool.of("mcp__autoresearch__status", Json.object());
        var call = new Action.Call("~status$", Json.object("run", "1"));
        assertThat(new ToolChoice(List.of(tool)).call(call, "id").name()).isEqualTo("mcp__autoresearch__status");
    }

    @Test
    void whatNoToolCanDoIsRefusedWithTheNamesOnOffer() {
        assertThatThrownBy(() -> arguments(EDIT, OfferedTool.of("search", Json.object())))
                .isInstanceOf(NoToolException.class).hasMessageContaining("search");
    }

    @Test
    void aToolInANamespaceIsCalledWithIt() {
        JsonNode body = Json.MAPPER.readTree("""
                {"tools": [{"type": "namespace", "name": "mcp__ar", "tools": [
                    {"type": "function", "name": "status", "parameters": {}}]}], "input": "Go."}""");
        var dialect = new ResponsesDialect();
        OfferedTool tool = dialect.tools(body).getFirst();
        var reply = new Reply("m", "", "", List.of(new ToolCall("id", tool, Json.object())), Tokens.DEFAULT,
                Reply.Stop.TOOLS);
        assertThat(dialect.whole(reply).at("/output/0/namespace").asString()).isEqualTo("mcp__ar");
    }
}
