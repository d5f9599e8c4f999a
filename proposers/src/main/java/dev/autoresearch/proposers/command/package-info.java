/// A proposer that is any executable: the brief in, edits and one line of hypothesis out.
@NullMarked
package dev.autoresearch.proposers.command;

import org.jspecify.annotations.NullMarked;
