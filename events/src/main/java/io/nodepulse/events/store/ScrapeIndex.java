package io.nodepulse.events.store;

import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where the scrapes of a server stand in its shard: for each day two varints a scrape, the steps in
 * sequence and in milliseconds. {@code append.lua} writes it. Thread-safe.
 */
final class ScrapeIndex {

    private final RedissonClient redisson;
    private final ShardKeys keys;

    ScrapeIndex(RedissonClient redisson, ShardKeys keys) {
        this.redisson = redisson;
        this.keys = keys;
    }

    /**
     * One scrape.
     *
     * @param lastSequence sequence of its last event
     * @param millis when it was taken, in ms since 1970
     */
    record Position(long lastSequence, long millis) {}

    /** The scrapes of that server and exporter in {@code [from, to]}, oldest first. */
    List<Position> between(UUID serverId, Exporter exporter, Instant from, Instant to) {
        List<Position> positions = new ArrayList<>();
        long lastDay = ShardKeys.dayOf(to.toEpochMilli());
        for (long day = ShardKeys.dayOf(from.toEpochMilli()); day <= lastDay; day++) {
            for (Position position : ofDay(serverId, exporter, day)) {
                if (position.millis() >= from.toEpochMilli()
                        && position.millis() <= to.toEpochMilli()) {
                    positions.add(position);
                }
            }
        }
        return positions;
    }

    private List<Position> ofDay(UUID serverId, Exporter exporter, long day) {
        byte[] steps =
                redisson.<byte[]>getBucket(
                                keys.scrapeIndex(serverId, exporter, day), ByteArrayCodec.INSTANCE)
                        .get();
        return steps == null ? List.of() : decode(steps);
    }

    static List<Position> decode(byte[] steps) {
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
