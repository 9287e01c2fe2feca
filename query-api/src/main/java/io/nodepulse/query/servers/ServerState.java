package io.nodepulse.query.servers;

import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Whether a server sends scrapes. */
enum ServerState {
    /** The last scrape is at most 60 s, or 3 of the server's intervals, old. */
    LIVE,
    STALE,
    NEVER_SEEN;

    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final int MISSED_SCRAPES = 3;

    static ServerState of(@Nullable Instant lastSeen, @Nullable Duration interval, Instant now) {
        if (lastSeen == null) {
            return NEVER_SEEN;
        }
        Duration silence = interval == null ? SILENCE : interval.multipliedBy(MISSED_SCRAPES);
        if (silence.compareTo(SILENCE) < 0) {
            silence = SILENCE;
        }
        return lastSeen.plus(silence).isBefore(now) ? STALE : LIVE;
    }

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
