/// Results that other tools wrote down, read as experiments of a session.
@NullMarked
package dev.autoresearch.setup.history;

import org.jspecify.annotations.NullMarked;
