package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.proposers.acp.FilePolicy.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What an agent may do that asks.
class PermissionsTest {
    /// Files named `w…` may be written, files named `w…` and `r…` may be read.
    private static final FilePolicy POLICY = new FilePolicy() {
        @Override
        public Verdict reading(String path) {
            return path.startsWith("r") ? new Verdict.Allowed(Path.of(path)) : writing(path);
        }

        @Override
        public Verdict writing(String path) {
            return path.startsWith("w") ? new Verdict.Allowed(Path.of(path)) : new Verdict.Refused("not " + path);
        }
    };

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "read    | {'path': 'r'}                                  | true  | true",
            "read    | {'path': 'x'}                                  | false | false",
            "search  | {'pattern': 'x'}                               | true  | true",
            "search  | {'pattern': 'x', 'path': 'x'}                  | false | false",
            "think   | {}                                             | true  | true",
            "edit    | {'file_path': 'w'}                             | true  | true",
            "edit    | {'filePath': 'r'}                              | false | false",
            "edit    | {'edits': [{'path': 'w'}, {'path': 'r'}]}      | false | false",
            "edit    | {'files': ['w', 'x']}                          | false | false",
            "edit    | {}                                             | false | false",
            "edit    | {'input': '*** Begin Patch\\n*** Add File: r'} | false | false",
            "edit    | {'patch': '*** Update File: w'}                | true  | true",
            "edit    | {'diff': '--- a/w\\n+++ b/x'}                  | false | false",
            "edit    | {'path': 'w', 'content': '*** Add File: x'}    | true  | true",
            "delete  | {'path': 'x'}                                  | false | false",
            "move    | {'source': 'w', 'destination': 'x'}            | false | false",
            "execute | {'command': 'make'}                            | false | true",
            "execute | {'command': 'make', 'path': 'x'}               | false | false",
            "fetch   | {'url': 'http://example.org'}                  | false | false",
            "switch_mode | {}                                         | false | false",
            "other   | {}                                             | false | true",
            "other   | {'path': 'w'}                                  | true  | true",
            "other   | {'path': 'r'}                                  | false | false",
            "''      | {'path': 'r'}                                  | false | false"})
    void aCallIsJudgedByItsKindAndTheFilesThatItNames(String kind, String input, boolean allowed,
            boolean allowedWithCommands) {
        ToolCall call = call("{'kind': '" + kind + "', 'rawInput': " + input + "}");
        assertThat(new Permissions(POLICY, false).refusal(call).isEmpty()).isEqualTo(allowed);
        assertThat(new Permissions(POLICY, true).refusal(call).isEmpty()).isEqualTo(allowedWithCommands);
    }

    @Test
    void whatWasToldOfACallBeforeCountsToo() {
        var calls = new ToolCalls();
        calls.add(json("{'toolCallId': '1', 'kind': 'edit', 'locations': [{'path': 'x'}]}"));
        ToolCall asked = calls.add(json("{'toolCallId': '1', 'content': [{'type': 'diff', 'path': 'w'}]}"));
        assertThat(asked.paths()).containsExactlyInAnyOrder("w", "x");
        assertThat(new Permissions(POLICY, true).refusal(asked)).contains("not x");
    }

    @Test
    void aCallThatNamesTooMuchIsRefused() {
        assertThat(new Permissions(POLICY, true)
                .refusal(call("{'kind': 'edit', 'rawInput': {'files': [" + manyFiles() + "]}}"))).isPresent();
    }

    @Test
    void permissionIsGivenOnceAndNeverForGood() {
        JsonNode all = json("[{'optionId': 'a', 'kind': 'allow_always'}, {'optionId': 'o', 'kind': 'allow_once'}, "
                + "{'optionId': 'r', 'kind': 'reject_once'}]");
        assertThat(Permissions.outcome(all, true).path("outcome").path("optionId").asString()).isEqualTo("o");
        assertThat(Permissions.outcome(all, false).path("outcome").path("optionId").asString()).isEqualTo("r");
        JsonNode always = json(
                "[{'optionId': 'a', 'kind': 'allow_always'}, {'optionId': 'r', 'kind': 'reject_always'}]");
        assertThat(Permissions.canAllow(always)).isFalse();
        assertThat(Permissions.outcome(always, false)).isEqualTo(json("{'outcome': {'outcome': 'cancelled'}}"));
        assertThat(Permissions.cancelled()).isEqualTo(json("{'outcome': {'outcome': 'cancelled'}}"));
    }

    private static String manyFiles() {
        var files = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            files.append(i == 0 ? "" : ",").append("'w").append(i).append('\'');
        }
        return files.toString();
    }

    private static ToolCall call(String text) {
        return ToolCall.unknown("1").plus(json(text));
    }

    private static JsonNode json(String text) {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
