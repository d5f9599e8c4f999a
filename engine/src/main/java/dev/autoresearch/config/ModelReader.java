package dev.autoresearch.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads language models: one with its settings, or several with weights. A key itself is refused wherever it could
/// stand, and never shown: the file is made to be committed.
final class ModelReader {
    private static final String MODELS = "a list of models such as - {provider: openai, model: NAME, weight: 2}";
    private static final String COMMAND = "command lines that change nothing, such as [git log --oneline -5]";
    private static final String URL = "an http or https address such as https://llm.example.org/v1";
    private static final String OUTPUT = "a number of tokens such as 8k, at least 1";
    private static final String KEY = "the name of the environment variable that holds the key";
    private static final double HOTTEST = 2;

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?([A-Za-z_][A-Za-z0-9_]*)}?");

    /// What no one calls a variable: so many letters and digits without a break.
    private static final Pattern RANDOM = Pattern.compile("(?=[A-Za-z]*[0-9])[A-Za-z0-9]{20,}");

    private ModelReader() {}

    /// The settings of the proposer `llm`.
    static Optional<LlmSettings> llm(YamlSection section) {
        int turns = section.get("turns").flatMap(value -> value.whole(1, Integer.MAX_VALUE))
                .orElse(LlmSettings.DEFAULT_TURNS);
        List<String> commands = section.get("commands")
                .map(value -> value.texts(COMMAND).stream().flatMap(entry -> entry.text(COMMAND).stream()).toList())
                .orElse(List.of());
        List<ModelChoice> models = section.get("models").map(value -> several(value, section))
                .orElseGet(() -> model(section, 1).stream().toList());
        return models.isEmpty() ? Optional.empty() : Optional.of(new LlmSettings(models, turns, commands));
    }

    private static List<ModelChoice> several(YamlValue list, YamlSection section) {
        YamlKeys.LLM.keys().stream().filter(key -> YamlKeys.MODEL.keys().contains(key)).forEach(
                key -> section.get(key).ifPresent(value -> value.wrong(key + " beside models",
                        "the settings of a model in its entry of models", "move it there")));
        if (list.isEmptyList()) {
            list.wrong("an empty list", "at least one model", "for example - {provider: openai, model: NAME}");
        }
        var models = new ArrayList<ModelChoice>();
        for (YamlValue entry : list.entries(MODELS)) {
            entry.section(YamlKeys.MODEL).flatMap(one -> model(one,
                    one.get("weight").flatMap(YamlValue::positive).orElse(1.0))).ifPresent(models::add);
        }
        return models;
    }

    /// The model that a section describes.
    ///
    /// @param weight against other models
    static Optional<ModelChoice> model(YamlSection section, double weight) {
        Optional<Provider> provider = section.require("provider", "whose model it is", "provider: anthropic")
                .flatMap(value -> value.choice(YamlValue.words(Provider.values())));
        Optional<String> name = section.require("model", "the model's name, as the provider knows it", "model: NAME")
                .flatMap(value -> value.text("the model's name"));
        Optional<YamlValue> place = provider.filter(Provider.COMPATIBLE::equals).isPresent()
                ? section.require("base-url", "where the service is", "base-url: http://localhost:8080/v1")
                : section.get("base-url");
        String url = place.flatMap(ModelReader::url).orElse("");
        String key = section.get("key").flatMap(ModelReader::key).orElse("");
        OptionalDouble temperature = section.get("temperature").flatMap(ModelReader::temperature)
                .map(OptionalDouble::of).orElse(OptionalDouble.empty());
        int output = section.get("max-output").flatMap(value -> value.count(OUTPUT, 1, Integer.MAX_VALUE))
                .map(Math::toIntExact).orElse(ModelChoice.DEFAULT_OUTPUT);
        Optional<Price> price = section.get("price").flatMap(value -> value.section(YamlKeys.PRICE))
                .flatMap(ModelReader::price);
        return provider.flatMap(whose -> name
                .map(known -> new ModelChoice(whose, known, url, key, weight, temperature, output, price)));
    }

    private static Optional<String> url(YamlValue value) {
        return value.text(URL).map(String::strip).filter(text -> {
            Optional<URI> url = uri(text);
            boolean web = url.map(URI::getScheme).filter(scheme -> scheme.matches("(?i)https?")).isPresent()
                    && url.map(URI::getHost).isPresent();
            // What stands before an @ is not shown, whether the rest is an address or not.
            boolean secret = text.contains("@");
            if (secret || !web) {
                value.wrong(secret ? "an address with a name or password in it" : Findings.shown(text), URL,
                        secret ? "name the variable with the key beside it, for example key: MY_KEY" : "");
            }
            return web && !secret;
        });
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> key(YamlValue value) {
        return value.text(KEY).filter(text -> {
            Matcher reference = REFERENCE.matcher(text.strip());
            boolean random = RANDOM.matcher(text).find();
            if (reference.matches() && !random) {
                value.wrong(Findings.shown(text), KEY, "write " + Findings.plain(reference.group(1)));
                return false;
            }
            boolean name = RunReader.VARIABLE.matcher(text).matches() && !random;
            if (!name) {
                value.wrong("what looks like the key itself", KEY,
                        "put the key into the environment (export MY_KEY=…) and write key: MY_KEY");
            }
            return name;
        });
    }

    private static Optional<Double> temperature(YamlValue value) {
        return value.number().filter(number -> {
            boolean sound = number >= 0 && number <= HOTTEST;
            if (!sound) {
                value.wrong(value.described(), "a number from 0 to 2", "");
            }
            return sound;
        });
    }

    private static Optional<Price> price(YamlSection section) {
        Optional<Double> input = section.require("input", "US dollars for a million tokens in", "input: 1.25")
                .flatMap(YamlValue::notNegative);
        Optional<Double> output = section.require("output", "US dollars for a million tokens out", "output: 10")
                .flatMap(YamlValue::notNegative);
        Optional<Double> cached = section.get("cached").flatMap(YamlValue::notNegative).or(() -> input);
        return input.flatMap(in -> output.flatMap(out -> cached.map(again -> new Price(in, again, out))));
    }
}
