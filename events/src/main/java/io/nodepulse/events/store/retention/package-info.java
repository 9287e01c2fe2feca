/**
 * Removing what is old. A time and what each consumer has passed go in, and the number of entries
 * that went comes out; facts never go.
 */
@NullMarked
package io.nodepulse.events.store.retention;

import org.jspecify.annotations.NullMarked;
