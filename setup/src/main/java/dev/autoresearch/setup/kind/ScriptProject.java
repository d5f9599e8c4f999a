package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Whatever is measured by a script of one family of languages: `bench.sh` and its kind.
///
/// @param name       the kind's name
/// @param extensions of the scripts
record ScriptProject(String name, Set<String> extensions) implements Kind {
    private static final Set<String> TESTS = Set.of("test.sh", "check.sh", "tests.sh", "tests/run.sh", "run_tests.sh");

    @Override
    public List<Offer> offers(ProjectTree tree) {
        var offers = new ArrayList<Offer>();
        for (Script script : Script.measuring(tree, extensions)) {
            List<String> own = tree.files().stream().filter(file -> Code.language(file).isPresent()
                    && !Sources.foreign(file) && !Sources.test(file) && !Sources.harness(file)
                    && !TESTS.contains(file)).toList();
            List<String> named = Mentions.in(script.text(), own);
            List<String> modify = Sources.globs(named.isEmpty() ? own : named);
            String test = TESTS.stream().filter(tree::has).sorted().findFirst().orElse("");
            offers.addAll(new Measuring(name, script.path(), script.printed(), script.text())
                    .offers(draft -> draft
                            .modify(modify, Evidence.suggests(named.isEmpty()
                                    ? "the project's code"
                                    : "what " + script.path() + " names"))
                            .read(Stream.of("README.md", script.path()).filter(tree::has).toList(),
                                    Evidence.suggests("what is measured"))
                            .protect(Sources.protect(tree, modify, Stream.of(script.path(), test).toList()),
                                    Evidence.suggests("what measures and tests"))
                            .broad(named.isEmpty() && own.size() > Sources.SINGLE)
                            .command(script.command(), Evidence.suggests(script.path() + " by its name"))
                            .guard(test.isEmpty() ? "" : "sh " + test, Evidence.suggests(test + " by its name"))
                            .needs(script.needs()).hints(Compiled.HINTS)));
        }
        return offers;
    }
}
