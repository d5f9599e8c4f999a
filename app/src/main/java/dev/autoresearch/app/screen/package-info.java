/// What people see on the terminal.
@NullMarked
package dev.autoresearch.app.screen;

import org.jspecify.annotations.NullMarked;
