package io.nodepulse.agent.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterGrowthTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, false",
        "1, 1.5, 0.5, false",
        "1.5, 1, 1, true",
        "7, 0, 0, true",
        "5482.82, 5482.81, 0, false",
        "5482.82, 5482.73, 0, false",
        "5482.82, 5482.71, 5482.71, true",
        "2, 1.99, 0, false",
        "1, 0.98, 0.98, true",
        "0.01, 0, 0, true"
    })
    void ofSeconds(double before, double after, double growth, boolean reset) {
        double smallFall = CounterGrowth.SMALL_FALL_SECONDS;
        assertThat(CounterGrowth.between(before, after, smallFall)).isCloseTo(growth, within(1e-9));
        assertThat(CounterGrowth.isReset(before, after, smallFall)).isEqualTo(reset);
    }

    @ParameterizedTest
    @CsvSource({"5000000000, 1000, 1000", "5000000000, 4999999999, 0", "90, 100, 10"})
    void ofCounts(double before, double after, double growth) {
        assertThat(CounterGrowth.between(before, after, CounterGrowth.SMALL_FALL_COUNT))
                .isEqualTo(growth);
    }
}
