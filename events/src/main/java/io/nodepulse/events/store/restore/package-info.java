/**
 * Filling a shard of Valkey again that has nothing: what its segments hold enters, what the next
 * append and every reader need stands in Valkey.
 */
@NullMarked
package io.nodepulse.events.store.restore;

import org.jspecify.annotations.NullMarked;
