/**
 * Whether numbers still mean the events that they meant. A position and a shard's epochs go in, and
 * out comes what keeps its reader from going on. Pure.
 */
@NullMarked
package io.nodepulse.events.store.epoch;

import org.jspecify.annotations.NullMarked;
