/// Is the candidate better, given the noise? Pure rules that ask for runs and end in a decision; nothing here runs
/// anything, so that live sessions, replays and simulations go through the same code.
@NullMarked
package dev.autoresearch.decision;

import org.jspecify.annotations.NullMarked;
