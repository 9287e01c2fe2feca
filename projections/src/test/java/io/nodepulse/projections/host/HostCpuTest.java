package io.nodepulse.projections.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.events.HostMetric;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Two scrapes each: cores, then idle, iowait, user, system and steal seconds; - is not sent. */
class HostCpuTest {

    private static final HostMetric[] MODES = {
        HostMetric.CPU_CORES,
        HostMetric.CPU_IDLE_SECONDS,
        HostMetric.CPU_IOWAIT_SECONDS,
        HostMetric.CPU_USER_SECONDS,
        HostMetric.CPU_SYSTEM_SECONDS,
        HostMetric.CPU_STEAL_SECONDS
    };
    private static final HostMetric[] COUNTS = {
        HostMetric.CPU_BUSY_SECONDS_TOTAL,
        HostMetric.CPU_TOTAL_SECONDS_TOTAL,
        HostMetric.COUNTERS_START_SECONDS
    };

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "idle host,                 2 100 0 50 20 0,            2 129.7 0 50.2 20.1 0,         15, 1",
        "clock set ahead by 60 s,   2 100 0 50 20 0,            2 129.7 0 50.2 20.1 0,         75, 1",
        "page came 2 s late,        2 100 0 50 20 0,            2 133.66 0 50.24 20.1 0,       15, 1",
        "iowait back by a tick,     2 100003 5482.82 5026 1000 0, 2 100006 5482.81 5053 1000 0, 15, 90",
        "steal back by a tick,      1 500 0 50 20 9.02,         1 510 0 80 20 9.01,            40, 75",
        "waiting is not busy,       2 1 1 0 0 0,                2 6 6 8 2 0,                   10, 50",
        "steal is busy,             1 0 0 0 0 0,                1 5 0 0 0 5,                   10, 50",
        "cores not sent,            - 0 0 0 0 0,                - 9 0 3 0 0,                   10, 25",
        "idle alone,                2 100 - - - -,              2 105 - - - -,                 10, 75",
        "idle alone more than time, 2 100 - - - -,              2 130 - - - -,                 10, 0",
        "a CPU goes offline,        2 1000 100 500 100 0,       1 500 50 251 50 0,             15, ",
        "a CPU comes,               1 500 50 251 50 0,          2 1015 100 500 100 0,          15, ",
        "a CPU goes and none says,  - 1000 100 500 100 0,       - 500 50 251 50 0,             15, ",
        "boot,                      2 1000 100 500 100 0,       2 9 0 2 1 0,                   15, 25",
        "no idle,                   2 - - 1 1 0,                2 - - 2 2 0,                   15, ",
        "nothing moved,             2 5 5 5 5 5,                2 5 5 5 5 5,                   15, "
    })
    void ofModes(String name, String before, String after, long seconds, @Nullable Double percent) {
        compare(figures(MODES, before), figures(MODES, after), seconds, percent);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "counted by the agent,   1 100 1.8e9,  4 130 1.8e9,    15, 10",
        "clock set back by 10 s, 1 100 1.8e9,  4 130 1.8e9,    5,  10",
        "another start,          1 100 1.8e9,  4 130 1.9e9,    15, ",
        "restart from zero,      1 100 1.8e9,  0 0 1.9e9,      15, ",
        "no CPU in both,         1 100 1.8e9,  1 100 1.8e9,    15, "
    })
    void ofCounts(
            String name, String before, String after, long seconds, @Nullable Double percent) {
        Map<HostMetric, Double> first = figures(COUNTS, before);
        Map<HostMetric, Double> second = figures(COUNTS, after);
        first.putAll(figures(MODES, "2 100 0 50 20 0"));
        second.putAll(figures(MODES, "2 110 0 60 20 0"));
        compare(first, second, seconds, percent);
    }

    private static void compare(
            Map<HostMetric, Double> before,
            Map<HostMetric, Double> after,
            long seconds,
            @Nullable Double percent) {
        OptionalDouble seen = HostCpu.percent(new HostInterval(before, after, seconds * 1_000));
        if (percent == null) {
            assertThat(seen).isEmpty();
        } else {
            assertThat(seen).isPresent();
            assertThat(seen.getAsDouble()).isCloseTo(percent, within(0.01));
        }
    }

    private static Map<HostMetric, Double> figures(HostMetric[] metrics, String values) {
        String[] words = values.split(" ");
        Map<HostMetric, Double> figures = new EnumMap<>(HostMetric.class);
        for (int i = 0; i < metrics.length; i++) {
            if (!words[i].equals("-")) {
                figures.put(metrics[i], Double.parseDouble(words[i]));
            }
        }
        return figures;
    }
}
