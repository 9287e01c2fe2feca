package io.nodepulse.access.session;

import io.nodepulse.access.account.ExpiringSecrets;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sessions, as JSON in Valkey under their id, which drops them when they have lain idle.
 * Thread-safe.
 */
public final class Sessions {

    /** A session in use is written again this often at most, as each write is an fsync. */
    private static final int TOUCHES_PER_IDLE_TIME = 10;

    /** And at least this often, so that its owner sees when it was used. */
    private static final Duration LONGEST_UNTOUCHED = Duration.ofMinutes(5);

    private static final JsonMapper JSON = new JsonMapper();

    private final ExpiringSecrets texts;
    private final SessionIndex index;
    private final Duration idle;
    private final Duration absolute;
    private final Duration guest;
    private final InstantSource clock;

    /**
     * @param idle how long a session may lie unused
     * @param absolute how long it may last, used or not
     * @param guest the same, of who signed in at a provider: not each tells us when somebody is
     *     signed out there, so they go back to it after a while
     */
    public Sessions(
            ExpiringSecrets texts,
            SessionIndex index,
            Duration idle,
            Duration absolute,
            Duration guest,
            InstantSource clock) {
        this.texts = texts;
        this.index = index;
        this.idle = idle;
        this.absolute = absolute;
        this.guest = guest;
        this.clock = clock;
    }

    /** Keeps a new session and returns its id, which is a secret. */
    public String begin(Session session) {
        String id = texts.keep(JSON.writeValueAsString(session), idle);
        index(id, session);
        return id;
    }

    /** The session of that id, if it is not over. */
    public Optional<Session> find(String id) {
        Optional<Session> found = lasting(texts.find(id));
        found.ifPresent(session -> touch(id, session));
        return found;
    }

    /**
     * A session for its owner to look at.
     *
     * @param id by which it is known without letting anybody in
     */
    public record Listed(String id, Session session) {

        /** Whether a browser that has that session's secret is in this one. */
        public boolean isOf(String secret) {
            return id.equals(ExpiringSecrets.idOf(secret));
        }
    }

    /** Those of that owner that are not over; what is older than its listing comes with its use. */
    public List<Listed> of(String owner) {
        return listedAt(owner);
    }

    private List<Listed> listedAt(String listing) {
        List<Listed> listed = new ArrayList<>();
        for (String id : index.of(listing)) {
            lasting(texts.findById(id))
                    .filter(session -> session.listings().contains(listing))
                    .ifPresentOrElse(
                            session -> listed.add(new Listed(id, session)),
                            () -> index.remove(listing, id));
        }
        return listed;
    }

    /** Ends that one, for all instances. */
    public void end(Listed listed) {
        texts.dropById(listed.id());
        listed.session().listings().forEach(listing -> index.remove(listing, listed.id()));
    }

    /**
     * Ends what a provider says is over, for all instances.
     *
     * @return how many that were
     */
    public int end(ProviderLogout logout) {
        List<Listed> over =
                listedAt(logout.listing()).stream()
                        .filter(
                                listed ->
                                        listed.session().guest() != null
                                                && logout.ends(listed.session().guest()))
                        .toList();
        over.forEach(this::end);
        return over.size();
    }

    private Optional<Session> lasting(Optional<String> text) {
        return text.map(json -> JSON.readValue(json, Session.class)).filter(this::lasts);
    }

    private Instant endOf(Session session) {
        return session.since().plus(session.guest() == null ? absolute : guest);
    }

    private void index(String id, Session session) {
        for (String listing : session.listings()) {
            index.add(listing, ExpiringSecrets.idOf(id), endOf(session), clock.instant());
        }
    }

    private boolean lasts(Session session) {
        return clock.instant().isBefore(endOf(session));
    }

    private void touch(String id, Session session) {
        Instant now = clock.instant();
        if (now.isAfter(session.seenAt().plus(untouched()))) {
            texts.replace(id, JSON.writeValueAsString(session.seen(now)), idle);
            index(id, session);
        }
    }

    private Duration untouched() {
        Duration part = idle.dividedBy(TOUCHES_PER_IDLE_TIME);
        return part.compareTo(LONGEST_UNTOUCHED) < 0 ? part : LONGEST_UNTOUCHED;
    }

    /** Ends it, for all instances. */
    public void end(String id) {
        texts.drop(id);
    }
}
