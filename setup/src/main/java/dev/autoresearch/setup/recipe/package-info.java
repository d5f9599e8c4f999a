/// Ready set-ups for kinds of work: one folder each, ours and the user's own, fitted to the project that asks for one.
@NullMarked
package dev.autoresearch.setup.recipe;

import org.jspecify.annotations.NullMarked;
