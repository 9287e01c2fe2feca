package io.nodepulse.events.store.retention;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.nodepulse.events.store.entry.DecodedEntry;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.entry.ScrapeEncoder;
import io.nodepulse.events.store.read.EntryDecoder;
import io.nodepulse.events.store.read.IndexDamagedException;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.read.StoredAppend;
import io.nodepulse.events.store.seal.LegacySeals;
import io.nodepulse.events.store.seal.SealChain;
import io.nodepulse.events.store.valkey.FunctionCall;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.EntryFormat;

import org.redisson.api.RMap;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Removes scrapes that are older than the retention from one shard: never what a consumer has not
 * passed, never an event that is no scrape. Thread-safe.
 */
public final class Retention {

    /**
     * Keyframes stay this much longer than what may refer to them, so whatever is within the
     * retention can be read.
     */
    private static final Duration KEYFRAME_GRACE = ScrapeEncoder.KEYFRAME_INTERVAL;

    /** Entries looked at in one call, so that no call holds Valkey up for long. */
    private static final int ENTRIES_PER_CALL = 500;

    /** Keys that are removed in one call. */
    private static final int KEYS_PER_CALL = 500;

    /** How many days before the cut indexes are looked for where it is not known since when. */
    private static final int INDEX_DAYS = 30;

    /** Field of the shard's head: the first day since 1970 whose indexes are still there. */
    private static final String INDEXED_FROM = "indexed-from";

    /** Entries whose own time is compared with the cut before anything goes. */
    private static final int SAMPLED = 32;

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final LegacySeals seals;

    public Retention(
            RedissonClient redisson,
            ShardKeys keys,
            ShardReader reader,
            EntryDecoder decoder,
            LegacySeals seals) {
        this.redisson = redisson;
        this.keys = keys;
        this.reader = reader;
        this.decoder = decoder;
        this.seals = seals;
    }

    /**
     * Up to which sequence the scrapes are older, trimmed ones included. The index of times says
     * it, which is derived; so the times of some entries in the range are looked at, the last among
     * them.
     *
     * @throws IndexDamagedException if one of them is not older
     */
    public long retirable(Instant olderThan) {
        Instant before = olderThan.minus(KEYFRAME_GRACE);
        long through = reader.times().beforeFirstAt(before.toEpochMilli());
        long trimmed = reader.headField("trimmed");
        for (int i = 1; i <= SAMPLED && through > trimmed; i++) {
            reader.holding(trimmed + (through - trimmed) * i / SAMPLED)
                    .filter(raw -> isScrapeSince(raw, before))
                    .ifPresent(
                            raw -> {
                                throw new IndexDamagedException(keys.times(), raw.lastSequence());
                            });
        }
        return through;
    }

    private boolean isScrapeSince(RawEntry raw, Instant time) {
        if (EntryFormat.looksLikeFacts(raw.bytes())) {
            return false;
        }
        Entry entry = new StoredAppend(raw, decoder).content().entry();
        return entry != null
                && !new DecodedEntry(keys.shard(), raw.lastSequence(), entry)
                        .message(raw.lastSequence())
                        .timestamp()
                        .isBefore(time);
    }

    /**
     * That consumer needs nothing up to that sequence any more. From its first report on, retention
     * waits for it; it never goes back.
     */
    public void reportPassed(String consumer, long sequence) {
        FunctionCall.number(redisson, "passed", List.of(keys.passed()), consumer, sequence);
    }

    /** Up to where each consumer needs nothing any more, by its name. */
    public Map<String, Long> passed() {
        return ValkeyReply.await(passedByConsumer().readAllMapAsync()).entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, e -> Long.valueOf(e.getValue())));
    }

    /** The consumer is gone for good and holds nothing up any more. */
    public void forget(String consumer) {
        passedByConsumer().fastRemove(consumer);
    }

    /**
     * Removes the scrapes that are older, as far as every consumer has passed them. Where that, or
     * {@code most}, holds it up, what follows stays readable: its keyframes stay, and its indexes.
     *
     * @param most nothing after this sequence goes
     * @return how many entries went
     */
    public long trim(Instant olderThan, long most) {
        long before = olderThan.minus(KEYFRAME_GRACE).toEpochMilli();
        long through = reader.times().beforeFirstAt(before);
        long held = passed().values().stream().reduce(most, Math::min);
        long removed = remove(through, held < through ? beforeKeyframesOf(held) : most);
        if (removed > 0 && held >= through) {
            removeIndexes(ShardKeys.dayOf(before));
        }
        seals.drop(SealChain.ALL, reader.headField("trimmed"));
        return removed;
    }

    /**
     * Removes the scrapes up to that sequence whatever their age, as far as every consumer has
     * passed them. To be called where an erasure stands behind it and all of them are in segments:
     * nothing after an erasure refers to a keyframe before it.
     *
     * @return how many entries went
     */
    public long trimThrough(long sequence) {
        long removed = remove(sequence, sequence);
        seals.drop(SealChain.ALL, reader.headField("trimmed"));
        return removed;
    }

    private long remove(long through, long most) {
        long removed = 0;
        long trimmed = reader.headField("trimmed");
        long last = -1;
        while (trimmed > last) {
            last = trimmed;
            List<Long> reply =
                    FunctionCall.numbers(
                            redisson,
                            "trim",
                            List.of(keys.events(), keys.head(), keys.passed(), keys.times()),
                            through,
                            ENTRIES_PER_CALL,
                            most);
            trimmed = reply.get(0);
            removed += reply.get(1);
        }
        return removed;
    }

    /** Up to where all may go where everything after that sequence has to stay readable. */
    private long beforeKeyframesOf(long held) {
        return reader.after(held, SAMPLED).stream()
                .filter(raw -> !EntryFormat.looksLikeFacts(raw.bytes()))
                .flatMap(raw -> decoder.decodeIfKept(raw).stream())
                .map(entry -> entry.message(entry.firstSequence()).timestamp())
                .findFirst()
                .map(at -> reader.times().beforeFirstAt(at.minus(KEYFRAME_GRACE).toEpochMilli()))
                .map(before -> Math.min(before, held))
                .orElse(held);
    }

    /** Once a day, and then in few calls: there is a key per server, exporter and day. */
    private void removeIndexes(long firstKeptDay) {
        long from =
                reader.headText(INDEXED_FROM).map(Long::valueOf).orElse(firstKeptDay - INDEX_DAYS);
        if (from >= firstKeptDay) {
            return;
        }
        List<String> over = new ArrayList<>();
        for (String field :
                ValkeyReply.await(
                        redisson.<String, String>getMap(keys.scraped(), StringCodec.INSTANCE)
                                .readAllKeySetAsync())) {
            for (long day = from; day < firstKeptDay; day++) {
                over.add(keys.scrapeIndex(field, day));
            }
        }
        for (int i = 0; i < over.size(); i += KEYS_PER_CALL) {
            List<String> some = over.subList(i, Math.min(i + KEYS_PER_CALL, over.size()));
            ValkeyReply.await(redisson.getKeys().unlinkAsync(some.toArray(String[]::new)));
        }
        ValkeyReply.await(
                redisson.<String, String>getMap(keys.head(), StringCodec.INSTANCE)
                        .fastPutAsync(INDEXED_FROM, Long.toString(firstKeptDay)));
    }

    private RMap<String, String> passedByConsumer() {
        return redisson.getMap(keys.passed(), StringCodec.INSTANCE);
    }
}
