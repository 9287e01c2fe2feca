package io.nodepulse.access.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Challenges that nobody keeps are good once, for a while, and where they were made. */
class SignedChallengesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration VALID = Duration.ofMinutes(5);

    private final String namespace = "challenges-" + UUID.randomUUID();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final ValkeyEventStore store =
            ValkeyEventStore.open(EventStoreSettings.at(EmbeddedValkey.shared().uri()));
    private final SignedChallenges here = instance(namespace);
    private final SignedChallenges there = instance(namespace);

    private SignedChallenges instance(String of) {
        return new SignedChallenges(store.connection(), of, VALID, now::get);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachIsTakenOnceByAllInstances() {
        byte[] first = here.next();
        byte[] second = here.next();

        assertThat(first).isNotEqualTo(second);
        assertThat(there.take(first)).isTrue();
        assertThat(here.take(first)).isFalse();
        assertThat(there.take(first)).isFalse();
        assertThat(here.take(second)).isTrue();
    }

    @Test
    void itIsGoodUntilItsEnd() {
        byte[] used = here.next();
        byte[] old = here.next();

        now.set(NOON.plus(VALID).minusMillis(1));
        assertThat(here.take(used)).isTrue();
        now.set(NOON.plus(VALID));
        assertThat(here.take(old)).isFalse();
    }

    /** Each day has another key. */
    @Test
    void midnightEndsNone() {
        now.set(Instant.parse("2026-03-01T23:53:00Z"));
        byte[] ofTheDay = here.next();
        now.set(Instant.parse("2026-03-01T23:57:00Z"));
        byte[] overMidnight = here.next();

        assertThat(there.take(ofTheDay)).isTrue();
        now.set(Instant.parse("2026-03-02T00:01:00Z"));
        assertThat(there.take(overMidnight)).isTrue();
    }

    @Test
    void whatAnybodyElseMadeIsRefused() {
        byte[] ours = here.next();
        for (int i = 0; i < ours.length; i++) {
            byte[] altered = ours.clone();
            altered[i] ^= 1;
            assertThat(here.take(altered)).as("byte " + i).isFalse();
        }
        assertThat(here.take(new byte[0])).isFalse();
        assertThat(here.take(new byte[ours.length])).isFalse();
        assertThat(here.take(Arrays.copyOf(ours, ours.length - 1))).isFalse();
        assertThat(here.take(Arrays.copyOf(ours, ours.length + 1))).isFalse();
        SignedChallenges elsewhere = instance("elsewhere-" + namespace);
        assertThat(here.take(elsewhere.next())).isFalse();
        assertThat(here.take(ours)).isTrue();
    }
}
