/// Coding-agent programs as proposers: what each is, how it is started and confined, what its output means.
@NullMarked
package dev.autoresearch.proposers.agent;

import org.jspecify.annotations.NullMarked;
