package dev.autoresearch.setup.kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a `package.json` says, as far as it matters here.
///
/// @param scripts      the bodies by name, in the order of the file
/// @param packages     names of what it depends on, for production and development
/// @param entries      main files it names, without a leading `./`
public record PackageJson(Map<String, String> scripts, List<String> packages, List<String> entries) {
    /// Its name.
    public static final String FILE = "package.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Reads one.
    ///
    /// @return empty if it is no JSON object
    public static Optional<PackageJson> read(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException broken) {
            return Optional.empty();
        }
        if (!root.isObject()) {
            return Optional.empty();
        }
        var scripts = new LinkedHashMap<String, String>();
        root.path("scripts").properties().forEach(entry -> scripts.put(entry.getKey(), entry.getValue().asString("")));
        var packages = new ArrayList<String>();
        List.of("dependencies", "devDependencies", "optionalDependencies")
                .forEach(kind -> root.path(kind).properties().forEach(entry -> packages.add(entry.getKey())));
        List<String> entries = List.of("source", "module", "main", "browser").stream()
                .map(key -> root.path(key).asString("")).filter(path -> !path.isEmpty())
                .map(path -> path.replaceFirst("^\\./", "")).toList();
        return Optional.of(new PackageJson(scripts, packages, entries));
    }

    boolean dependencies() {
        return !packages.isEmpty();
    }
}
