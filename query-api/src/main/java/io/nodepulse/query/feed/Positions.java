package io.nodepulse.query.feed;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest position of each server in each projection, for as long as notifications are heard.
 * While they are not, nothing is known. Thread-safe: one thread writes, all read.
 */
public final class Positions {

    /** What was heard on one connection. */
    private record Heard(long connection, Map<Series, Position> newest) {}

    private record Series(String projection, int serverKey) {}

    private volatile @Nullable Heard heard;
    private long connections;

    /** null while notifications are not heard. */
    public @Nullable Position of(String projection, int serverKey) {
        Heard current = heard;
        if (current == null) {
            return null;
        }
        return current.newest.computeIfAbsent(
                new Series(projection, serverKey), key -> new Position(current.connection, 0));
    }

    /** Whether scrapes are heard of as they are projected. */
    public boolean areHeard() {
        return heard != null;
    }

    void connected() {
        heard = new Heard(++connections, new ConcurrentHashMap<>());
    }

    void disconnected() {
        heard = null;
    }

    void scraped(String projection, int serverKey, long asOfMillis) {
        Heard current = heard;
        if (current != null) {
            current.newest.put(
                    new Series(projection, serverKey),
                    new Position(current.connection, asOfMillis));
        }
    }
}
