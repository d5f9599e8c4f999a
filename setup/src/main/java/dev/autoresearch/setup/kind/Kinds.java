package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.explore.Kind;
import java.util.List;

/// All kinds of projects that are known.
public final class Kinds {
    private static final List<Kind> ALL = List.of(new Karpathy(), new Maven(), new Node(), new Make());

    private Kinds() {}

    /// All of them; what is more specific stands before what is more general.
    public static List<Kind> all() {
        return ALL;
    }
}
