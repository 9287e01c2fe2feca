package io.nodepulse.projections.counter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterDeltaTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, false",
        "1000000, 1500000, 500000, false",
        "1500000, 1000000, 1000000, true",
        "7, 0, 0, true",
        "9223372036854775807, 3, 3, true",
        "5482820000, 5482810000, 0, false",
        "5482820000, 5482720000, 0, false",
        "5482820000, 5482710000, 5482710000, true",
        "2000000, 1990000, 0, false",
        "1000000, 990000, 990000, true",
        "10000, 0, 0, true",
        "0, 0, 0, false"
    })
    void growth(long before, long after, long delta, boolean reset) {
        assertThat(CounterDelta.between(before, after)).isEqualTo(delta);
        assertThat(CounterDelta.isReset(before, after)).isEqualTo(reset);
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, false", "1, true", "15000, true", "300000, true", "300001, false"})
    void coveredIntervals(long intervalMs, boolean covered) {
        assertThat(CounterDelta.isCovered(intervalMs)).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.01, 10000", "1234.56, 1234560000", "0.1234567, 123457"})
    void wholeMicroseconds(double seconds, long micros) {
        assertThat(CounterDelta.micros(seconds)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 15000, 0",
        "15000000, 15000, 100000",
        "1, 1000, 0",
        "5, 1000, 1",
        "60000000, 15000, 400000"
    })
    void thousandthsOfAPercent(long cpuMicros, long intervalMs, long milliPercent) {
        assertThat(CounterDelta.milliPercent(cpuMicros, intervalMs)).isEqualTo(milliPercent);
    }
}
