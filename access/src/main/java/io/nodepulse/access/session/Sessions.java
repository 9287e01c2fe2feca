package io.nodepulse.access.session;

import io.nodepulse.access.account.ExpiringSecrets;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The sessions, as JSON in Valkey under their id, which drops them when they have lain idle.
 * Thread-safe.
 */
public final class Sessions {

    /** A session in use is written again this often at most, as each write is an fsync. */
    private static final int TOUCHES_PER_IDLE_TIME = 10;

    private static final JsonMapper JSON = new JsonMapper();

    private final ExpiringSecrets texts;
    private final Duration idle;
    private final Duration absolute;
    private final Duration guest;
    private final InstantSource clock;

    /**
     * @param idle how long a session may lie unused
     * @param absolute how long it may last, used or not
     * @param guest the same, of who signed in at a provider: it does not tell us when somebody is
     *     signed out there, so they go back to it after a while
     */
    public Sessions(
            ExpiringSecrets texts,
            Duration idle,
            Duration absolute,
            Duration guest,
            InstantSource clock) {
        this.texts = texts;
        this.idle = idle;
        this.absolute = absolute;
        this.guest = guest;
        this.clock = clock;
    }

    /** Keeps a new session and returns its id, which is a secret. */
    public String begin(Session session) {
        return texts.keep(JSON.writeValueAsString(session), idle);
    }

    /** The session of that id, if it is not over. */
    public Optional<Session> find(String id) {
        Optional<Session> found =
                texts.find(id).map(text -> JSON.readValue(text, Session.class)).filter(this::lasts);
        found.ifPresent(session -> touch(id, session));
        return found;
    }

    private boolean lasts(Session session) {
        Duration length = session.provider() == null ? absolute : guest;
        return clock.instant().isBefore(session.startedAt().plus(length));
    }

    private void touch(String id, Session session) {
        Instant now = clock.instant();
        if (now.isAfter(session.seenAt().plus(idle.dividedBy(TOUCHES_PER_IDLE_TIME)))) {
            texts.replace(id, JSON.writeValueAsString(session.seen(now)), idle);
        }
    }

    /** Ends it, for all instances. */
    public void end(String id) {
        texts.drop(id);
    }
}
