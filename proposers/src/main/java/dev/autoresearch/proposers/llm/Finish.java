package dev.autoresearch.proposers.llm;

import dev.autoresearch.proposers.llm.model.Tool;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The tool that ends a proposal and takes its result.
final class Finish {

    /// Its name.
    static final String NAME = "finish";

    /// How the model knows it.
    static final Tool SPEC = new Tool(NAME,
            "Ends this experiment's proposal: your change is at the desk and is measured now. Call it alone, at the end.",
            JsonObjectSchema.builder()
                    .addStringProperty("hypothesis", "what you changed and why it should help, one line")
                    .addStringProperty("expects", "what you expect to happen to the metrics, one line")
                    .addProperty("ideas", JsonArraySchema.builder()
                            .description("other ideas to try later, one line each; none if there are none")
                            .items(new JsonStringSchema()).build())
                    .addProperty("lessons", JsonArraySchema.builder()
                            .description("what you conclude from earlier experiments; none if there is nothing new")
                            .items(JsonObjectSchema.builder().addStringProperty("text", "one line")
                                    .addProperty("experiments", JsonArraySchema.builder()
                                            .description("numbers of the experiments that show it")
                                            .items(new JsonIntegerSchema()).build())
                                    .required("text").build())
                            .build())
                    .addIntegerProperty("idea", "the number of the noted idea that this change tries; 0 for none")
                    .required("hypothesis").build());

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Finish() {}

    /// What was handed in.
    ///
    /// @param told what the model is told
    record Result(boolean accepted, JsonNode node, String told) {}

    /// Reads the arguments of a call.
    static Result read(String arguments) {
        try {
            JsonNode node = MAPPER.readTree(arguments);
            if (node.isObject() && !node.path("hypothesis").asString("").isBlank()) {
                return new Result(true, node, "It is recorded and will be measured.");
            }
        } catch (JacksonException notJson) {
            return refused("The arguments are not JSON (" + notJson.getOriginalMessage() + ").");
        }
        return refused("The hypothesis is missing.");
    }

    private static Result refused(String why) {
        return new Result(false, JsonNodeFactory.instance.objectNode(),
                why + " Call finish again with a JSON object that has at least `hypothesis`, a text.");
    }
}
