package io.nodepulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import static java.util.Objects.requireNonNull;

import io.nodepulse.access.account.ExpiringSecrets;
import io.nodepulse.access.account.Person;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.administration.Role;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

class SessionsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration ABSOLUTE = Duration.ofHours(3);
    private static final Duration GUEST = Duration.ofMinutes(30);

    private final String prefix = "sessions-" + UUID.randomUUID() + ":";
    private static final Person ADA = new Person("ada", Role.VIEWER, "{argon2id}x", NOON);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final ValkeyEventStore store =
            ValkeyEventStore.open(EventStoreSettings.at(EmbeddedValkey.shared().uri()));
    private final Sessions sessions =
            new Sessions(
                    new ExpiringSecrets(store.connection(), prefix),
                    new SessionIndex(store.connection(), "of-" + prefix),
                    IDLE,
                    ABSOLUTE,
                    GUEST,
                    now::get);

    @AfterEach
    void close() {
        store.close();
    }

    private String begin() {
        return sessions.begin(Session.of(ADA, now.get()));
    }

    private long ttlMillis() {
        String key =
                store.connection()
                        .getKeys()
                        .getKeysStream()
                        .filter(this::isOurs)
                        .findFirst()
                        .orElseThrow();
        return store.connection().getBucket(key, StringCodec.INSTANCE).remainTimeToLive();
    }

    private boolean isOurs(String key) {
        return key.startsWith(prefix);
    }

    @Test
    void valkeyForgetsWhatLiesIdle() {
        String id = begin();

        assertThat(ttlMillis()).isBetween(IDLE.toMillis() - 60_000, IDLE.toMillis());
        assertThat(sessions.find(id)).isPresent();
        assertThat(store.connection().getKeys().getKeysStream().filter(this::isOurs))
                .noneMatch(key -> key.contains(id));
    }

    @Test
    void useProlongsItUpToItsEnd() {
        String id = begin();
        store.connection()
                .getKeys()
                .getKeysStream()
                .filter(this::isOurs)
                .forEach(key -> store.connection().getKeys().expire(key, 1, TimeUnit.MINUTES));

        now.set(NOON.plus(Duration.ofMinutes(30)));
        assertThat(sessions.find(id)).isPresent();
        assertThat(ttlMillis()).isGreaterThan(IDLE.toMillis() - 60_000);

        now.set(NOON.plus(ABSOLUTE));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void whatWasEndedStaysEnded() {
        String id = begin();
        sessions.end(id);
        now.set(NOON.plus(Duration.ofMinutes(30)));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void somebodysSessionsAreListedUntilTheyAreOver() {
        String id = begin();
        String other = begin();
        sessions.begin(Session.of(new Person("eve", Role.VIEWER, "x", NOON), NOON));

        assertThat(sessions.of("person:ada"))
                .extracting(listed -> listed.isOf(id), listed -> listed.isOf(other))
                .containsExactlyInAnyOrder(tuple(true, false), tuple(false, true));
        assertThat(sessions.of("person:ada").toString()).doesNotContain(id, other);
        sessions.of("person:ada").stream().filter(listed -> listed.isOf(id)).forEach(sessions::end);
        assertThat(sessions.find(id)).isEmpty();
        assertThat(sessions.of("person:ada")).hasSize(1);
        sessions.end(other);
        assertThat(sessions.of("person:ada")).isEmpty();
        assertThat(sessions.of("person:eve")).hasSize(1);
        now.set(NOON.plus(ABSOLUTE));
        assertThat(sessions.of("person:eve")).isEmpty();
    }

    @Test
    void itsOwnerSeesWhenItWasUsedToWithinMinutes() {
        String id = begin();
        now.set(NOON.plus(Duration.ofMinutes(4)));
        sessions.find(id);
        assertThat(sessions.of("person:ada").getFirst().session().seenAt()).isEqualTo(NOON);
        now.set(NOON.plus(Duration.ofMinutes(6)).plusMillis(1));
        sessions.find(id);
        assertThat(sessions.of("person:ada").getFirst().session().seenAt()).isEqualTo(now.get());
    }

    /** One that is older than the listing is as a program of before wrote it. */
    @Test
    void oneOfBeforeIsListedOnceItIsUsed() {
        String json =
                "{\"name\":\"ada\",\"credential\":\"%s\",\"provider\":null,\"role\":null,"
                        + "\"subject\":null,\"startedAt\":\"%s\",\"seenAt\":\"%s\"}";
        String id =
                new ExpiringSecrets(store.connection(), prefix)
                        .keep(json.formatted(ADA.credential(), NOON, NOON), IDLE);
        assertThat(sessions.of("person:ada")).isEmpty();

        now.set(NOON.plus(Duration.ofMinutes(10)));
        assertThat(sessions.find(id)).map(Session::since).contains(NOON);

        assertThat(sessions.of("person:ada")).hasSize(1);
    }

    @Test
    void whatStartsAnewLastsNoLonger() {
        now.set(NOON.plus(ABSOLUTE).minusSeconds(1));
        String id = sessions.begin(Session.of(ADA, NOON).startedAnew(now.get()));

        assertThat(sessions.find(id)).isPresent();
        now.set(NOON.plus(ABSOLUTE));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void ofSomebodyOfAProviderEndsSoon() {
        String id =
                sessions.begin(
                        Session.of(
                                "ada",
                                new Guest("corp", "4711", Role.VIEWER, List.of(), null),
                                now.get()));

        now.set(NOON.plus(GUEST).minusMillis(1));
        assertThat(sessions.find(id))
                .map(session -> requireNonNull(session.guest()).subject())
                .contains("4711");
        now.set(NOON.plus(GUEST));
        assertThat(sessions.find(id)).isEmpty();
    }

    /** As versions wrote them that knew nothing of what a provider told. */
    @Test
    void aPersonsSessionOfBeforeGoesOnAndAGuestsNamesNobodysCredential() {
        String before =
                "{\"name\":\"ada\",\"credential\":%s,\"provider\":%s,\"role\":%s,\"subject\":%s,"
                        + "\"startedAt\":\"2026-03-01T12:00:00Z\",\"seenAt\":\"2026-03-01T12:00:00Z\","
                        + "\"signedInAt\":null,\"browsing\":null}";
        ExpiringSecrets texts = new ExpiringSecrets(store.connection(), prefix);
        String person = texts.keep(before.formatted("\"c\"", null, null, null), IDLE);
        String guest =
                texts.keep(before.formatted(null, "\"corp\"", "\"ADMIN\"", "\"4711\""), IDLE);

        assertThat(sessions.find(person)).map(Session::credential).contains("c");
        assertThat(sessions.find(guest))
                .hasValueSatisfying(
                        session -> {
                            assertThat(session.guest()).isNull();
                            assertThat(session.credential()).isNull();
                        });
    }

    @Test
    void whatAProviderSaysEndsThoseSessionsOfIts() {
        String desk = guest("corp", "4711", "desk");
        String phone = guest("corp", "4711", "phone");
        String unnamed = guest("corp", "4711", null);
        String elsewhere = guest("other", "4711", "desk");
        String person = begin();

        assertThat(sessions.end(new ProviderLogout("corp", null, "desk"))).isOne();
        assertThat(sessions.find(desk)).isEmpty();
        assertThat(sessions.end(new ProviderLogout("corp", "4711", "desk"))).isOne();
        assertThat(sessions.find(unnamed)).isEmpty();
        assertThat(sessions.find(phone)).isPresent();
        assertThat(sessions.end(new ProviderLogout("corp", "ada", null))).isZero();
        assertThat(sessions.end(new ProviderLogout("corp", "4711", null))).isOne();
        assertThat(sessions.find(phone)).isEmpty();
        assertThat(sessions.find(elsewhere)).isPresent();
        assertThat(sessions.find(person)).isPresent();
        assertThat(sessions.of("oidc:corp:ada")).isEmpty();
    }

    private String guest(String provider, String subject, @Nullable String sid) {
        Guest guest = new Guest(provider, subject, Role.VIEWER, List.of(), sid);
        return sessions.begin(Session.of("ada", guest, now.get()));
    }
}
