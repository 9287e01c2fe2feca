package io.nodepulse.events.store;

import io.nodepulse.events.Epoch;

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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
    private final RStream<String, byte[]> letters;

    DeadLetters(RedissonClient redisson, ShardKeys keys) {
        this.redisson = redisson;
        this.keys = keys;
        this.letters = redisson.getStream(keys.deadLetters(), FIELDS);
    }

    /** Sets the entry aside; once per stage, however often it comes by. */
    void setAside(RawEntry entry, String stage, String reason) {
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

    /** The letters of the shard, oldest first, at most {@code limit}. */
    public List<DeadLetter> list(int limit) {
        return letters
                .range(
                        StreamRangeArgs.startId(StreamMessageId.MIN)
                                .endId(StreamMessageId.MAX)
                                .count(limit))
                .entrySet()
                .stream()
                .map(letter -> letter(letter.getKey(), letter.getValue()))
                .toList();
    }

    /** How many letters the shard has. */
    public long count() {
        return letters.size();
    }

    /** How many entries a stage could not work on, or could not be read though it wants them. */
    long count(String stage, EntryFilter wanted) {
        long[] count = {0};
        forEach(
                letter -> {
                    if (letter.isOf(stage) || letter.isUnreadable(wanted)) {
                        count[0]++;
                    }
                });
        return count[0];
    }

    /**
     * A stage worked on all entries again. What it set aside under the name of the retry takes the
     * place of what it had set aside before; what could not be read and now can is no longer dead.
     */
    void retried(String stage, String retry, EntryFilter wanted, Predicate<RawEntry> isReadable) {
        forEach(
                letter -> {
                    if (letter.isOf(stage)
                            || (letter.isUnreadable(wanted) && isReadable.test(letter.entry()))) {
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

    /** The stage is gone, and what it set aside with it. */
    void forget(String stage) {
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
            Map<StreamMessageId, Map<String, byte[]>> page =
                    letters.range(
                            StreamRangeArgs.startId(after)
                                    .endId(StreamMessageId.MAX)
                                    .count(LETTERS_PER_READ));
            for (Map.Entry<StreamMessageId, Map<String, byte[]>> found : page.entrySet()) {
                action.accept(Letter.of(found.getValue()));
                after = new StreamMessageId(found.getKey().getId0(), found.getKey().getId1() + 1);
            }
            if (page.size() < LETTERS_PER_READ) {
                return;
            }
        }
    }

    /** A letter with its copy of the entry. */
    private record Letter(String stage, String reason, RawEntry entry) {

        static Letter of(Map<String, byte[]> fields) {
            return new Letter(
                    text(fields, "stage"),
                    text(fields, "reason"),
                    new RawEntry(
                            Long.parseLong(text(fields, "sequence")),
                            Long.parseLong(text(fields, "events")),
                            fields.containsKey("epoch")
                                    ? Epoch.parse(text(fields, "epoch"))
                                    : Epoch.ORIGIN,
                            Objects.requireNonNull(fields.get("entry"), "entry")));
        }

        boolean isOf(String name) {
            return stage.equals(name);
        }

        boolean isUnreadable(EntryFilter wanted) {
            return isOf(DeadLetter.DECODING) && wanted.mayWant(entry);
        }
    }

    private DeadLetter letter(StreamMessageId id, Map<String, byte[]> fields) {
        return new DeadLetter(
                keys.shard(),
                Long.parseLong(text(fields, "sequence")),
                text(fields, "stage"),
                text(fields, "reason"),
                Instant.ofEpochMilli(id.getId0()));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        return new String(Objects.requireNonNull(fields.get(name), name), StandardCharsets.UTF_8);
    }

    /** A number may stand for another entry in another epoch. */
    private static String field(String stage, RawEntry entry) {
        String place = stage + ":" + entry.lastSequence();
        return entry.epoch().equals(Epoch.ORIGIN) ? place : place + ":" + entry.epoch();
    }
}
