package io.nodepulse.launcher.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

class TopTableTest {

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
