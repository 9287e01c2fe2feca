package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;

import java.time.Instant;

/**
 * Events that were acknowledged and that Valkey does not have any more, as after a failover to a
 * replica that lagged, or after an older copy was brought back.
 *
 * @param first sequence of the first
 * @param last sequence of the last
 * @param epoch the epoch that began without them
 * @param at when it began
 */
public record LostEvents(long first, long last, Epoch epoch, Instant at) {}
