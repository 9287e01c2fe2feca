package io.nodepulse.events.store.epoch;

import java.util.Optional;

/**
 * How a shard stands, seen from a position.
 *
 * @param head sequence of its last event
 * @param eventsAfter how many events follow on the position
 * @param broken what keeps a reader from going on after the position, if anything does
 */
public record ShardStanding(long head, long eventsAfter, Optional<StreamBreak> broken) {}
