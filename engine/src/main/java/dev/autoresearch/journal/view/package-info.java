/// What is derived from the journal: tables, JSON lines, the recovery document and summaries, in the layouts that people
/// already read. All of it can be thrown away and made again.
@NullMarked
package dev.autoresearch.journal.view;

import org.jspecify.annotations.NullMarked;
