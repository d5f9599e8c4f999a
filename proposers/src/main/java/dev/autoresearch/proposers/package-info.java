/// Who makes the change: puts together the proposer that the configuration asks for.
@NullMarked
package dev.autoresearch.proposers;

import org.jspecify.annotations.NullMarked;
