package io.nodepulse.events.store.deadletter;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.entry.EntryFilter;
import io.nodepulse.events.store.entry.RawEntry;
import io.nodepulse.events.store.read.EntryDecoder;
import io.nodepulse.events.store.read.ShardReader;
import io.nodepulse.events.store.valkey.FunctionCall;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.Codec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The entries of one shard that were set aside, each with a copy and the reason. The entry itself
 * stays where it is: the history is not altered. Thread-safe.
 */
public final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private static final Codec FIELDS =
            new CompositeCodec(StringCodec.INSTANCE, ByteArrayCodec.INSTANCE);

    private static final int LETTERS_PER_READ = 500;

    private final RedissonClient redisson;
    private final ShardKeys keys;
    private final ShardReader reader;
    private final EntryDecoder decoder;
    private final RStream<String, byte[]> letters;

    public DeadLetters(
            RedissonClient redisson, ShardKeys keys, ShardReader reader, EntryDecoder decoder) {
        this.redisson = redisson;
        this.keys = keys;
        this.reader = reader;
        this.decoder = decoder;
        this.letters = redisson.getStream(keys.deadLetters(), FIELDS);
    }

    /** Sets the entry aside; once per stage, however often it comes by. */
    public void setAside(RawEntry entry, String stage, String reason) {
        long first =
                FunctionCall.number(
                        redisson,
                        "set_aside",
                        List.of(keys.deadLetters(), keys.deadLetterIndex()),
                        field(stage, entry),
                        stage,
                        entry.lastSequence(),
                        entry.count(),
                        reason,
                        entry.bytes(),
                        entry.epoch());
        if (first == 1) {
            log.error("{} sets entry {} aside: {}: {}", keys.events(), entry.id(), stage, reason);
        }
    }

    /**
     * Sets the entry of that event aside for a stage that cannot work on it.
     *
     * @param stage the projection's name
     */
    public void setAside(long sequence, String stage, String reason) {
        reader.kept(sequence).map(RawEntry::of).ifPresent(entry -> setAside(entry, stage, reason));
    }

    /** The letters of the shard, oldest first, at most {@code limit}. */
    List<DeadLetter> list(int limit) {
        return after(StreamMessageId.MIN, limit).entrySet().stream()
                .map(letter -> letter(letter.getKey(), letter.getValue()))
                .toList();
    }

    /** How many letters the shard has. */
    public long count() {
        return ValkeyReply.to(letters::size);
    }

    /**
     * How many entries a stage could not work on, and how many could not be read that may hold
     * events it wants.
     */
    public long count(String stage, EventCriteria wanted) {
        EntryFilter filter = new EntryFilter(wanted);
        long[] count = {0};
        forEach(
                letter -> {
                    if (letter.isOf(stage) || letter.isUnreadable(filter)) {
                        count[0]++;
                    }
                });
        return count[0];
    }

    /**
     * A stage worked on all entries again, under another name. What it set aside under that name
     * takes the place of what it had set aside before; what could not be read and now can is no
     * longer dead.
     *
     * @param retry the name under which it did
     * @param wanted the events that it wants
     */
    public void retried(String stage, String retry, EventCriteria wanted) {
        EntryFilter filter = new EntryFilter(wanted);
        forEach(
                letter -> {
                    if (letter.isOf(stage)
                            || (letter.isUnreadable(filter)
                                    && decoder.isReadable(letter.entry()))) {
                        takeBack(letter);
                    }
                });
        forEach(
                letter -> {
                    if (letter.isOf(retry)) {
                        setAside(letter.entry(), stage, letter.reason());
                        takeBack(letter);
                    }
                });
    }

    /** The stage is gone for good, and what it set aside with it. */
    public void forget(String stage) {
        forEach(
                letter -> {
                    if (letter.isOf(stage)) {
                        takeBack(letter);
                    }
                });
    }

    /** The entry is no longer dead. */
    private void takeBack(Letter letter) {
        FunctionCall.number(
                redisson,
                "take_back",
                List.of(keys.deadLetters(), keys.deadLetterIndex()),
                field(letter.stage(), letter.entry()));
    }

    private void forEach(Consumer<Letter> action) {
        StreamMessageId after = StreamMessageId.MIN;
        while (true) {
            Map<StreamMessageId, Map<String, byte[]>> page = after(after, LETTERS_PER_READ);
            for (Map.Entry<StreamMessageId, Map<String, byte[]>> found : page.entrySet()) {
                action.accept(Letter.of(found.getValue()));
                after = new StreamMessageId(found.getKey().getId0(), found.getKey().getId1() + 1);
            }
            if (page.size() < LETTERS_PER_READ) {
                return;
            }
        }
    }

    private Map<StreamMessageId, Map<String, byte[]>> after(StreamMessageId first, int count) {
        return ValkeyReply.to(
                () ->
                        letters.range(
                                StreamRangeArgs.startId(first)
                                        .endId(StreamMessageId.MAX)
                                        .count(count)));
    }

    private DeadLetter letter(StreamMessageId id, Map<String, byte[]> fields) {
        return new DeadLetter(
                keys.shard(),
                Long.parseLong(Letter.text(fields, "sequence")),
                Letter.text(fields, "stage"),
                Letter.text(fields, "reason"),
                Instant.ofEpochMilli(id.getId0()));
    }

    /** A number may stand for another entry in another epoch. */
    public static String field(String stage, long lastSequence, Epoch epoch) {
        String place = stage + ":" + lastSequence;
        return epoch.equals(Epoch.ORIGIN) ? place : place + ":" + epoch;
    }

    private static String field(String stage, RawEntry entry) {
        return field(stage, entry.lastSequence(), entry.epoch());
    }
}
