/// What a language model may do at the desk: look, edit within the scope, look back, finish. Nothing else.
@NullMarked
package dev.autoresearch.proposers.llm.tool;

import org.jspecify.annotations.NullMarked;
