/// One response of a language model, whoever offers it: asked, streamed, counted, and every way to fail a value.
@NullMarked
package dev.autoresearch.proposers.llm.model;

import org.jspecify.annotations.NullMarked;
