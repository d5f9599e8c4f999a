/// The loop: one session on one branch, from baseline to summary, resumable at any instant.
@NullMarked
package dev.autoresearch.session;

import org.jspecify.annotations.NullMarked;
