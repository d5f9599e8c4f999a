package dev.autoresearch.setup.recipe;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The recipes there are: those of the program, those in the user's own folder, and those in a folder that is named.
/// One of the same name replaces those before it. Immutable, thread-safe.
public final class Recipes {
    /// The headings of the built-in recipes, in the order of the list.
    static final List<String> GROUPS = List.of("Models and prompts", "Text and rules", "Speed and memory",
            "Data and databases", "Services and infrastructure", "Builds", "Web and media", "Games and simulation");

    private static final String INDEX = "index.txt";

    private final Map<String, RecipeFolder> folders;

    private Recipes(Map<String, RecipeFolder> folders) {
        this.folders = folders;
    }

    /// The list of all recipes.
    ///
    /// @param recipes by group, then by name
    /// @param broken  what is wrong with those that cannot be used
    public record Listing(List<Recipe> recipes, List<Refusal> broken) {}

    /// Those of the program alone.
    public static Recipes builtIn() {
        return new Recipes(index());
    }

    /// Those of the program and those of the user.
    ///
    /// @param environment of the user; `XDG_CONFIG_HOME` or `HOME` lead to their own recipes
    /// @param further     a folder that has more of them, each in a folder of its own
    /// @throws Refusal if `further` is no folder
    public static Recipes of(Map<String, String> environment, Optional<Path> further) {
        Map<String, RecipeFolder> all = new TreeMap<>(index());
        own(environment).filter(Files::isDirectory).ifPresent(folder -> all.putAll(below(folder)));
        further.ifPresent(folder -> {
            if (!Files.isDirectory(folder)) {
                throw new Refusal(Exit.CONFIGURATION, folder + " is not a folder.",
                        "Name the folder that the folders of your recipes are in.");
            }
            all.putAll(below(folder));
        });
        return new Recipes(all);
    }

    /// Where a user keeps recipes of their own; empty without a home folder.
    public static Optional<Path> own(Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (!configured.isEmpty()) {
            return Optional.of(Path.of(configured, "autoresearch", "recipes"));
        }
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".config", "autoresearch", "recipes"));
    }

    /// All of them, read and checked.
    public Listing all() {
        var recipes = new ArrayList<Recipe>();
        var broken = new ArrayList<Refusal>();
        folders.values().forEach(folder -> {
            try {
                recipes.add(RecipeReader.read(folder));
            } catch (Refusal refusal) {
                broken.add(refusal);
            }
        });
        Map<String, List<Recipe>> groups = new LinkedHashMap<>();
        GROUPS.forEach(group -> groups.put(group, new ArrayList<>()));
        recipes.forEach(recipe -> groups.computeIfAbsent(recipe.group(), _ -> new ArrayList<>()).add(recipe));
        return new Listing(groups.values().stream().flatMap(List::stream).toList(), List.copyOf(broken));
    }

    /// The recipe of a name, or the one in a folder when the name is a path such as `./mine`.
    ///
    /// @param from what a relative path starts at
    /// @throws Refusal if there is none, or if it cannot be used
    public Recipe named(String name, Path from) {
        if (name.contains("/") || name.startsWith(".")) {
            Path folder = from.resolve(name).normalize();
            if (!Files.isDirectory(folder)) {
                throw new Refusal(Exit.CONFIGURATION, "There is no folder " + folder + ".",
                        "Name the folder of a recipe, or one that `autoresearch recipes` lists.");
            }
            return RecipeReader.read(RecipeFolder.OnDisk.of(folder));
        }
        RecipeFolder folder = folders.get(name);
        if (folder == null) {
            String near = folders.keySet().stream().filter(known -> known.contains(name) || name.contains(known)
                    || known.startsWith(name.substring(0, Math.min(3, name.length()))))
                    .limit(5).collect(Collectors.joining(", "));
            throw new Refusal(Exit.CONFIGURATION, "There is no recipe " + name + ".", near.isEmpty()
                    ? "`autoresearch recipes` lists what there is."
                    : "Did you mean " + near + "? `autoresearch recipes` lists what there is.");
        }
        return RecipeReader.read(folder);
    }

    private static Map<String, RecipeFolder> index() {
        Map<String, List<String>> files = new String(RecipeFolder.BuiltIn.resource(INDEX), StandardCharsets.UTF_8)
                .lines().collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf('/')), TreeMap::new,
                        Collectors.mapping(line -> line.substring(line.indexOf('/') + 1), Collectors.toList())));
        Map<String, RecipeFolder> folders = new TreeMap<>();
        files.forEach((name, of) -> folders.put(name, new RecipeFolder.BuiltIn(name, of)));
        return folders;
    }

    private static Map<String, RecipeFolder> below(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(RecipeReader.DESCRIPTION)))
                    .map(RecipeFolder.OnDisk::of)
                    .collect(Collectors.toMap(RecipeFolder::name, one -> (RecipeFolder) one));
        } catch (IOException e) {
            throw new Refusal(Exit.CONFIGURATION, "The recipes in " + folder + " cannot be read: "
                    + Refusal.because(e) + ".", "Make the folder readable.");
        }
    }
}
