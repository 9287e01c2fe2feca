/**
 * The check of all that is derived. The entries of a shard go in, and out comes where its indexes
 * are not what follows from them. Nothing is repaired.
 */
@NullMarked
package io.nodepulse.events.store.index;

import org.jspecify.annotations.NullMarked;
