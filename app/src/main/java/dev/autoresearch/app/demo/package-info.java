/// The project that `autoresearch demo` makes.
@NullMarked
package dev.autoresearch.app.demo;

import org.jspecify.annotations.NullMarked;
