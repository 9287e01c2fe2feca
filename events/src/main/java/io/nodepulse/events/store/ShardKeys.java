package io.nodepulse.events.store;

import org.axonframework.messaging.eventstreaming.Tag;

import java.util.UUID;

/**
 * Names of the keys of one shard. All carry the hash tag {@code {namespace:shard}}, so a Valkey
 * Cluster keeps them in one slot and a function may touch them together. Drawn in {@code
 * events/README.md}.
 */
record ShardKeys(String namespace, int shard) {

    /** Length of a day of the scrape index. */
    static final long DAY_MILLIS = 86_400_000L;

    /** Stream of entries; an entry's id is {@code <sequence of its last event>-<its events>}. */
    String events() {
        return key("events");
    }

    /**
     * Hash: {@code sequence} and {@code epoch} of the last event, {@code time} of the newest one in
     * ms, how far it is {@code trimmed}, and up to where numbers were {@code given} out.
     */
    String head() {
        return key("head");
    }

    /** Hash: message type to sequence of its last event. */
    String types() {
        return key("types");
    }

    /** Hash: {@link #scrapedField} to {@code <ms>:<sequence>} of the last scrape. */
    String scraped() {
        return key("scraped");
    }

    /** Sorted set: first event of each minute by the highest event time so far. */
    String times() {
        return key("times");
    }

    /** Hash: sequence of an epoch's first event to the epoch, see {@link ShardReader#history}. */
    String epochs() {
        return key("epochs");
    }

    /** Hash: key of a tag's index to how many members it must have. */
    String tagged() {
        return key("tagged");
    }

    /** Stream: copies of entries that were set aside, with stage and reason. */
    String deadLetters() {
        return key("dead");
    }

    /** Hash: {@code <stage>:<sequence>[:<epoch>]} to the id in {@link #deadLetters}. */
    String deadLetterIndex() {
        return key("dead:index");
    }

    /** Hash: consumer to the sequence up to which it needs nothing any more. */
    String passed() {
        return key("passed");
    }

    /** Stream: the seals of that chain; id {@code <last sequence>-<entries>}. */
    String seals(SealChain chain) {
        return key("seals:" + chain.code());
    }

    /** Sorted set: {@code <sequence>:<type>} by sequence of the events with that tag. */
    String tag(Tag tag) {
        return key("tag:" + tag.key() + "=" + tag.value());
    }

    /** String: the scrapes of that server and exporter in that day since 1970, as varint steps. */
    String scrapeIndex(UUID serverId, Exporter exporter, long day) {
        return scrapeIndex(scrapedField(serverId, exporter), day);
    }

    /** The same, by the field in {@link #scraped}. */
    String scrapeIndex(String scrapedField, long day) {
        return key("scrapes:" + scrapedField + ":" + day);
    }

    static String scrapedField(UUID serverId, Exporter exporter) {
        return scrapedField(serverId.toString(), exporter);
    }

    static String scrapedField(String serverId, Exporter exporter) {
        return serverId + ":" + exporter.code();
    }

    static long dayOf(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    private String key(String name) {
        return "{" + namespace + ":" + shard + "}:" + name;
    }
}
