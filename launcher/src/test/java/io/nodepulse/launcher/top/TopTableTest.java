package io.nodepulse.launcher.top;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Locale.ROOT;

import io.nodepulse.query.readmodel.GroupedBy;
import io.nodepulse.query.usage.UsageMetric;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import tools.jackson.databind.json.JsonMapper;

import java.util.Arrays;
import java.util.Set;

class TopTableTest {

    private static final Set<TopMetric.Part> MAXIMA =
            Set.of(TopMetric.Part.MAX, TopMetric.Part.MAX_RATE);

    private static final String ANSWER =
            """
            {"server_id": "7d6e", "metric": "cpu", "time_range_hours": 6, "coverage": 0.5,
             "as_of": "2026-01-01T12:00:00Z", "processes": [
              {"name": "postgres", "num_procs": 8, "cpu_percent": 45.21, "memory_mb": 488.3,
               "avg_cpu_percent": 42.1, "running_cpu_percent": 43.25, "max_cpu_percent": 180.06,
               "cpu_seconds": 9093.6, "avg_memory_mb": 480, "peak_memory_mb": 512.0,
               "running": true},
              {"name": "a-name-that-is-much-too-long", "num_procs": 1, "cpu_percent": null,
               "memory_mb": 1, "avg_cpu_percent": null, "avg_memory_mb": 1, "peak_memory_mb": 1,
               "running": false}]}
            """;

