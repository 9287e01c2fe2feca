package io.nodepulse.events.store.history;

import io.nodepulse.events.store.read.EntryDecoder;
import io.nodepulse.events.store.read.ScrapeIndex;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.ShardKeys;

/** What the past of one shard is read with. */
public record ShardHistory(
        ShardKeys keys, ShardReader reader, EntryDecoder decoder, ScrapeIndex scrapes) {}
