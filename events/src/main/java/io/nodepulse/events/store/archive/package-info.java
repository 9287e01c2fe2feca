/**
 * What segments hold of one shard: what retention removed from Valkey is read on from there, under
 * the same numbers.
 */
@NullMarked
package io.nodepulse.events.store.archive;

import org.jspecify.annotations.NullMarked;
