package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Exit;
import dev.autoresearch.proposers.scripted.Action;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.autoresearch.proposers.scripted.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Asking a model or an agent what to optimise: a language model over the wire, and a program.
@Timeout(120)
class ConsultationTest {
    private static final String ANSWER = "autoresearch-answer.json";

    @TempDir
    private Path temporary;

    private Sandbox sandbox;

    @BeforeEach
    void project() throws IOException {
        sandbox = Sandbox.empty(temporary.resolve("two"));
        InitTest.copy(Path.of("../setup/src/test/fixtures/two-benches"), sandbox.folder());
        sandbox.committed();
    }

    @Test
    void aModelChoosesAnOfferAndItsCostIsCountedAndShown() throws IOException {
        Map<String, String> before = sandbox.belongings();
        try (var server = ScriptedModel.with(Script.of("wrap",
                Step.act(new Action.Read("autoresearch-found.md")),
                Step.act(new Action.Write(ANSWER, "{\"offer\": 2, \"why\": \"wrapping is slow\"}")), finish()))) {
            String out = sandbox.run("init", "--yes", "--explore-with", model(server)).done().out();
            assertThat(out).contains("asking       llm, which may spend $1.00", "it says      wrapping is slow",
                    "wrap_ms = ");
            assertThat(out).containsPattern("cost         \\$0\\.\\d{4}, \\d+ tokens");
            assertThat(server.log().answered().getFirst().body().toString()).contains("autoresearch-found.md");
        }
        assertThat(written().primary().name()).isEqualTo("wrap_ms");
        Files.delete(sandbox.folder().resolve("autoresearch.yaml"));
        assertThat(sandbox.belongings()).isEqualTo(before);
    }

    @Test
    void itIsToldWhatWasFoundAndWhatTheUserWishes() throws IOException {
        answering("{\"offer\": 1}");
        sandbox.run("init", "--yes", "--no-test-run", "--explore-with", "sh '" + script() + "'", "quicker searches")
                .done();
        assertThat(Files.readString(sandbox.home().resolve("found"))).contains("search_ms", "wrap_ms", "1. ", "data");
        assertThat(Files.readString(sandbox.home().resolve("brief"))).contains("quicker searches");
        assertThat(sandbox.git("status", "--porcelain")).isEqualTo("?? autoresearch.yaml");
    }

    @Test
    void whatItRefinesIsHeldAgainstTheProject() throws IOException {
        for (String wrong : new String[]{"no JSON", "[]", "{\"offer\": 9}", "{\"offer\": 0}",
                "{\"offer\": 1, \"metric\": \"a b\"}", "{\"offer\": 1, \"direction\": \"sideways\"}",
                "{\"offer\": 1, \"modify\": [\"../../etc/passwd\"]}", "{\"offer\": 1, \"modify\": [\"[\"]}",
                "{\"offer\": 1, \"modify\": [\"no/such/file\"]}", "{\"offer\": 1, \"metric\": \"oddity\"}"}) {
            answering(wrong);
            Sandbox.Ran ran = sandbox.run("init", "--yes", "--no-test-run", "--explore-with", "sh '" + script() + "'");
            ran.refused(Exit.CONFIGURATION, "equally likely");
            assertThat(ran.out()).as(wrong).contains("not used");
        }
        answering("{\"offer\": 1, \"modify\": [\"wrap.py\"], \"why\": \"line\\u001b[2J\\nbreak\"}");
        String out = sandbox.run("init", "--yes", "--no-test-run", "--explore-with", "sh '" + script() + "'").done()
                .out();
        assertThat(out).contains("line break").doesNotContain("\u001b");
        assertThat(written().scope().modify().patterns()).containsExactly("wrap.py");
        assertThat(sandbox.read("autoresearch.yaml")).contains("modify: [wrap.py]   # from command says so");
    }

    @Test
    void aCommandOfItsOwnMakingIsRunOnlyIfSomebodyAgrees() throws IOException {
        Path proof = sandbox.home().resolve("proof");
        answering("{\"offer\": 0, \"command\": \"echo METRIC n_ms=5; echo ran > '" + proof
                + "'\", \"metric\": \"n_ms\", \"modify\": [\"wrap.py\"]}");
        String who = "sh '" + script() + "'";
        Sandbox.Ran alone = sandbox.run("init", "--yes", "--explore-with", who);
        assertThat(alone.out()).contains("only if somebody agrees");
        assertThat(sandbox.typing("\n\n1\nn\n", "init", "--no-test-run", "--explore-with", who).done().out())
                .contains("Run this command here? [y/N]", "you did not agree");
        assertThat(proof).doesNotExist();
        assertThat(sandbox.typing("y\ny\n", "init", "--explore-with", who).done().out()).contains("n_ms = 5");
        assertThat(proof).exists();
        assertThat(written().run().command()).contains("METRIC n_ms=5");
    }

    @Test
    void whoCannotBeAskedIsRefusedAndWhoFailsIsSaid() throws IOException {
        sandbox.run("init", "--yes", "--explore-with", "search").refused(Exit.CONFIGURATION, "cannot be asked");
        Sandbox.Ran failed = sandbox.run("init", "--yes", "--no-test-run", "--explore-with", "echo broken >&2; false",
                "wrap_ms");
        assertThat(failed.done().out()).contains("not used", "broken");
        assertThat(written().primary().name()).as("as without it").isEqualTo("wrap_ms");
    }

    private Configuration written() {
        return ConfigurationReader.read(sandbox.folder().resolve("autoresearch.yaml"));
    }

    private Path script() {
        return sandbox.home().resolve("advise.sh");
    }

    private void answering(String answer) throws IOException {
        Files.writeString(sandbox.home().resolve("answer"), answer);
        Files.writeString(script(), "cat > '" + sandbox.home() + "/brief'\ncp autoresearch-found.md '" + sandbox.home()
                + "/found'\ncp '" + sandbox.home() + "/answer' " + ANSWER + "\necho done\n");
    }

    private static Step finish() {
        return Step.act(new Action.Call("finish",
                JsonMapper.shared().createObjectNode().put("hypothesis", "wrapping should be faster")));
    }

    private static String model(ScriptedModel server) {
        return "{llm: {provider: compatible, model: m, base-url: '" + server.baseUrl()
                + "', price: {input: 1, output: 5}}}";
    }
}
