package io.nodepulse.events.store.valkey;

import io.nodepulse.events.Exporter;

import org.axonframework.messaging.eventstreaming.Tag;

import java.util.UUID;

/**
 * Names of the keys of one shard. All carry the hash tag {@code {namespace:shard}}, so a Valkey
 * Cluster keeps them in one slot and a function may touch them together. Drawn in {@code
 * events/README.md}.
 */
public record ShardKeys(String namespace, int shard) {

    /** Length of a day of the scrape index. */
    public static final long DAY_MILLIS = 86_400_000L;

    /** Stream of entries; an entry's id is {@code <sequence of its last event>-<its events>}. */
    public String events() {
        return key("events");
    }

    /**
     * Hash: {@code sequence} and {@code epoch} of the last event, {@code time} of the newest one in
     * ms, how far it is {@code trimmed}, and up to where numbers were {@code given} out.
     */
    public String head() {
        return key("head");
    }

    /** Hash: message type to sequence of its last event. */
    public String types() {
        return key("types");
    }

    /** Hash: {@link #scrapedField} to {@code <ms>:<sequence>} of the last scrape. */
    public String scraped() {
        return key("scraped");
    }

    /** Sorted set: first event of each minute by the highest event time so far. */
    public String times() {
        return key("times");
    }

    /** Hash: sequence of an epoch's first event to 8 bytes epoch, then {@code <after>:<ms>}. */
    public String epochs() {
        return key("epochs");
    }

    /** Hash: key of a tag's index to how many members it must have. */
    public String tagged() {
        return key("tagged");
    }

    /** Stream: copies of entries that were set aside, with stage and reason. */
    public String deadLetters() {
        return key("dead");
    }

    /** Hash: {@code <stage>:<sequence>[:<epoch>]} to the id in {@link #deadLetters}. */
    public String deadLetterIndex() {
        return key("dead:index");
    }

    /** Hash: the wrapped keys of persons by their numbers; only of the shard with the accounts. */
    public String persons() {
        return key("persons");
    }

    /** Sorted set: the largest processes of that server by time in ms; it expires. */
    public String largest(UUID serverId) {
        return key("largest:" + serverId);
    }

    /** Hash: consumer to the sequence up to which it needs nothing any more. */
    public String passed() {
        return key("passed");
    }

    /** Stream: the seals of the chain of that code; id {@code <last sequence>-<entries>}. */
    public String seals(String chain) {
        return key("seals:" + chain);
    }

    /** Sorted set: {@code <sequence>:<type>} by sequence of the events with that tag. */
    public String tag(Tag tag) {
        return key("tag:" + tag.key() + "=" + tag.value());
    }

    /** String: the scrapes of that server and exporter in that day since 1970, as varint steps. */
    public String scrapeIndex(UUID serverId, Exporter exporter, long day) {
        return scrapeIndex(scrapedField(serverId, exporter), day);
    }

    /** The same, by the field in {@link #scraped}. */
    public String scrapeIndex(String scrapedField, long day) {
        return key("scrapes:" + scrapedField + ":" + day);
    }

    /** Whether a key is one of {@link #tag}. */
    public boolean isTag(String key) {
        return key.startsWith(key("tag:"));
    }

    /** Whether a key is one of {@link #scrapeIndex}. */
    public boolean isScrapeIndex(String key) {
        return key.startsWith(key("scrapes:"));
    }

    /** What all keys of the shard match, as SCAN reads it. */
    public String pattern() {
        return key("").replaceAll("[\\[\\]*?\\\\]", "\\\\$0") + "*";
    }

    public static String scrapedField(UUID serverId, Exporter exporter) {
        return scrapedField(serverId.toString(), exporter);
    }

    public static String scrapedField(String serverId, Exporter exporter) {
        return serverId + ":" + exporter.code();
    }

    public static long dayOf(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    private String key(String name) {
        return "{" + namespace + ":" + shard + "}:" + name;
    }
}
