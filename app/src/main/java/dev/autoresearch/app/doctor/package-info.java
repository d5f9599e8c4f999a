/// Checks of everything a run needs, each with what to do about it.
@NullMarked
package dev.autoresearch.app.doctor;

import org.jspecify.annotations.NullMarked;
