/// From a project and a wish to a configuration that can start.
@NullMarked
package dev.autoresearch.setup;

import org.jspecify.annotations.NullMarked;
