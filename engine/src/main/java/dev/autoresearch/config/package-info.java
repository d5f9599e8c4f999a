/// What the user asked for: `autoresearch.yaml` as checked, immutable records. Names no other room.
@NullMarked
package dev.autoresearch.config;

import org.jspecify.annotations.NullMarked;
