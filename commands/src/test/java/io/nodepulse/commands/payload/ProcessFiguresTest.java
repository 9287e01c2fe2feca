package io.nodepulse.commands.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.wire.ProcessScrape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The optional figures of a process group: what is taken, and what a bad one costs. */
class ProcessFiguresTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID SERVER = new UUID(1, 2);
    private static final int MAX_GROUPS = 3;
    private static final String REQUIRED =
            "'name': '%s', 'num_procs': 1, 'cpu_seconds': %s, 'memory_bytes': 1";

    private final PayloadParser parser =
            new PayloadParser(
                    new PayloadLimits(MAX_GROUPS, 256, Duration.ofMinutes(5), Duration.ZERO));

    private Payload parse(String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return parser.parse(SERVER, new ByteArrayInputStream(body), NOW);
    }

    private static String flat(String... rows) {
        String time = "{'timestamp': '2026-03-01T11:59:45Z', ";
        return "{'process_exporter': ["
                + List.of(rows).stream().collect(Collectors.joining("}," + time, time, "}"))
                + "]}";
    }

    private static String nested(String... rows) {
        String all = List.of(rows).stream().collect(Collectors.joining("},{", "{", "}"));
        return flat("'processes': [" + all + "]");
    }

    private static String row(String name, String cpuSeconds, String figures) {
        String required = REQUIRED.formatted(name, cpuSeconds);
        return figures.isEmpty() ? required : figures + ", " + required;
    }

    private static Map<String, Map<ProcessMetric, Double>> figures(Payload payload) {
        return payload.scrapesOf(Exporter.PROCESSES).stream()
                .flatMap(scrape -> ((ProcessScrape) scrape).events().stream())
                .collect(Collectors.toMap(GroupSample::name, GroupSample::figures));
    }

    @Test
    void bothFormsTakeEveryFigureByItsName() {
        String all =
                Arrays.stream(ProcessMetric.values())
                        .map(metric -> "'%s': %d".formatted(metric.field(), metric.code()))
                        .collect(Collectors.joining(", "));
        Map<ProcessMetric, Double> expected =
                Arrays.stream(ProcessMetric.values())
                        .collect(Collectors.toMap(metric -> metric, m -> (double) m.code()));
        for (String body :
                List.of(
                        nested(row("a", "1", all), row("b", "1", "")),
                        flat(row("a", "1", all), row("b", "1", "")))) {
            Payload payload = parse(body);

            assertThat(figures(payload)).isEqualTo(Map.of("a", expected, "b", Map.of()));
            assertThat(payload.rejections()).isEmpty();
            assertThat(payload.unknownFields()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'threads': 7                      | 7",
                "'threads': 7.0                    | 7",
                "'threads': 1.024e+08              | 102400000",
                "'threads': 0                      | 0",
                "'threads': 9007199254740992       | 9007199254740992",
                "'threads': null                   | ",
                "'threads': null, 'open_fds': null | ",
            },
            quoteCharacter = '`')
    void aFigureMayBeWrittenAsExportersDoAndNullIsNotKnown(String figures, Double threads) {
        Payload payload = parse(nested(row("a", "1", figures)));

        assertThat(figures(payload).get("a"))
                .isEqualTo(threads == null ? Map.of() : Map.of(ProcessMetric.THREADS, threads));
        assertThat(payload.rejections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'threads': -1                | threads | must be a finite number of at least 0, is -1.0",
                "'threads': NaN               | threads | must be a finite number of at least 0, is NaN",
                "'threads': Infinity          | threads | must be a finite number of at least 0",
                "'threads': 1e999             | threads | must be a finite number of at least 0",
                "'threads': 1.5               | threads | must be a whole number of at most 2^53, is 1.5",
                "'threads': 9007199254740994  | threads | must be a whole number of at most 2^53",
                "'threads': '7'               | threads | must be a number, is a string",
                "'threads': {'a': [7]}        | threads | must be a number, is an object",
                "'threads': [7, [8]]          | threads | must be a number, is an array",
                "'threads': true              | threads | must be a number, is a boolean",
                "'worst_fd_ratio': -0.5       | worst_fd_ratio | must be a finite number of at least 0",
            },
            quoteCharacter = '`')
    void aBadFigureCostsItselfAlone(String bad, String field, String problem) {
        Payload payload = parse(nested(row("a", "1", bad + ", 'open_fds': 3"), row("b", "2", "")));

        assertThat(figures(payload))
                .isEqualTo(Map.of("a", Map.of(ProcessMetric.OPEN_FDS, 3.0), "b", Map.of()));
        assertThat(payload.rejections())
                .singleElement()
                .satisfies(
                        rejection -> {
                            assertThat(rejection.reason()).isEqualTo(Reason.BAD_VALUE);
                            assertThat(rejection.field())
                                    .isEqualTo("process_exporter[0].processes[0]." + field);
                            assertThat(rejection.problem()).startsWith(problem);
                            assertThat(rejection.samples()).isZero();
                        });
    }

    @Test
    void ofAFigureThatIsGivenTwiceTheFirstCounts() {
        Payload payload =
                parse(
                        flat(
                                row("a", "1", "'threads': 1, 'threads': 2"),
                                row("b", "1", "'threads': null, 'threads': 2"),
                                row("c", "1", "'threads': -1, 'threads': 2")));

        assertThat(figures(payload))
                .isEqualTo(
                        Map.of(
                                "a",
                                Map.of(ProcessMetric.THREADS, 1.0),
                                "b",
                                Map.of(),
                                "c",
                                Map.of()));
        assertThat(payload.rejections())
                .extracting(Rejection::field, Rejection::samples)
                .containsExactly(
                        tuple("process_exporter[0].threads", 0),
                        tuple("process_exporter[1].threads", 0),
                        tuple("process_exporter[2].threads", 0),
                        tuple("process_exporter[2].threads", 0));
    }

    @Test
    void theGroupThatIsKeptKeepsItsOwnFigures() {
        Payload payload =
                parse(
                        nested(
                                row("a", "1", "'threads': 1, 'open_fds': 1"),
                                row("a", "9", "'threads': 9"),
                                row("b", "8", "'threads': 8"),
                                row("c", "7", ""),
                                row("d", "0", "'threads': 0")));

        assertThat(figures(payload))
                .isEqualTo(
                        Map.of(
                                "a",
                                Map.of(ProcessMetric.THREADS, 9.0),
                                "b",
                                Map.of(ProcessMetric.THREADS, 8.0),
                                "c",
                                Map.of()));
    }

    @Test
    void figuresAreFieldsOfAProcessGroup() {
        assertThatExceptionOfType(MalformedPayloadException.class)
                .isThrownBy(() -> parse(flat("'threads': 1, 'processes': []")))
                .withMessageContaining("must not stand beside the fields of a single process");
        assertThat(parse(flat("'threads': 1")).rejections())
                .extracting(Rejection::field, Rejection::samples)
                .containsExactly(tuple("process_exporter[0].name", 1));
    }

    /** Of an agent that is newer than this server. */
    @Test
    void aFigureOfTheFutureIsPassedOverAndCounted() {
        Payload payload = parse(nested(row("a", "1", "'gpu_bytes': {'x': 1}, 'threads': 2")));

        assertThat(figures(payload)).isEqualTo(Map.of("a", Map.of(ProcessMetric.THREADS, 2.0)));
        assertThat(payload.unknownFields()).isEqualTo(1);
        assertThat(payload.rejections()).isEmpty();
    }
}
