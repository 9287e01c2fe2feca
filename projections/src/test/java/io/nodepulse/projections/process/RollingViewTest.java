package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The view ranks by what was eaten, too. */
class RollingViewTest {

    private static final int INTERVALS = 600;
    private static final int SECONDS = 5;
    private static final int BURNT_AT = 321;

    private static final String ROWS =
            """
            SELECT concat_ws(' ', process_name, round(cpu_seconds::numeric, 3),
                             round(covered_seconds::numeric, 1), round(avg_cpu_percent::numeric, 2),
                             round(running_cpu_percent::numeric, 2),
                             round(max_cpu_percent::numeric, 2),
                             extract(epoch FROM max_cpu_at)::bigint - ?, running)
            FROM admiral.process_rolling
            WHERE server_id = ? AND window_hours = 1
            ORDER BY avg_cpu_percent DESC NULLS LAST, process_name""";

    /** {@code java} uses 21 % for 50 minutes, {@code npm ci} 6.4 s in one interval of 5 s. */
    @Test
    void whatWasEatenRanksAndNotHowFast() {
        try (TestReadModel database = TestReadModel.create()) {
            UUID server = UUID.randomUUID();
            Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            database.project(
                    new ProcessProjector(
                            database.model(),
                            database.dictionaries(),
                            new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0)),
                    scrapes(server, end));
            long start = end.minusSeconds(SECONDS * INTERVALS).getEpochSecond();
            assertThat(database.jdbc().query(ROWS, (row, n) -> row.getString(1), start, server))
                    .containsExactly(
                            "java 630.000 3000.0 21.00 21.00 21.00 5 t",
                            "npm ci 6.400 5.0 0.21 128.00 128.00 %d f"
                                    .formatted(BURNT_AT * SECONDS),
                            "once 0.0 t");
        }
    }

    private static List<EventMessage> scrapes(UUID server, Instant end) {
        List<EventMessage> scrapes = new ArrayList<>();
        long sequence = 1;
        for (int i = 0; i <= INTERVALS; i++) {
            Instant at = end.minusSeconds((long) SECONDS * (INTERVALS - i));
            List<ProcessSampled> samples = new ArrayList<>();
            samples.add(new ProcessSampled(server, at, "java", 1, 100 + i * 1.05, 1 << 20));
            if (i == BURNT_AT - 1 || i == BURNT_AT) {
                double cpuSeconds = 6.4 * (i - BURNT_AT + 1);
                samples.add(new ProcessSampled(server, at, "npm ci", 1, cpuSeconds, 1 << 20));
            }
            if (i == INTERVALS) {
                samples.add(new ProcessSampled(server, at, "once", 1, 7, 1 << 20));
            }
            scrapes.add(SampleMessage.stored(0, sequence, ProcessScrape.of(samples)));
            sequence += samples.size();
        }
        return scrapes;
    }
}
