package io.nodepulse.events.store;

import io.nodepulse.events.Epoch;

import java.time.Instant;

/**
 * Where an epoch of a shard began.
 *
 * @param epoch the epoch
 * @param after sequence of the last event before it that the store has
 * @param first sequence of its own first event; numbers in between were given out, and what they
 *     stood for is lost
 * @param at when it began
 */
public record EpochStart(Epoch epoch, long after, long first, Instant at) {}
