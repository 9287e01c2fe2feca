package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.refusal.CommandRefusal;
import io.nodepulse.edge.Refused;

import org.junit.jupiter.api.Test;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

class PushRatesTest {

    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final PushRates rates = new PushRates(2, 3, now::get);

    /** How many of that many pushes are allowed. */
    private static int allowed(PushRates rates, UUID serverId, int pushes) {
        int allowed = 0;
        for (int i = 0; i < pushes; i++) {
            try {
                rates.require(serverId);
                allowed++;
            } catch (Refused e) {
                assertThat(e.reason()).contains(CommandRefusal.RATE_LIMITED.tag());
            }
        }
        return allowed;
    }

    @Test
    void aBurstIsAllowedOnceToEach() {
        assertThat(allowed(rates, ONE, 10)).isEqualTo(3);
        assertThat(allowed(rates, ONE, 10)).isZero();
        assertThat(allowed(rates, OTHER, 10)).isEqualTo(3);
    }

    @Test
    void timeRefillsTheBucketUpToTheBurst() {
        allowed(rates, ONE, 10);

        now.addAndGet(SECOND / 2);
        assertThat(allowed(rates, ONE, 10)).isEqualTo(1);
        now.addAndGet(1_000 * SECOND);
        assertThat(allowed(rates, ONE, 10)).isEqualTo(3);
    }

    @Test
    void refusedPushesCostNothing() {
        int granted = 0;
        for (int i = 0; i < 110; i++) {
            granted += allowed(rates, ONE, 1);
            now.addAndGet(SECOND / 50);
        }
        assertThat(granted).isEqualTo(3 + 4);
    }

    @Test
    void aRateOfZeroIsNoLimit() {
        assertThat(allowed(new PushRates(0, 1, now::get), ONE, 100)).isEqualTo(100);
    }
}
