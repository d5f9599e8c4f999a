package dev.autoresearch.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Proposers, language models and judges as the file writes them, in the shortest form that is read back.
final class WrittenModels {
    private WrittenModels() {}

    /// A name, or a map that begins with the kind.
    static Object proposer(ProposerChoice choice) {
        Map<String, Object> settings = settings(choice);
        var common = new LinkedHashMap<String, Object>();
        WrittenValues.given(common, "timeout", Quantity.text(choice.timeout()),
                choice.timeout().equals(ProposerChoice.DEFAULT_TIMEOUT));
        WrittenValues.given(common, "brief-tokens", choice.briefTokens(),
                choice.briefTokens() == ProposerChoice.DEFAULT_BRIEF);
        if (settings.isEmpty() && common.isEmpty()) {
            return choice.kind();
        }
        var map = new LinkedHashMap<String, Object>();
        if (settings.isEmpty()) {
            map.put("kind", choice.kind());
        } else if (List.of("command", "acp", "agent").contains(choice.kind())) {
            map.put(choice.kind(), choice.command());
            settings.remove("command");
            map.putAll(settings);
        } else {
            map.put(choice.kind(), settings);
        }
        map.putAll(common);
        return map;
    }

    private static Map<String, Object> settings(ProposerChoice choice) {
        if (choice.kind().equals("llm")) {
            return llm(choice.llm());
        }
        AgentSettings agent = choice.agent();
        AgentSettings usual = AgentSettings.USUAL;
        var map = new LinkedHashMap<String, Object>();
        WrittenValues.given(map, "command", choice.command(), choice.command().isEmpty());
        WrittenValues.given(map, "model", agent.model(), agent.model().isEmpty());
        WrittenValues.given(map, "turns", agent.turns(), agent.turns() == usual.turns());
        WrittenValues.given(map, "arguments", agent.arguments(), agent.arguments().isEmpty());
        WrittenValues.given(map, "pass-environment", agent.passEnvironment(), agent.passEnvironment().isEmpty());
        WrittenValues.given(map, "confine", agent.confine().word(), agent.confine() == usual.confine());
        WrittenValues.given(map, "mode", agent.mode(), agent.mode().isEmpty());
        WrittenValues.given(map, "allow-commands", agent.allowCommands(), !agent.allowCommands());
        return map;
    }

    private static Map<String, Object> llm(LlmSettings llm) {
        var map = new LinkedHashMap<String, Object>();
        if (llm.models().size() == 1 && llm.models().getFirst().weight() == 1) {
            map.putAll(model(llm.models().getFirst()));
        } else {
            map.put("models", llm.models().stream().map(WrittenModels::model).toList());
        }
        WrittenValues.given(map, "turns", llm.turns(), llm.turns() == LlmSettings.DEFAULT_TURNS);
        WrittenValues.given(map, "commands", llm.commands(), llm.commands().isEmpty());
        return map;
    }

    private static Map<String, Object> model(ModelChoice model) {
        Map<String, Object> map = WrittenValues.ordered("provider", model.provider().word(), "model", model.name());
        WrittenValues.given(map, "base-url", model.baseUrl(), model.baseUrl().isEmpty());
        WrittenValues.given(map, "key", model.keyVariable(), model.keyVariable().isEmpty());
        WrittenValues.given(map, "weight", model.weight(), model.weight() == 1);
        model.temperature().ifPresent(temperature -> map.put("temperature", temperature));
        WrittenValues.given(map, "max-output", model.maxOutput(), model.maxOutput() == ModelChoice.DEFAULT_OUTPUT);
        model.price().ifPresent(price -> map.put("price", price(price)));
        return map;
    }

    private static Map<String, Object> price(Price price) {
        Map<String, Object> map = WrittenValues.ordered("input", price.input(), "output", price.output());
        WrittenValues.given(map, "cached", price.cached(), price.cached() == price.input());
        return map;
    }

    static Map<String, Object> judge(JudgeSettings judge) {
        var map = new LinkedHashMap<String, Object>();
        map.put("rubric", judge.rubric());
        WrittenValues.given(map, "of", judge.of().patterns(), judge.of().isEmpty());
        map.putAll(model(judge.model()));
        WrittenValues.given(map, "repeats", judge.repeats(), judge.repeats() == JudgeSettings.DEFAULT_REPEATS);
        judge.seed().ifPresent(seed -> map.put("seed", seed));
        WrittenValues.given(map, "range", Quantity.text(judge.low()) + ".." + Quantity.text(judge.high()),
                judge.low() == JudgeSettings.LOW && judge.high() == JudgeSettings.HIGH);
        return map;
    }
}
