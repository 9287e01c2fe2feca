package io.nodepulse.events.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How a shard stands.
 *
 * @param shard the shard
 * @param head sequence of its last event
 * @param trimmed retention removed the scrapes up to this sequence
 * @param sealed the seals cover everything up to this sequence
 * @param entries stream entries that are there
 * @param bytes memory that the stream takes, as Valkey estimates it
 * @param oldestScrapeAt time of the oldest scrape that is there, as far as its first entries tell
 * @param deadLetters entries that were set aside
 */
public record ShardFigures(
        int shard,
        long head,
        long trimmed,
        long sealed,
        long entries,
        long bytes,
        Optional<Instant> oldestScrapeAt,
        long deadLetters) {}
