package dev.autoresearch.setup.recipe;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Reads the folder of a recipe; everything that is wrong with it is told at once.
final class RecipeReader {
    static final String DESCRIPTION = "recipe.yaml";
    private static final String CONFIGURATION = ConfigurationReader.FILE_NAMES.getFirst();
    private static final Set<String> KEYS = new TreeSet<>(
            List.of("domain", "group", "summary", "target", "find", "needs", "bring", "hints", "quick"));
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int LINE = 500;
    private static final int SUMMARY = 80;

    private final RecipeFolder folder;
    private final List<String> wrong = new ArrayList<>();

    private RecipeReader(RecipeFolder folder) {
        this.folder = folder;
    }

    /// @throws Refusal if something is wrong with it
    static Recipe read(RecipeFolder folder) {
        return new RecipeReader(folder).read();
    }

    private Recipe read() {
        for (String needed : List.of(DESCRIPTION, CONFIGURATION)) {
            if (!folder.files().contains(needed)) {
                throw refusal(List.of(folder.place() + " has no file " + needed));
            }
        }
        Map<?, ?> keys = keys();
        if (!NAME.matcher(folder.name()).matches()) {
            wrong.add("its folder's name is made of small letters, digits and '-', at most 40");
        }
        keys.keySet().stream().filter(key -> !KEYS.contains(String.valueOf(key)))
                .forEach(key -> wrong.add(DESCRIPTION + ": unknown key " + PlainText.line(String.valueOf(key), 60)
                        + "; expected " + String.join(", ", KEYS)));
        String summary = text(keys, "summary");
        if (summary.length() > SUMMARY) {
            wrong.add(DESCRIPTION + ": summary: longer than " + SUMMARY + " characters");
        }
        String target = text(keys, "target");
        List<String> find = texts(keys, "find");
        List<String> hints = texts(keys, "hints");
        if (hints.isEmpty()) {
            wrong.add(DESCRIPTION + ": hints: none; expected what usually helps, one line each");
        }
        try {
            Globs.of(find);
        } catch (PatternSyntaxException e) {
            wrong.add(DESCRIPTION + ": find: " + PlainText.line(e.getDescription(), LINE));
        }
        var recipe = new Recipe(folder.name(), text(keys, "domain"), text(keys, "group"), summary, target,
                find, texts(keys, "needs"), texts(keys, "bring"), hints, quick(keys), configuration(target), folder);
        if (!recipe.sample().contains(target)) {
            wrong.add("sample/" + target + " is missing, the target");
        }
        if (!wrong.isEmpty()) {
            throw refusal(wrong);
        }
        return recipe;
    }

    private Configuration configuration(String target) {
        Configuration configuration = ConfigurationReader.parse(
                new String(folder.bytes(CONFIGURATION), StandardCharsets.UTF_8), folder.place() + ": "
                        + folder.name() + "/" + CONFIGURATION);
        if (!configuration.scope().modify().matches(target)) {
            wrong.add(CONFIGURATION + ": scope.modify does not have the target " + target);
        }
        if (!configuration.hints().isEmpty()) {
            wrong.add(CONFIGURATION + ": hints stand in " + DESCRIPTION);
        }
        return configuration;
    }

    private Map<?, ?> keys() {
        String text = new String(folder.bytes(DESCRIPTION), StandardCharsets.UTF_8);
        try {
            var settings = LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(0).build();
            if (new Load(settings).loadFromString(text) instanceof Map<?, ?> map) {
                return map;
            }
            throw refusal(List.of(DESCRIPTION + ": expected a map of keys: " + String.join(", ", KEYS)));
        } catch (YamlEngineException e) {
            throw refusal(List.of(DESCRIPTION + ": no YAML: "
                    + PlainText.line(String.valueOf(e.getMessage()), LINE)));
        }
    }

    private String text(Map<?, ?> keys, String key) {
        String line = line(keys.get(key));
        if (line.isEmpty()) {
            wrong.add(DESCRIPTION + ": " + key + ": missing; expected one line of text");
        }
        return line;
    }

    private List<String> texts(Map<?, ?> keys, String key) {
        @Nullable
        Object value = keys.get(key);
        if (value == null) {
            return List.of();
        }
        List<?> values = value instanceof List<?> list ? list : List.of(value);
        List<String> lines = values.stream().map(RecipeReader::line).toList();
        if (lines.contains("")) {
            wrong.add(DESCRIPTION + ": " + key + ": expected a list of lines; put quotes around one with ': ' in it");
        }
        return lines;
    }

    private Map<String, String> quick(Map<?, ?> keys) {
        Map<String, String> quick = new TreeMap<>();
        switch (keys.get("quick")) {
            case null -> {
                // Nothing to shorten.
            }
            case Map<?, ?> map -> map.forEach((name, value) -> quick.put(line(name), line(value)));
            default -> wrong.add(DESCRIPTION + ": quick: expected variables, for example {RUNS: 1}");
        }
        return quick;
    }

    private static String line(@Nullable Object value) {
        return value == null || value instanceof Map || value instanceof List
                ? ""
                : PlainText.line(Objects.toString(value).strip(), LINE);
    }

    private Refusal refusal(List<String> findings) {
        return new Refusal(Exit.CONFIGURATION, "The recipe " + folder.name() + " (" + folder.place()
                + ") cannot be used.", findings, "Mend it; docs/recipes.md says what stands in a recipe.");
    }
}
