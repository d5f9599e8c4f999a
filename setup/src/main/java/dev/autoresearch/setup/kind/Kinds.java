package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.explore.Kind;
import java.util.List;

/// All kinds of projects that are known.
public final class Kinds {
    private static final List<Kind> ALL = List.of(new Karpathy(), new Ml(), new ConfigFile(), new Nginx(), new Sql(),
            new Flutter(), new Maven(), new Gradle(), new Rust(), new Go(), new Cmake(), new Make(), new DotNet(),
            new Node(), new PythonProject(), new WebPage(), new Dockerfile(), new ScriptProject("shell", Code.SHELL),
            new ScriptProject("ruby", Code.RUBY), new ScriptProject("perl", Code.PERL),
            new ScriptProject("php", Code.PHP), new ScriptProject("lua", Code.LUA), new ScriptProject("r", Code.R),
            new ScriptProject("julia", Code.JULIA));

    private Kinds() {}

    /// All of them; what is more specific stands before what is more general, and is shown first where both are equally
    /// likely.
    public static List<Kind> all() {
        return ALL;
    }
}
