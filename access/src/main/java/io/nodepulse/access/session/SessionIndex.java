package io.nodepulse.access.session;

import io.nodepulse.access.account.Sha256;
import io.nodepulse.events.store.valkey.ValkeyReply;

import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/**
 * Which sessions are whose, in Valkey: key {@code <prefix><SHA-256 of the listing>}, such as their
 * owner, a set of the ids of sessions by when they end at the latest. Some may have ended before.
 * Thread-safe.
 */
public record SessionIndex(RedissonClient valkey, String prefix) {

    void add(String listing, String id, Instant end, Instant now) {
        asking(
                listing,
                ids -> {
                    ids.removeRangeByScore(0, true, now.toEpochMilli(), true);
                    ids.add(end.toEpochMilli(), id);
                    return ids.expireIfNotSet(Duration.between(now, end))
                            || ids.expireIfGreater(Duration.between(now, end));
                });
    }

    Collection<String> of(String listing) {
        return asking(listing, RScoredSortedSet::readAll);
    }

    void remove(String listing, String id) {
        asking(listing, ids -> ids.remove(id));
    }

    private <T> T asking(String listing, Function<RScoredSortedSet<String>, T> question) {
        String key = prefix + Sha256.hex(listing);
        return ValkeyReply.to(
                () -> question.apply(valkey.getScoredSortedSet(key, StringCodec.INSTANCE)));
    }
}
