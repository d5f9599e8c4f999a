/// What a project is made of and what it already measures, and what could be optimised in it.
@NullMarked
package dev.autoresearch.setup.explore;

import org.jspecify.annotations.NullMarked;
