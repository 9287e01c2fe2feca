/**
 * Tests of a store that went back, against models of shard and reader and against a real Valkey.
 */
@NullMarked
package io.nodepulse.events.store.epoch;

import org.jspecify.annotations.NullMarked;
