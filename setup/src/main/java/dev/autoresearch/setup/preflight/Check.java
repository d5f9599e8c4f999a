package dev.autoresearch.setup.preflight;

import java.util.List;

/// One look at a project before a run. Pure: it reads files and starts nothing. Where it is not sure it says nothing.
@FunctionalInterface
interface Check {

    /// What is to be said; nothing when all is well and that is not worth a line.
    List<Finding> look(Ground ground);
}
