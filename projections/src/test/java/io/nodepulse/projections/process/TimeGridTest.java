package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class TimeGridTest {

    @ParameterizedTest
    @CsvSource({
        // offset, tier, instant, start of its bucket
        "0, MINUTE, 2026-03-10T12:34:56.789Z, 2026-03-10T12:34:00Z",
        "0, MINUTE, 2026-03-10T12:34:00.001Z, 2026-03-10T12:34:00Z",
        "0, MINUTE, 2026-03-10T12:34:00Z, 2026-03-10T12:33:00Z",
        "0, DAY, 2026-03-10T00:00:00Z, 2026-03-09T00:00:00Z",
        "17000, MINUTE, 2026-03-10T12:34:17Z, 2026-03-10T12:33:17Z",
        "17000, MINUTE, 2026-03-10T12:34:17.001Z, 2026-03-10T12:34:17Z",
        "3617000, HOUR, 2026-03-10T12:34:56Z, 2026-03-10T12:00:17Z",
        "3617000, DAY, 2026-03-10T01:00:17Z, 2026-03-09T01:00:17Z",
        "3617000, DAY, 2026-03-10T01:00:18Z, 2026-03-10T01:00:17Z"
    })
    void bucketsHoldTheirEndAndNotTheirStart(long offsetMs, Tier tier, Instant at, Instant start) {
        assertThat(new TimeGrid(offsetMs).bucketOf(tier, at.toEpochMilli()))
                .isEqualTo(start.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "0, TEN_MINUTES, 2026-03-10T12:30:00Z, 2026-03-10T12:30:00Z",
        "0, TEN_MINUTES, 2026-03-10T12:39:00Z, 2026-03-10T12:30:00Z",
        "77000, TEN_MINUTES, 2026-03-10T12:31:17Z, 2026-03-10T12:31:17Z",
        "77000, HOUR, 2026-03-10T12:51:17Z, 2026-03-10T12:01:17Z"
    })
    void aBucketLiesInTheParentOfItsStart(
            long offsetMs, Tier parent, Instant start, Instant above) {
        assertThat(new TimeGrid(offsetMs).parentOf(parent, start.toEpochMilli()))
                .isEqualTo(above.toEpochMilli());
    }
}
