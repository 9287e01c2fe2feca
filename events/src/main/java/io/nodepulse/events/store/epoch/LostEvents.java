package io.nodepulse.events.store.epoch;

import io.nodepulse.events.Epoch;

import java.time.Instant;

/**
 * Events that were acknowledged and that Valkey does not have any more, as after a failover to a
 * replica that lagged, or after an older copy was brought back.
 *
 * @param first sequence of the first
 * @param last sequence of the last
 * @param unusedThrough numbers up to this one stand for nothing; what is lost beyond it has numbers
 *     that stand for other events now
 * @param epoch the epoch that began without them
 * @param at when that was found
 */
public record LostEvents(long first, long last, long unusedThrough, Epoch epoch, Instant at) {}
