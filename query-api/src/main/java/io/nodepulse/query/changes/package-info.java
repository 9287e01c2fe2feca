/**
 * What became of the processes of a server: a range enters, starts, ends, restarts and jumps leave,
 * newest first.
 */
@NullMarked
package io.nodepulse.query.changes;

import org.jspecify.annotations.NullMarked;
