package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A plain configuration file beside a script that measures with it: the file is what may change.
final class ConfigFile implements Kind {
    private static final Set<String> EXTENSIONS = Set.of("json", "yaml", "yml", "ini", "toml", "conf", "cfg",
            "properties");
    private static final Set<String> SCRIPTS = Set.of("sh", "bash", "py", "js", "mjs", "cjs", "rb", "pl", "php", "lua",
            "r", "jl");
    private static final Pattern NO_SETTINGS = Pattern.compile("(?i)package(-lock)?\\.json|tsconfig.*|pyproject\\.toml"
            + "|cargo\\.toml|setup\\.cfg|tox\\.ini|pytest\\.ini|.*lock.*|\\..*|docker-compose.*|compose\\.ya?ml"
            + "|pubspec\\.yaml|research\\.json|autoresearch\\..*|nginx.*\\.conf"
            + "|.*(expected|golden|fixture|label|dataset|result|report|summary|baseline|corpus|gold|sample|schema).*");
    private static final List<String> HINTS = List.of(
            "Change one setting at a time by a large step, then narrow down.",
            "Settings interact: come back to an earlier one after another has changed.",
            "Try the ends of a range and what switches a part off.");

    @Override
    public String name() {
        return "config";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        List<Script> scripts = Script.measuring(tree, SCRIPTS);
        List<String> files = tree.files().stream().filter(ConfigFile::settings).toList();
        var offers = new ArrayList<Offer>();
        for (Script script : scripts) {
            String all = script.text() + started(tree, script);
            List<String> named = files.stream().filter(file -> Texts.says(all, Texts.name(file))).toList();
            boolean beside = named.isEmpty() && scripts.size() == 1 && files.size() == 1
                    && Texts.folder(files.getFirst()).equals(Texts.folder(script.path()));
            List<String> modify = beside ? files : named;
            if (modify.isEmpty() || modify.size() > Sources.SINGLE) {
                continue;
            }
            String why = beside ? "the only one beside " + script.path() : "what " + script.path() + " reads";
            new Measuring(name(), script.path(), script.printed(), script.text())
                    .offers(draft -> draft.modify(modify, Evidence.suggests(why))
                            .read(Stream.of("README.md", script.path()).filter(tree::has).toList(),
                                    Evidence.suggests("what is measured"))
                            .protect(Sources.protect(tree, modify, List.of(script.path())),
                                    Evidence.suggests("what measures and tests"))
                            .command(script.command(), Evidence.suggests(script.path() + " by its name"))
                            .needs(script.needs()).hints(HINTS))
                    .forEach(offers::add);
        }
        return offers;
    }

    private static boolean settings(String file) {
        return EXTENSIONS.contains(Texts.extension(file)) && !NO_SETTINGS.matcher(Texts.name(file)).matches()
                && !Sources.test(file) && !Sources.foreign(file) && !file.startsWith("data/")
                && !file.startsWith(".");
    }

    /// The text of the code that a script starts or imports: what it reads is read by the script.
    private static String started(ProjectTree tree, Script script) {
        List<String> code = tree.files().stream().filter(file -> Code.language(file).isPresent()
                && !Sources.foreign(file) && !file.equals(script.path())).toList();
        return Mentions.in(script.text(), code).stream().map(file -> "\n" + tree.text(file).orElse(""))
                .reduce("", String::concat);
    }
}
