/// Configurations that other tools wrote, read as ours: one reader a tool, and what follows when several are there.
@NullMarked
package dev.autoresearch.setup.source;

import org.jspecify.annotations.NullMarked;
