package io.nodepulse.events.store.stream;

import io.nodepulse.events.store.deadletter.DeadLetters;
import io.nodepulse.events.store.epoch.GivenNumbers;
import io.nodepulse.events.store.read.EntryDecoder;
import io.nodepulse.events.store.read.ShardReader;

/**
 * What the streams of one shard read from, and whom they tell what they have seen.
 *
 * @param name what the shard's entries are called in messages
 * @param given told of each sequence number that was read
 * @param deadLetters where entries go that cannot be read
 */
public record StreamSource(
        String name,
        ShardReader reader,
        EntryDecoder decoder,
        GivenNumbers given,
        DeadLetters deadLetters) {}
