package io.nodepulse.events.store.read;

import io.nodepulse.events.Exporter;
import io.nodepulse.events.store.valkey.ShardKeys;

import org.jspecify.annotations.Nullable;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Where the scrapes of a server stand in its shard: for each day two varints a scrape, the steps in
 * sequence and in milliseconds. {@code append.lua} writes it. Thread-safe.
 */
public record ScrapeIndex(RedissonClient redisson, ShardKeys keys) {

    /** Days whose index is read at once; somebody may ask for all since 1970. */
    private static final int DAYS_PER_READ = 1_000;

    /**
     * One scrape.
     *
     * @param lastSequence sequence of its last event
     * @param millis when it was taken, in ms since 1970
     */
    public record Position(long lastSequence, long millis) {}

    /** The scrapes of that server and exporter in {@code [from, to]}, oldest first. */
    public List<Position> between(UUID serverId, Exporter exporter, Instant from, Instant to) {
        List<Position> positions = new ArrayList<>();
        long lastDay = ShardKeys.dayOf(to.toEpochMilli());
        for (long day = ShardKeys.dayOf(from.toEpochMilli());
                day <= lastDay;
                day += DAYS_PER_READ) {
            long end = Math.min(day + DAYS_PER_READ - 1, lastDay);
            for (Position position : ofDays(serverId, exporter, day, end)) {
                if (position.millis() >= from.toEpochMilli()
                        && position.millis() <= to.toEpochMilli()) {
                    positions.add(position);
                }
            }
        }
        return positions;
    }

    private List<Position> ofDays(UUID serverId, Exporter exporter, long first, long last) {
        String[] days =
                LongStream.rangeClosed(first, last)
                        .mapToObj(day -> keys.scrapeIndex(serverId, exporter, day))
                        .toArray(String[]::new);
        Map<String, byte[]> found = redisson.getBuckets(ByteArrayCodec.INSTANCE).get(days);
        List<Position> positions = new ArrayList<>();
        for (String day : days) {
            byte @Nullable [] steps = found.get(day);
            if (steps != null) {
                positions.addAll(decode(steps));
            }
        }
        return positions;
    }

    /** Whether it ends with the second step of a scrape. */
    public static boolean isWhole(byte[] steps) {
        int ends = 0;
        for (byte b : steps) {
            ends += b >= 0 ? 1 : 0;
        }
        return ends % 2 == 0 && (steps.length == 0 || steps[steps.length - 1] >= 0);
    }

    public static List<Position> decode(byte[] steps) {
        List<Position> positions = new ArrayList<>();
        long[] current = new long[2];
        int field = 0;
        int shift = 0;
        long step = 0;
        for (byte b : steps) {
            step |= (long) (b & 0x7F) << shift;
            shift += 7;
            if ((b & 0x80) == 0) {
                current[field] += step;
                if (field == 1) {
                    positions.add(new Position(current[0], current[1]));
                }
                field = 1 - field;
                step = 0;
                shift = 0;
            }
        }
        return positions;
    }
}
