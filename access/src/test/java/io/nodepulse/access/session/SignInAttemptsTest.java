package io.nodepulse.access.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.edge.Refused;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class SignInAttemptsTest {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final AtomicLong now = new AtomicLong();
    private final SignInAttempts attempts =
            new SignInAttempts(new SignInLimits(2, 4, 6, WINDOW), now::get);

    @Test
    void ofOnePersonFromOneAddress() {
        fail("ada", "a", 2);
        refused("ada", "a");
        fail("ada", "b", 1);
        fail("bob", "a", 1);
    }

    @Test
    void fromOneAddressWhoeverItNames() {
        for (int i = 0; i < 4; i++) {
            fail("person" + i, "a", 1);
        }
        refused("ada", "a");
        fail("ada", "b", 1);
    }

    @Test
    void ofOnePersonFromWherever() {
        for (int i = 0; i < 6; i++) {
            fail("ada", "address" + i, 1);
        }
        refused("ada", "a");
        fail("bob", "a", 1);
    }

    @Test
    void areForgottenInTime() {
        fail("ada", "a", 2);
        now.addAndGet(WINDOW.toNanos() - 1);
        refused("ada", "a");
        now.addAndGet(1);
        fail("ada", "a", 2);
    }

    @Test
    void countNotIfTheySucceed() {
        for (int i = 0; i < 10; i++) {
            attempts.begin("ada", "a");
            attempts.succeeded("ada", "a");
        }
        fail("ada", "a", 2);
        refused("ada", "a");
    }

    private void fail(String person, String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThatCode(() -> attempts.begin(person, address)).doesNotThrowAnyException();
        }
    }

    private void refused(String person, String address) {
        assertThatThrownBy(() -> attempts.begin(person, address))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("try again in");
    }
}
