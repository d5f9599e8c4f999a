/// A model server that follows a script: it answers real agents and our own client as a model would, on loopback only.
@NullMarked
package dev.autoresearch.proposers.scripted;

import org.jspecify.annotations.NullMarked;
