/**
 * The event store on Valkey Streams: Axon's storage engine, one per shard. Events go in through an
 * atomic append and come out as streams, by position or by tag.
 */
@NullMarked
package io.nodepulse.events.store;

import org.jspecify.annotations.NullMarked;
