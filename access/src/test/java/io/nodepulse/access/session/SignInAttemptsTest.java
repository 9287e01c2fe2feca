package io.nodepulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.edge.Refused;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

class SignInAttemptsTest {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final String namespace = "attempts-" + UUID.randomUUID();
    private final ValkeyEventStore store =
            ValkeyEventStore.open(EventStoreSettings.at(EmbeddedValkey.shared().uri()));
    private final KnownPlaces places = new KnownPlaces(store.connection(), namespace);
    private final SignInAttempts attempts = attempts();

    private SignInAttempts attempts() {
        return new SignInAttempts(
                new FailureCounts(store.connection(), namespace, WINDOW),
                places,
                new SignInLimits(2, 4, 6, WINDOW));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void ofOnePersonFromOneAddress() {
        fail("ada", "a", 2);
        refused("ada", "a");
        fail("ada", "b", 1);
        fail("bob", "a", 1);
    }

    @Test
    void areCountedByAllInstancesTogether() {
        fail("ada", "a", 1);
        attempts().begin("ada", new Place("a", null));
        refused("ada", "a");
    }

    @Test
    void fromOneAddressWhoeverItNamesOneIsLeftEach() {
        for (int i = 0; i < 4; i++) {
            fail("person" + i, "a", 1);
        }
        refused("person0", "a");
        fail("ada", "a", 1);
        refused("ada", "a");
        fail("ada", "b", 2);
    }

    @Test
    void fromOneAddressTheyComeToAnEnd() {
        for (int i = 0; i < 40; i++) {
            fail("person" + i, "a", 1);
        }
        refused("ada", "a");
    }

    @Test
    void ofOnePersonOneIsLeftForEachAddress() {
        for (int i = 0; i < 6; i++) {
            fail("ada", "address" + i, 1);
        }
        fail("ada", "a", 1);
        refused("ada", "a");
        fail("bob", "a", 2);
    }

    @Test
    void ofOnePersonTheyComeToAnEndButNotWherePeopleAreKnown() {
        places.remember("ada", "home").toCompletableFuture().join();
        String device = places.newDevice("ada");
        for (int i = 0; i < 60; i++) {
            fail("ada", "address" + i, 1);
        }
        refused("ada", "a");
        fail("ada", "home", 2);
        refused("ada", "home");
        attempts.begin("ada", new Place("a", device));
        attempts.begin("ada", new Place("b", device));
        assertThatThrownBy(() -> attempts.begin("ada", new Place("c", device)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theDeviceOfSomebodyElseIsNone() {
        String device = places.newDevice("bob");
        attempts.begin("ada", new Place("a", device));
        attempts.begin("ada", new Place("a", device));
        refused("ada", "a");
    }

    @Test
    void areForgottenInTime() {
        fail("ada", "a", 2);
        var times =
                store.connection()
                        .getKeys()
                        .getKeysStream()
                        .filter(key -> key.startsWith("{" + namespace + "}:failures:"))
                        .map(key -> store.connection().getBucket(key).remainTimeToLive())
                        .toList();

        assertThat(times).hasSize(3).allMatch(left -> left > 0 && left <= WINDOW.toMillis());
    }

    @Test
    void countNotIfTheySucceed() {
        for (int i = 0; i < 10; i++) {
            attempts.succeeded(attempts.begin("ada", new Place("a", null)));
        }
        fail("ada", "a", 2);
        refused("ada", "a");
    }

    private void fail(String person, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThatCode(() -> attempts.begin(person, new Place(address, null)))
                    .doesNotThrowAnyException();
        }
    }

    private void refused(String person, String address) {
        assertThatThrownBy(() -> attempts.begin(person, new Place(address, null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("try again in");
    }
}
