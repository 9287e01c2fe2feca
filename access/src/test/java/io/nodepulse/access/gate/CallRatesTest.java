package io.nodepulse.access.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.rule.Load;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class CallRatesTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(-5);

    /** 2 questions and 1 export a second, any number of live streams. */
    private final CallRates rates = new CallRates(new CallLimits(0, 2, 0, 1, 0, 0, 0, 0), now::get);

    private long answered(Load load, String caller, int calls) {
        return IntStream.range(0, calls).filter(i -> rates.take(load, caller) == null).count();
    }

    @Test
    void tenSecondsOfTheRateMayBeUsedUpAtOnce() {
        assertThat(answered(Load.READ, "one", 50)).isEqualTo(20);
        assertThat(answered(Load.EXPORT, "one", 50)).isEqualTo(10);
        assertThat(answered(Load.READ, "other", 50)).isEqualTo(20);
        assertThat(answered(Load.LIVE, "one", 5_000)).isEqualTo(5_000);
        assertThat(answered(Load.LIGHT, "one", 5_000)).isEqualTo(5_000);
    }

    @Test
    void afterThatItComesBackAtTheRate() {
        assertThat(answered(Load.READ, "one", 21)).isEqualTo(20);
        now.addAndGet(SECOND / 2);
        assertThat(answered(Load.READ, "one", 5)).isEqualTo(1);
        now.addAndGet(3 * SECOND);
        assertThat(answered(Load.READ, "one", 50)).isEqualTo(6);
        now.addAndGet(3_600 * SECOND);
        assertThat(answered(Load.READ, "one", 50)).isEqualTo(20);
    }

    /** Who asked last is still known. */
    @Test
    void whoAskedLongAgoIsForgotten() {
        answered(Load.READ, "old", 50);
        for (int i = 0; i < 10_000; i++) {
            answered(Load.READ, "address " + i, 1);
        }
        assertThat(answered(Load.READ, "old", 50)).isEqualTo(20);
        assertThat(answered(Load.READ, "address 9999", 50)).isEqualTo(19);
    }
}
