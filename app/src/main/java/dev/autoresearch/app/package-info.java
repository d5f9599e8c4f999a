/// The command line: puts the parts together and is the only place that reads the terminal and the environment.
@NullMarked
package dev.autoresearch.app;

import org.jspecify.annotations.NullMarked;
