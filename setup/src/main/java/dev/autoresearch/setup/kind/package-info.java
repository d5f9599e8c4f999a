/// The kinds of projects that are recognised, each with what can be optimised in it and how.
@NullMarked
package dev.autoresearch.setup.kind;

import org.jspecify.annotations.NullMarked;
