package io.nodepulse.commands.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.Sampled;
import io.nodepulse.events.wire.ProcessScrape;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class PayloadParserTest {

    private static final UUID SERVER = UUID.fromString("0f5ee3ea-6f0e-4c5a-9f5e-2f0c0a1b2c3d");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant AT = Instant.parse("2026-03-01T11:59:45Z");

    private final PayloadParser parser = new PayloadParser(ContractLimits.limits());

    private Payload parse(String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return parser.parse(SERVER, new ByteArrayInputStream(body), NOW);
    }

    private static List<GroupSample> events(Sampled scrape) {
        return ((ProcessScrape) scrape).events();
    }

    @Test
    void readsTheNestedForm() {
        Payload payload =
                parse(
                        """
                        {'process_exporter': [{'timestamp': '2026-03-01T11:59:45Z', 'processes': [
                          {'name': 'nginx', 'num_procs': 4, 'cpu_seconds': 1234.5, 'memory_bytes': 102400000},
                          {'name': 'postgres', 'num_procs': 8, 'cpu_seconds': 5678.9, 'memory_bytes': 512000000}
                        ]}]}""");

        assertThat(payload.scrapesOf(Exporter.PROCESSES))
                .singleElement()
                .extracting(PayloadParserTest::events)
                .isEqualTo(
                        List.of(
                                sample("nginx", 4, 1234.5, 102_400_000),
                                sample("postgres", 8, 5678.9, 512_000_000)));
        assertThat(payload.scrapesOf(Exporter.HOST)).isEmpty();
    }

    @Test
    void readsTheFlatFormAsOneScrapePerTimestamp() {
        Payload payload =
                parse(
                        """
                        {'process_exporter': [
                          {'timestamp': '2026-03-01T11:59:50Z', 'name': 'a', 'num_procs': 1, 'cpu_seconds_total': 2, 'memory_bytes': 3},
                          {'timestamp': '2026-03-01T11:59:45Z', 'name': 'a', 'num_procs': 1, 'cpu_seconds_total': 1, 'memory_bytes': 3},
                          {'timestamp': '2026-03-01T11:59:50Z', 'name': 'b', 'num_procs': 1, 'cpu_seconds_total': 2, 'memory_bytes': 3}
                        ]}""");

        assertThat(payload.scrapesOf(Exporter.PROCESSES))
                .extracting(Sampled::sampledAt)
                .containsExactly(AT, AT.plusSeconds(5));
        assertThat(payload.scrapesOf(Exporter.PROCESSES))
                .extracting(Sampled::size)
                .containsExactly(1, 2);
    }

    @Test
    void rowsOfDifferentTimesAreDifferentScrapesAlsoInOneMillisecond() {
        String row =
                "{'timestamp': '2026-03-01T%s', 'name': '%s', 'num_procs': 1,"
                        + " 'cpu_seconds_total': %d, 'memory_bytes': 3}";
        Payload payload =
                parse(
                        "{'process_exporter': ["
                                + String.join(
                                        ",",
                                        row.formatted("11:59:45.0009Z", "a", 3),
                                        row.formatted("11:59:45.000000001Z", "a", 2),
                                        row.formatted("11:59:45Z", "a", 1),
                                        row.formatted("12:59:45.000000001+01:00", "b", 2),
                                        row.formatted("11:59:45.000Z", "b", 1))
                                + "]}");

        assertThat(payload.scrapesOf(Exporter.PROCESSES))
                .extracting(Sampled::sampledAt)
                .containsExactly(AT, AT, AT);
        assertThat(payload.scrapesOf(Exporter.PROCESSES))
                .extracting(PayloadParserTest::events)
                .containsExactly(
                        List.of(sample("a", 1, 1, 3), sample("b", 1, 1, 3)),
                        List.of(sample("a", 1, 2, 3), sample("b", 1, 2, 3)),
                        List.of(sample("a", 1, 3, 3)));
    }

    @Test
    void scrapesOfOneMillisecondStandInTheirOrderInEveryForm() {
        Payload payload =
                parse(
                        """
                        {'node_exporter': [{'timestamp': '2026-03-01T11:59:45.0002Z', 'load_1min': 2},
                                           {'timestamp': '2026-03-01T11:59:45.0001Z', 'load_1min': 1}],
                         'process_exporter': [
                           {'timestamp': '2026-03-01T11:59:45.0003Z', 'processes': [
                             {'name': 'a', 'num_procs': 1, 'cpu_seconds': 2, 'memory_bytes': 3}]},
                           {'timestamp': '2026-03-01T11:59:45.0002Z', 'name': 'a', 'num_procs': 1,
                            'cpu_seconds_total': 1, 'memory_bytes': 3}]}""");

        assertThat(payload.scrapesOf(Exporter.HOST))
                .extracting(sampled -> ((HostSampled) sampled).values().get(HostMetric.LOAD_1MIN))
                .containsExactly(1.0, 2.0);
        assertThat(payload.scrapesOf(Exporter.PROCESSES))
                .extracting(PayloadParserTest::events)
                .containsExactly(List.of(sample("a", 1, 1, 3)), List.of(sample("a", 1, 2, 3)));
    }

    @Test
    void readsFieldsInAnyOrderAndNumbersAsExportersPrintThem() {
        Payload payload =
                parse(
                        """
                        {'process_exporter': [{'processes': [
                          {'memory_bytes': 1.024e+08, 'cpu_seconds': 7, 'num_procs': 4.0, 'name': 'nginx'}],
                          'timestamp': '2026-03-01T12:59:45.0009+01:00'}]}""");

        assertThat(events(payload.scrapesOf(Exporter.PROCESSES).getFirst()))
                .containsExactly(sample("nginx", 4, 7, 102_400_000));
    }

    @Test
    void readsHostFiguresAndCountsWhatItDoesNotKnow() {
        Payload payload =
                parse(
                        """
                        {'node_exporter': [{'timestamp': '2026-03-01T11:59:45Z', 'load_1min': 0.5,
                            'processes_running': 3, 'swap_total_bytes': null, 'shoe_size': {'eu': [43]}}],
                         'gpu_exporter': [{'timestamp': 1}], 'process_exporter': null}""");

        assertThat(payload.scrapesOf(Exporter.HOST))
                .containsExactly(
                        new HostSampled(
                                SERVER,
                                AT,
                                Map.of(
                                        HostMetric.LOAD_1MIN,
                                        0.5,
                                        HostMetric.PROCESSES_RUNNING,
                                        3.0)));
        assertThat(payload.unknownFields()).isEqualTo(1);
        assertThat(payload.unknownExporters()).isEqualTo(1);
    }

    @Test
    void ordersScrapesByTime() {
        Payload payload =
                parse(
                        """
                        {'node_exporter': [{'timestamp': '2026-03-01T11:59:50Z', 'load_1min': 2},
                                           {'timestamp': '2026-03-01T11:59:45Z', 'load_1min': 1}]}""");

        assertThat(payload.scrapesOf(Exporter.HOST))
                .extracting(Sampled::sampledAt)
                .containsExactly(AT, AT.plusSeconds(5));
    }

    @Test
    void rejectsOnlyTheScrapesOutsideTheAcceptedTimes() {
        Payload payload =
                parse(
                        """
                        {'node_exporter': [{'timestamp': '2026-03-01T12:05:00.001Z', 'load_1min': 2},
                                           {'timestamp': '2026-03-01T12:05:00Z', 'load_1min': 2},
                                           {'timestamp': '2026-02-22T12:00:00Z', 'load_1min': 2},
                                           {'timestamp': '2026-02-22T11:59:59.999Z', 'load_1min': 2},
                                           {'timestamp': '2026-03-01T12:00:00Z', 'shoe_size': 43}]}""");

        assertThat(payload.scrapesOf(Exporter.HOST)).hasSize(2);
        assertThat(payload.rejections())
                .extracting(Rejection::reason)
                .containsExactly(Reason.TOO_FAR_AHEAD, Reason.TOO_OLD, Reason.NO_KNOWN_FIGURE);
        assertThat(payload.rejections().getFirst().field()).isEqualTo("node_exporter[0].timestamp");
    }

    @Test
    void acceptsAnyAgeWhereEverythingIsKept() {
        PayloadLimits keepAll = new PayloadLimits(2_000, 256, Duration.ofMinutes(5), Duration.ZERO);
        byte[] body =
                "{\"node_exporter\":[{\"timestamp\":\"1999-12-31T00:00:00Z\",\"load_1min\":1}]}"
                        .getBytes(StandardCharsets.UTF_8);

        Payload payload =
                new PayloadParser(keepAll).parse(SERVER, new ByteArrayInputStream(body), NOW);

        assertThat(payload.scrapesOf(Exporter.HOST)).hasSize(1);
    }

    @Test
    void aBodyWithoutExportersHasNoScrapes() {
        assertThat(parse("{}").scrapesOf(Exporter.PROCESSES)).isEmpty();
        assertThat(
                        parse(
                                        "{'process_exporter': [{'timestamp': '2026-03-01T11:59:45Z', 'processes': []}]}")
                                .scrapesOf(Exporter.PROCESSES))
                .isEmpty();
    }

    private static ProcessSampled sample(String name, int procs, double cpu, long memory) {
        return new ProcessSampled(SERVER, AT, name, procs, cpu, memory);
    }
}
