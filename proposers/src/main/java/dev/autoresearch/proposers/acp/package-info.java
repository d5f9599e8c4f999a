/// Coding agents that speak the Agent Client Protocol, version 1: one conversation an experiment, held over the agent's
/// standard input and output.
@NullMarked
package dev.autoresearch.proposers.acp;

import org.jspecify.annotations.NullMarked;
