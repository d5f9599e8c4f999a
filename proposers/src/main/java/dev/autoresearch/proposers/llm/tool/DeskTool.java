package dev.autoresearch.proposers.llm.tool;

import dev.autoresearch.proposers.llm.model.Tool;

/// One tool, for one proposal.
interface DeskTool {

    /// How the model knows it.
    Tool spec();

    /// Does a call.
    ///
    /// @throws Unusable if it cannot be done
    Outcome call(Arguments arguments);

    /// What a call does, for people who watch; the end of a sentence.
    String doing(Arguments arguments);
}
