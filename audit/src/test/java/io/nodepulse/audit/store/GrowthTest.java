package io.nodepulse.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.events.store.ValkeyMemory;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A day's growth, and how long it goes on. */
class GrowthTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final double BYTES = 4;

    private final Growth growth = new Growth();

    @Test
    void theRateIsThatOfADayAtMost() {
        growth.saw(NOON, 0);
        assertThat(growth.eventsPerSecond()).as("of a moment").isEmpty();
        growth.saw(NOON.plusSeconds(100), 1_000);
        assertThat(growth.eventsPerSecond().orElseThrow()).isEqualTo(10);

        growth.saw(NOON.plusSeconds(100).plus(Duration.ofDays(1)), 1_000 + 86_400 * 20);
        assertThat(growth.eventsPerSecond().orElseThrow()).isCloseTo(20, within(1e-9));
    }

    @Test
    void theFullestServerSaysHowLongItGoesOn() {
        growth.saw(NOON, 0);
        growth.saw(NOON.plusSeconds(100), 10_000);
        ValkeyMemory half = new ValkeyMemory(500_000, 1_000_000);
        ValkeyMemory nearlyFull = new ValkeyMemory(900_000, 1_000_000);
        ValkeyMemory unbounded = new ValkeyMemory(900_000, 0);

        assertThat(growth.room(List.of(half), BYTES)).contains(Duration.ofSeconds(1_250));
        assertThat(growth.room(List.of(half, nearlyFull), BYTES))
                .as("half of 400 B a second each")
                .contains(Duration.ofSeconds(500));
        assertThat(growth.room(List.of(unbounded), BYTES)).isEmpty();
        assertThat(growth.room(List.of(new ValkeyMemory(2, 1)), BYTES)).contains(Duration.ZERO);
    }

    @Test
    void whereNothingComesThereIsNoEnd() {
        growth.saw(NOON, 7);
        growth.saw(NOON.plusSeconds(100), 7);

        assertThat(growth.room(List.of(new ValkeyMemory(1, 2)), BYTES)).isEmpty();
    }
}
