/// Text of unknown origin, made safe and short.
@NullMarked
package dev.autoresearch.proposers.text;

import org.jspecify.annotations.NullMarked;
