package io.nodepulse.projections.host;

import static io.nodepulse.events.HostMetric.COUNTERS_START_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_CORES;
import static io.nodepulse.events.HostMetric.CPU_IDLE_SECONDS;
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
    void ratesAreOfOneCount() {
        Map<HostMetric, Double> old = Map.of(NETWORK_RECEIVE_BYTES_TOTAL, 9e9);
        Map<HostMetric, Double> started =
                Map.of(NETWORK_RECEIVE_BYTES_TOTAL, 5e9, COUNTERS_START_SECONDS, 1.8e9);
        Map<HostMetric, Double> counted =
                Map.of(NETWORK_RECEIVE_BYTES_TOTAL, 5e9 + 70, COUNTERS_START_SECONDS, 1.8e9);
        Map<HostMetric, Double> restarted =
                Map.of(NETWORK_RECEIVE_BYTES_TOTAL, 4e9, COUNTERS_START_SECONDS, 1.8e9 + 60);
        HostRow first = HostRow.of(1, AT + 10_000, started, first(old));
        HostRow second = HostRow.of(1, AT + 20_000, counted, first);
        HostRow third = HostRow.of(1, AT + 30_000, restarted, second);
        assertThat(first.derived().get(3)).isEmpty();
        assertThat(second.derived().get(3)).hasValue(7);
        assertThat(third.derived().get(3)).isEmpty();
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
        CpuAverages history =
                CpuAverages.emptyAt(AT + 1)
                        .with(AT + 15_000, 10, 15_000)
                        .with(AT + 45_000, 40, 30_000)
                        .with(AT + 3 * CpuAverages.BUCKET_MS, 7, 15_000);
        assertThat(history.untilMs()).isEqualTo(AT + 3 * CpuAverages.BUCKET_MS);
        assertThat(history.percent()[CpuAverages.BUCKETS - 3]).isEqualTo(30);
        assertThat(history.coveredMs()[CpuAverages.BUCKETS - 3]).isEqualTo(45_000);
        assertThat(history.percent()[CpuAverages.BUCKETS - 2]).isNaN();
        assertThat(history.percent()[CpuAverages.BUCKETS - 1]).isEqualTo(7);
        assertThat(history.movedTo(AT + 400 * CpuAverages.BUCKET_MS).percent())
                .containsOnly(Float.NaN);
    }
}
