package io.nodepulse.audit.store;

import io.nodepulse.events.store.ValkeyMemory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How fast events come, by what was seen of late, and for how long Valkey takes them. Thread-safe.
 */
public final class Growth {

    /** A day evens out nights. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    /** A shorter time says little. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final double MILLIS = 1_000;

    /**
     * How many events the store had been given by then.
     *
     * @param events those that were removed since included
     */
    private record Seen(Instant at, long events) {}

    private final Deque<Seen> seen = new ArrayDeque<>();

    /** So many were appended by now. */
    synchronized void saw(Instant now, long events) {
        seen.addLast(new Seen(now, events));
        while (seen.getFirst().at().isBefore(now.minus(LOOK_BACK))) {
            seen.removeFirst();
        }
    }

    /** Events a second of late; nothing where too little is known. */
    synchronized Optional<Double> eventsPerSecond() {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        Seen first = seen.getFirst();
        Seen last = seen.getLast();
        Duration between = Duration.between(first.at(), last.at());
        return between.compareTo(SHORTEST) < 0
                ? Optional.empty()
                : Optional.of(MILLIS * (last.events() - first.events()) / between.toMillis());
    }

    /**
     * For how long Valkey has room if nothing is removed; nothing where nothing bounds it, or
     * nothing comes. Shards are taken to grow alike.
     *
     * @param bytesPerEvent what an event takes
     */
    Optional<Duration> room(List<ValkeyMemory> servers, double bytesPerEvent) {
        double bytesPerSecond = eventsPerSecond().orElse(0.0) * bytesPerEvent / servers.size();
        if (bytesPerSecond <= 0) {
            return Optional.empty();
        }
        return servers.stream()
                .filter(server -> server.maxBytes() > 0)
                .map(server -> Math.max(0, server.maxBytes() - server.usedBytes()))
                .min(Long::compare)
                .map(left -> Duration.ofSeconds((long) (left / bytesPerSecond)));
    }
}
