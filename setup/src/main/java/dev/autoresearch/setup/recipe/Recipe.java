package dev.autoresearch.setup.recipe;

import dev.autoresearch.config.Configuration;
import java.util.List;
import java.util.Map;

/// A ready set-up for one kind of work. Its files are read when asked for; besides them immutable, thread-safe.
///
/// @param name          letters, digits and `-`; its folder's name
/// @param domain        what people call the kind of work
/// @param group         the heading it is listed under
/// @param summary       what gets better, one line
/// @param target        the file of the sample that may change
/// @param find          globs by which the target is looked for in a project, the likeliest first
/// @param needs         programs that the harness needs; `a | b` for either
/// @param bring         what to put in place of the sample's data, one line each
/// @param hints         what usually helps, for the proposer, one line each
/// @param quick         variables with which the harness is done quickly, for trying it out
/// @param configuration as it fits the sample
/// @param folder        where its files are
public record Recipe(String name, String domain, String group, String summary, String target, List<String> find,
        List<String> needs, List<String> bring, List<String> hints,
        Map<String, String> quick, Configuration configuration, RecipeFolder folder) {
    /// The folder of a project that the harness goes into.
    public static final String HARNESS = "autoresearch-harness";

    private static final String HARNESS_FILES = "harness/";
    private static final String SAMPLE_FILES = "sample/";

    /// Copies the lists.
    public Recipe {
        find = List.copyOf(find);
        needs = List.copyOf(needs);
        bring = List.copyOf(bring);
        hints = List.copyOf(hints);
        quick = Map.copyOf(quick);
    }

    /// Where it comes from: `built in`, or its folder.
    public String place() {
        return folder.place();
    }

    /// The files of the harness, as they are called in a project.
    public List<String> harness() {
        return below(HARNESS_FILES).stream().map(file -> HARNESS + "/" + file).toList();
    }

    /// The files of the sample, as they are called in a project.
    public List<String> sample() {
        return below(SAMPLE_FILES);
    }

    /// The content of a file of [#harness] or [#sample].
    public byte[] bytes(String file) {
        return folder.bytes(file.startsWith(HARNESS + "/")
                ? HARNESS_FILES + file.substring(HARNESS.length() + 1)
                : SAMPLE_FILES + file);
    }

    private List<String> below(String start) {
        return folder.files().stream().filter(file -> file.startsWith(start))
                .map(file -> file.substring(start.length())).toList();
    }
}
