/// The brief as a prompt for coding agents and language models, and their structured answer.
@NullMarked
package dev.autoresearch.proposers.brief;

import org.jspecify.annotations.NullMarked;
