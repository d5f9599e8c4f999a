/// How many experiments an hour has, what they cost, and when a session will reach its caps.
@NullMarked
package dev.autoresearch.setup.estimate;

import org.jspecify.annotations.NullMarked;
