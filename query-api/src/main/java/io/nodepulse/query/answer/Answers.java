package io.nodepulse.query.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.nodepulse.query.feed.Position;
import io.nodepulse.query.feed.Positions;
import io.nodepulse.query.readmodel.GroupedBy;
import io.nodepulse.query.readmodel.KnownServer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Keeps answers in memory until the server's next projected scrape or the next edge of a minute,
 * both of which are part of the key. What is not known to be current, because the notifications of
 * PostgreSQL are not heard, is computed each time. Thread-safe.
 */
public final class Answers {

    private static final long MAX_BYTES = 64L << 20;
    private static final Duration LONGEST_USE = Duration.ofMinutes(2);

    private record Key(int serverKey, Record question, long minute, Position position) {}

    private final Positions positions;
    private final JsonMapper json;
    private final Cache<Key, Answer> cache =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_BYTES)
                    .weigher((Key key, Answer answer) -> answer.json().length)
                    .expireAfterWrite(LONGEST_USE)
                    .recordStats()
                    .build();

    public Answers(Positions positions, JsonMapper json, MeterRegistry meters) {
        this.positions = positions;
        this.json = json;
        CaffeineCacheMetrics.monitor(meters, cache, "query_answers");
    }

    /**
     * The answer to a question about a server.
     *
     * @param by the groups that are asked for
     * @param question equal for equal questions; its type tells questions of different kinds apart
     * @param compute reads the answer, for the same {@code now}
     */
    public Answer get(
            KnownServer server,
            GroupedBy by,
            Record question,
            Instant now,
            Supplier<Answer> compute) {
        @Nullable Position position = positions.of(by.projection(), server.key());
        if (position == null) {
            return compute.get();
        }
        Key key = new Key(server.key(), question, server.grid().floor(now), position);
        return cache.get(key, absent -> compute.get());
    }

    /**
     * An answer that was computed, with the entity tag that its position in the read model gives.
     */
    public Answer write(Record body, String etag) {
        return new Answer(json.writeValueAsBytes(body), etag);
    }

    /** An answer that many positions go into; its entity tag is a checksum of what it says. */
    public Answer write(Record body) {
        byte[] bytes = json.writeValueAsBytes(body);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return new Answer(bytes, "W/\"%x-%x\"".formatted(bytes.length, checksum.getValue()));
    }
}
