package io.nodepulse.projections.host;

import static io.nodepulse.events.HostMetric.CPU_CORES;
import static io.nodepulse.events.HostMetric.CPU_IDLE_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_IOWAIT_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_USER_SECONDS;
import static io.nodepulse.events.HostMetric.NETWORK_RECEIVE_BYTES_TOTAL;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.events.HostMetric;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.OptionalDouble;

class HostRowTest {

    private static final long AT = 1_800_000_000_000L;

    private static HostRow first(Map<HostMetric, Double> figures) {
        return HostRow.of(1, AT, figures, null);
    }

    private static OptionalDouble cpuAfter10Seconds(
            Map<HostMetric, Double> before, Map<HostMetric, Double> after) {
        return HostRow.of(1, AT + 10_000, after, first(before)).derived().getFirst();
    }

    @Test
    void cpuIsWhatWasNeitherIdleNorWaiting() {
        assertThat(
                        cpuAfter10Seconds(
                                Map.of(CPU_CORES, 2.0, CPU_IDLE_SECONDS, 100.0),
                                Map.of(CPU_CORES, 2.0, CPU_IDLE_SECONDS, 105.0)))
                .hasValue(75);
        assertThat(
                        cpuAfter10Seconds(
                                Map.of(
                                        CPU_CORES,
                                        2.0,
                                        CPU_IDLE_SECONDS,
                                        1.0,
                                        CPU_IOWAIT_SECONDS,
                                        1.0),
                                Map.of(
                                        CPU_CORES,
                                        2.0,
                                        CPU_IDLE_SECONDS,
                                        6.0,
                                        CPU_IOWAIT_SECONDS,
                                        6.0)))
                .hasValue(50);
        assertThat(
                        cpuAfter10Seconds(
                                Map.of(CPU_IDLE_SECONDS, 0.0, CPU_USER_SECONDS, 0.0),
                                Map.of(CPU_IDLE_SECONDS, 9.0, CPU_USER_SECONDS, 3.0)))
                .hasValue(25);
        assertThat(
                        cpuAfter10Seconds(
                                Map.of(CPU_CORES, 2.0, CPU_IDLE_SECONDS, 100.0),
                                Map.of(CPU_CORES, 2.0, CPU_IDLE_SECONDS, 130.0)))
                .as("more idle than there is time")
                .hasValue(0);
        assertThat(cpuAfter10Seconds(Map.of(CPU_CORES, 2.0), Map.of(CPU_CORES, 2.0))).isEmpty();
    }

    @Test
    void ratesArePerSecondAndSurviveAReset() {
        HostRow before = first(Map.of(NETWORK_RECEIVE_BYTES_TOTAL, 1_000.0));
        HostRow grown =
                HostRow.of(1, AT + 10_000, Map.of(NETWORK_RECEIVE_BYTES_TOTAL, 6_000.0), before);
        HostRow reset =
                HostRow.of(1, AT + 20_000, Map.of(NETWORK_RECEIVE_BYTES_TOTAL, 50.0), grown);
        assertThat(grown.derived().get(3)).hasValue(500);
        assertThat(reset.derived().get(3)).hasValue(5);
    }

    @Test
    void firstScrapesAndGapsGiveNothing() {
        Map<HostMetric, Double> figures = Map.of(CPU_CORES, 1.0, CPU_IDLE_SECONDS, 5.0);
        HostRow before = first(figures);
        HostRow afterGap = HostRow.of(1, AT + 300_001, figures, before);
        assertThat(before.intervalMs()).isNull();
        assertThat(afterGap.intervalMs()).isNull();
        assertThat(afterGap.derived()).allMatch(OptionalDouble::isEmpty);
        assertThat(HostRow.of(1, AT + 300_000, figures, before).intervalMs()).isEqualTo(300_000);
    }

    @Test
    void historyAveragesOverTwoMinutesAndMovesOn() {
        CpuHistory history =
                CpuHistory.emptyAt(AT + 1)
                        .with(AT + 15_000, 10, 15_000)
                        .with(AT + 45_000, 40, 30_000)
                        .with(AT + 3 * CpuHistory.BUCKET_MS, 7, 15_000);
        assertThat(history.untilMs()).isEqualTo(AT + 3 * CpuHistory.BUCKET_MS);
        assertThat(history.percent()[CpuHistory.BUCKETS - 3]).isEqualTo(30);
        assertThat(history.coveredMs()[CpuHistory.BUCKETS - 3]).isEqualTo(45_000);
        assertThat(history.percent()[CpuHistory.BUCKETS - 2]).isNaN();
        assertThat(history.percent()[CpuHistory.BUCKETS - 1]).isEqualTo(7);
        assertThat(history.movedTo(AT + 400 * CpuHistory.BUCKET_MS).percent())
                .containsOnly(Float.NaN);
    }
}
