/// Which commit to try from next, and in what mode.
@NullMarked
package dev.autoresearch.strategy;

import org.jspecify.annotations.NullMarked;
