/// A proposer without a model: finds tunable knobs in the files of the scope and searches them.
@NullMarked
package dev.autoresearch.proposers.search;

import org.jspecify.annotations.NullMarked;
