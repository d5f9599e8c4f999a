/// Setting a project up on the command line: what to optimise, a test run, the file for confirmation.
@NullMarked
package dev.autoresearch.app.init;

import org.jspecify.annotations.NullMarked;
