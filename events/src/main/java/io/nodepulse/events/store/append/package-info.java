/**
 * Appending to one shard. An entry and the condition under which it may be added go in, many travel
 * together in one atomic call, and the marker of the last event comes out, or why there is none.
 */
@NullMarked
package io.nodepulse.events.store.append;

import org.jspecify.annotations.NullMarked;
