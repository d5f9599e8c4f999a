/// The interface of whoever makes a change, and the brief that they are given.
@NullMarked
package dev.autoresearch.proposer;

import org.jspecify.annotations.NullMarked;
