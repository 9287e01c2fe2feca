package io.nodepulse.events.store.index;

import io.nodepulse.events.Epoch;
import io.nodepulse.events.store.deadletter.DeadLetters;
import io.nodepulse.events.store.valkey.ShardKeys;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RMap;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.StringCodec;

import java.util.HashMap;
import java.util.Map;

/**
 * Compares the index of what was set aside with the letters. Some may be set aside or taken back
 * meanwhile: what differs is looked at once more.
 */
final class DeadLetterCheck {

    private final ShardKeys keys;
    private final IndexFindings findings;
    private final RStream<String, String> letters;
    private final RMap<String, String> index;

    DeadLetterCheck(RedissonClient redisson, ShardKeys keys, IndexFindings findings) {
        this.keys = keys;
        this.findings = findings;
        this.letters = redisson.getStream(keys.deadLetters(), StringCodec.INSTANCE);
        this.index = redisson.getMap(keys.deadLetterIndex(), StringCodec.INSTANCE);
    }

    void run() {
        Map<StreamMessageId, Map<String, String>> found =
                between(StreamMessageId.MIN, StreamMessageId.MAX);
        Map<String, String> left = new HashMap<>(ValkeyReply.await(index.readAllMapAsync()));
        found.forEach(
                (id, letter) -> {
                    String place = placeOf(letter);
                    if (!id.toString().equals(left.remove(place)) && isThere(id)) {
                        findings.add(
                                keys.deadLetterIndex(),
                                "does not lead to letter %s of %s".formatted(id, place),
                                Long.parseLong(letter.getOrDefault("sequence", "0")));
                    }
                });
        left.forEach(
                (place, id) -> {
                    if (!isThere(idOf(id)) && id.equals(ValkeyReply.await(index.getAsync(place)))) {
                        findings.add(
                                keys.deadLetters(),
                                "has no letter %s of %s".formatted(id, place),
                                0);
                    }
                });
    }

    private boolean isThere(StreamMessageId id) {
        return !between(id, id).isEmpty();
    }

    private Map<StreamMessageId, Map<String, String>> between(
            StreamMessageId from, StreamMessageId to) {
        return ValkeyReply.await(letters.rangeAsync(StreamRangeArgs.startId(from).endId(to)));
    }

    private static StreamMessageId idOf(String text) {
        int dash = text.indexOf('-');
        return new StreamMessageId(
                Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
    }

    private static String placeOf(Map<String, String> letter) {
        String epoch = letter.get("epoch");
        return DeadLetters.field(
                letter.getOrDefault("stage", ""),
                Long.parseLong(letter.getOrDefault("sequence", "0")),
                epoch == null ? Epoch.ORIGIN : Epoch.parse(epoch));
    }
}
