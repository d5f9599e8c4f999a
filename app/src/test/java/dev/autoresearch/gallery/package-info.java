/// The examples as a user runs them.
@NullMarked
package dev.autoresearch.gallery;

import org.jspecify.annotations.NullMarked;
