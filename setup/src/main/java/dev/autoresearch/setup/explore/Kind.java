package dev.autoresearch.setup.explore;

import dev.autoresearch.setup.ProjectTree;
import java.util.List;

/// A kind of project that is recognised by its files. Looks, runs nothing, and is thread-safe.
public interface Kind {
    /// One word.
    String name();

    /// What a project of this kind offers; empty when the project is of another kind.
    List<Offer> offers(ProjectTree tree);
}
