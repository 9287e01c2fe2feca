/**
 * The event store on Valkey Streams: the door through which all else works on it. Settings go in,
 * and out come Axon's storage engine, one per shard, and small objects for whoever watches, proves,
 * repairs or trims a shard. What these are made of is in the packages below, which do not know this
 * one.
 */
@NullMarked
package io.nodepulse.events.store;

import org.jspecify.annotations.NullMarked;