    /** A right-to-left override must not turn the figures around; 😀 is one character. */
    @Test
    void writesOutWhatCannotBeSeen() {
        String odd =
                """
                {"metric": "cpu", "processes": [{"name": "a\\u202Eb"}, {"name": "\\u200B"},
                 {"name": "%s"}, {"name": "\\u0000\\u001b[31m\\u0085\\ufeff\\u2028"}]}
                """
                        .formatted("😀".repeat(25));

        assertThat(TopTable.lines("web\u2066", new JsonMapper().readTree(odd)))
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("web‹U+2066›: top processes"),
                        columns -> assertThat(columns).startsWith("PROCESS"),
                        row -> assertThat(row).startsWith("a‹U+202E›b  "),
                        row -> assertThat(row).startsWith("‹U+200B›  "),
                        row -> assertThat(row).startsWith("😀".repeat(23) + "… "),
                        row -> assertThat(row).startsWith("‹U+0000›‹U+001B›[31m‹U+…  "));
    }

    @Test
    void saysWhereStepsHadToBeCoarser() {
        String old =
                """
                {"metric": "cpu", "processes": [],
                 "coarser": {"step_seconds": 3600, "finer_since": "2026-10-26T00:00:00Z"}}
                """;
        assertThat(TopTable.lines("web-1", new JsonMapper().readTree(old)))
                .hasSize(3)
                .contains(
                        "To whole steps of 60 min: finer figures are kept since 2026-10-26T00:00:00Z.");
    }

    private static final String BY_READ =
            """
            {"metric": "read", "time_range_hours": 1, "coverage": 1, "processes": [
              {"name": "postgres", "num_procs": 8, "memory_mb": 488.3, "avg_cpu_percent": 42.1,
               "figure": {"unit": "bytes", "total": 7516192768, "avg": 2087831.3,
                          "max": 10485760, "latest": null, "known": 1}},
              {"name": "backup", "num_procs": 1, "memory_mb": 1, "avg_cpu_percent": null,
               "running": false,
               "figure": {"unit": "bytes", "total": 1023.99, "avg": 0.3, "max": 0.5,
                          "latest": null, "known": 0.4}},
              {"name": "of-root", "num_procs": 1, "memory_mb": 1, "avg_cpu_percent": 0.04,
               "figure": {"unit": "bytes", "total": null, "avg": null, "max": null,
                          "latest": null, "known": 0}}]}
            """;

    @Test
    void showsTheFiguresOfAnOptionalMetricWithTheirUnits() {
        assertThat(TopTable.lines("web-1", new JsonMapper().readTree(BY_READ)).subList(1, 6))
                .containsExactly(
                        "PROCESS                   COUNT        READ AVG        READ MAX      READ"
                                + " TOTAL AVG CPU %  MEMORY MiB",
                        "postgres                      8       2.0 MiB/s      10.0 MiB/s"
                                + "         7.0 GiB      42.1       488.3",
                        "backup                        1         0.3 B/s         0.5 B/s"
                                + "         1.0 KiB         -         1.0  ended, known 40 % of the"
                                + " time",
                        "of-root                       1               -               -"
                                + "               -       0.0         1.0",
                        "-: not known, which is not zero: the agent may not read it, or send it.");
    }

    /** Gauges have a latest value and no total, sums of counters no highest one. */
    @ParameterizedTest
    @CsvSource({
        "fds, FDS LATEST|FDS AVG|FDS MAX, 12|11.5|40",
        "waiting, WAITING LATEST|WAITING AVG|WAITING MAX, 12|11.5|40",
        "faults, FAULTS AVG|FAULTS MAX|FAULTS TOTAL, 11.5/s|40/s|1234",
        "switches, SWITCHES AVG|SWITCHES TOTAL, 11.5/s|1234",
    })
    void showsWhatAMetricHas(String metric, String headings, String figures) {
        String answer =
                """
                {"metric": "%s", "processes": [{"name": "p", "num_procs": 1, "memory_mb": 1,
                 "avg_cpu_percent": 2, "figure": {"unit": "count", "total": 1234, "avg": 11.5,
                 "max": 40, "latest": 12, "known": 1}}]}
                """
                        .formatted(metric);

        assertThat(TopTable.lines("web-1", new JsonMapper().readTree(answer)))
                .satisfiesExactly(
                        head -> assertThat(head).contains("top processes by " + metric),
                        columns ->
                                assertThat(columns.split(" {2,}|(?<=COUNT) +| (?=AVG CPU)"))
                                        .containsSubsequence(headings.split("\\|")),
                        row ->
                                assertThat(row.split(" +"))
                                        .containsSubsequence(figures.split("\\|"))
                                        .hasSize(4 + figures.split("\\|").length));
    }

    @Test
    void takesTheGroupsOfTheApi() {
        assertThat(TopGroup.values())
                .extracting(Enum::name)
                .containsExactlyElementsOf(
                        Arrays.stream(GroupedBy.values()).map(GroupedBy::word).toList());
    }

    /** The API's own table of them is the one that counts. */
    @Test
    void takesTheMetricsOfTheApi() {
        assertThat(TopMetric.values())
                .extracting(Enum::name)
                .containsExactlyElementsOf(
                        Arrays.stream(UsageMetric.values()).map(UsageMetric::word).toList());
        assertThat(TopMetric.values())
                .allSatisfy(
                        metric -> {
                            UsageMetric ofApi =
                                    UsageMetric.valueOf(metric.name().toUpperCase(ROOT));
                            assertThat(!metric.parts().isEmpty()).isEqualTo(ofApi.isOptional());
                            assertThat(metric.parts().contains(TopMetric.Part.TOTAL))
                                    .isEqualTo(ofApi.isCounter());
                            assertThat(metric.parts().stream().anyMatch(MAXIMA::contains))
                                    .isEqualTo(ofApi.figures().size() == 1);
                        });
    }

    @Test
    void helpNamesThemAll() {
        assertThat(new CommandLine(new TopCommand()).getUsageMessage())
                .contains(Arrays.stream(TopMetric.values()).map(Enum::name).toList());
    }

    @Test
    void showsOneLinePerProcess() {
        assertThat(TopTable.lines("web-1", new JsonMapper().readTree(ANSWER)))
                .containsExactly(
                        "web-1: top processes by cpu, last 6 h, as of 2026-01-01T12:00:00Z,"
                                + " coverage 50 %",
                        "PROCESS                      CPU % AVG CPU % WHILE RUN MAX CPU %     CPU s"
                                + "  MEMORY MiB     AVG MiB"
                                + "    PEAK MiB  COUNT",
                        "postgres                      45.2      42.1      43.3     180.1    9093.6"
                                + "       488.3       480.0"
                                + "       512.0      8",
                        "a-name-that-is-much-too…         -         -         -         -         -"
                                + "         1.0         1.0"
                                + "         1.0      1  ended");
    }
}
