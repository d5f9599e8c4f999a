/// Language models as proposers: a small agent of our own with a few tools, bounded in turns, time and money.
@NullMarked
package dev.autoresearch.proposers.llm;

import org.jspecify.annotations.NullMarked;
