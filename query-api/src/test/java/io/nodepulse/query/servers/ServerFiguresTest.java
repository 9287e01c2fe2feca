package io.nodepulse.query.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

class ServerFiguresTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:05:30Z");

    @Test
    void aServerIsLiveFor60SecondsOr3Intervals() {
        assertState(null, null, ServerState.NEVER_SEEN);
        assertState(Duration.ofSeconds(60), null, ServerState.LIVE);
        assertState(Duration.ofSeconds(61), null, ServerState.STALE);
        assertState(Duration.ofSeconds(61), Duration.ofSeconds(15), ServerState.STALE);
        assertState(Duration.ofSeconds(90), Duration.ofSeconds(30), ServerState.LIVE);
        assertState(Duration.ofSeconds(91), Duration.ofSeconds(30), ServerState.STALE);
        assertState(Duration.ofSeconds(-5), Duration.ofSeconds(15), ServerState.LIVE);
    }

    @Test
    void aSparklineEndsNow() {
        float[] percents = new float[30];
        for (int i = 0; i < percents.length; i++) {
            percents[i] = i;
        }
        Instant until = Instant.parse("2026-03-10T12:06:00Z");
        assertThat(new CpuHistory(percents, until).lastHour(NOW)).startsWith(0.0).endsWith(29.0);
        List<@Nullable Double> later =
                new CpuHistory(percents, until).lastHour(NOW.plusSeconds(120));
        assertThat(later).hasSize(30).startsWith(1.0);
        assertThat(later.subList(28, 30)).containsExactly(29.0, null);
        assertThat(new CpuHistory(percents, until).lastHour(NOW.plusSeconds(7_200)))
                .hasSize(30)
                .containsOnlyNulls();
        assertThat(new CpuHistory(new float[0], until).lastHour(NOW)).containsOnlyNulls();
        Arrays.fill(percents, Float.NaN);
        assertThat(new CpuHistory(percents, until).lastHour(NOW)).containsOnlyNulls();
    }

    private static void assertState(
            @Nullable Duration age, @Nullable Duration interval, ServerState expected) {
        Instant lastSeen = age == null ? null : NOW.minus(age);
        assertThat(ServerState.of(lastSeen, interval, NOW)).isEqualTo(expected);
    }
}
