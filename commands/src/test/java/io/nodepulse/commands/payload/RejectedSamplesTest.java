package io.nodepulse.commands.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nodepulse.commands.payload.Rejection.Reason;
import io.nodepulse.events.Exporter;
import io.nodepulse.events.GroupSample;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.wire.ProcessScrape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What costs a sample or a figure, and nothing else of its body. */
class RejectedSamplesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID SERVER = new UUID(1, 2);
    private static final int MAX_GROUPS = 5;

    private final PayloadParser parser =
            new PayloadParser(
                    new PayloadLimits(MAX_GROUPS, 256, Duration.ofMinutes(5), Duration.ZERO));

    private Payload parse(String json) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return parser.parse(SERVER, new ByteArrayInputStream(body), NOW);
    }

    private static String at(String fields) {
        return "{'timestamp': '2026-03-01T11:59:45Z', " + fields + "}";
    }

    private static String row(String name, String cpuSeconds) {
        return "'name': '%s', 'num_procs': 1, 'cpu_seconds': %s, 'memory_bytes': 1"
                .formatted(name, cpuSeconds);
    }

    private static String nested(String... rows) {
        String all = List.of(rows).stream().collect(Collectors.joining("},{", "{", "}"));
        return "{'process_exporter': [" + at("'processes': [" + all + "]") + "]}";
    }

    private static Map<String, Double> cpuSeconds(Payload payload) {
        return payload.scrapesOf(Exporter.PROCESSES).stream()
                .flatMap(scrape -> ((ProcessScrape) scrape).events().stream())
                .collect(Collectors.toMap(GroupSample::name, GroupSample::cpuSeconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'num_procs': 1, 'cpu_seconds': 1, 'memory_bytes': 1    | name         | is missing",
                "'name': 'a', 'cpu_seconds': 1, 'memory_bytes': 1       | num_procs    | is missing",
                "'name': 'a', 'num_procs': 1, 'memory_bytes': 1         | cpu_seconds  | is missing",
                "'name': 'a', 'num_procs': 1, 'cpu_seconds': 1          | memory_bytes | is missing",
                "'name': 'a', 'name': 'a'                               | name         | is given twice",
                "'cpu_seconds': 1, 'cpu_seconds_total': 1         | cpu_seconds_total  | is given twice",
                "'name': null                                    | name | must be a string, is null",
                "'name': {'name': 'a'}                           | name | must be a string, is an object",
                "'num_procs': 'two'                 | num_procs | must be a whole number, is a string",
                "'num_procs': [1, [2]]              | num_procs | must be a whole number, is an array",
                "'num_procs': true                  | num_procs | must be a whole number, is a boolean",
                "'num_procs': 1.5                   | num_procs | must be a whole number, is 1.5",
                "'num_procs': 3000000000            | num_procs | must be between -2^31 and 2^31 - 1",
                "'memory_bytes': 1e300              | memory_bytes | must be a whole number",
                "'memory_bytes': NaN                | memory_bytes | must be a whole number, is NaN",
                "'memory_bytes': 9223372036854775808 | memory_bytes | must be between -2^63",
                "'cpu_seconds': '1'                 | cpu_seconds | must be a number, is a string",
                "'num_procs': -1, @                 | num_procs | must not be negative",
                "'memory_bytes': -1, @              | memory_bytes | must not be negative",
                "'cpu_seconds': -0.5, @             | cpu_seconds | must be a finite number of at least 0",
                "'cpu_seconds': 1e999, @            | cpu_seconds | must be a finite number of at least 0",
                "'cpu_seconds': NaN, @              | cpu_seconds | must be a finite number of at least 0",
                "'cpu_seconds': Infinity, @         | cpu_seconds | must be a finite number of at least 0",
                "'cpu_seconds': -Infinity, @        | cpu_seconds | must be a finite number of at least 0",
            },
            quoteCharacter = '`')
    void aBadValueCostsItsSample(String fields, String field, String problem) {
        Payload payload = parse(nested(row("before", "1"), complete(fields), row("after", "2")));

        assertThat(cpuSeconds(payload)).isEqualTo(Map.of("before", 1.0, "after", 2.0));
        assertThat(payload.rejections())
                .singleElement()
                .satisfies(
                        rejection -> {
                            assertThat(rejection.reason()).isEqualTo(Reason.BAD_VALUE);
                            assertThat(rejection.field())
                                    .isEqualTo("process_exporter[0].processes[1]." + field);
                            assertThat(rejection.problem()).startsWith(problem);
                            assertThat(rejection.samples()).isEqualTo(1);
                        });
    }

    @Test
    void aBadValueOfAUnitIsNamedWhereItStands() {
        Payload payload =
                parse(
                        "{'cgroup': ["
                                + at(
                                        "'units': [{%s},{%s}]"
                                                .formatted(row("a", "1"), row("b", "-1")))
                                + "]}");

        assertThat(payload.scrapesOf(Exporter.UNITS))
                .singleElement()
                .satisfies(scrape -> assertThat(scrape.size()).isEqualTo(1));
        assertThat(payload.rejections())
                .singleElement()
                .extracting(Rejection::field)
                .isEqualTo("cgroup[0].units[1].cpu_seconds");
    }

    /** For @ the fields that are not given. */
    private static String complete(String fields) {
        String others =
                List.of("'name': 'bad'", "'num_procs': 1", "'cpu_seconds': 1", "'memory_bytes': 1")
                        .stream()
                        .filter(field -> !fields.contains(field.substring(0, field.indexOf(':'))))
                        .collect(Collectors.joining(", "));
        return fields.replace("@", others);
    }

    @Test
    void theFlatFormIsNoStricter() {
        Payload payload =
                parse(
                        "{'process_exporter': ["
                                + at(row("good", "1"))
                                + ","
                                + at("'shoe_size': 43")
                                + ","
                                + at("'name':'a','num_procs':1,'cpu_seconds_total':-1")
                                + "]}");

        assertThat(cpuSeconds(payload)).isEqualTo(Map.of("good", 1.0));
        assertThat(payload.rejections())
                .extracting(Rejection::field, Rejection::problem)
                .containsExactly(
                        tuple("process_exporter[1].name", "is missing"),
                        tuple("process_exporter[2].memory_bytes", "is missing"));
    }

    /** Rows come in any order, in another one in each scrape, so the order must not decide. */
    @Test
    void ofANameThatComesTwiceTheLargerIsKept() {
        for (String body :
                List.of(
                        nested(row("a", "1"), row("b", "7"), row("a", "5")),
                        nested(row("a", "5"), row("a", "1"), row("b", "7")))) {
            Payload payload = parse(body);

            assertThat(cpuSeconds(payload)).isEqualTo(Map.of("a", 5.0, "b", 7.0));
            assertThat(payload.rejections())
                    .extracting(Rejection::reason, Rejection::samples)
                    .containsExactly(tuple(Reason.NAME_TWICE, 1));
        }
    }

    @Test
    void ofTooManyGroupsTheLargestAreKept() {
        String[] rows =
                IntStream.range(0, 100)
                        .mapToObj(i -> row("p" + i, Integer.toString(i * 37 % 100)))
                        .toArray(String[]::new);

        Payload payload = parse(nested(rows));

        assertThat(cpuSeconds(payload).values())
                .containsExactlyInAnyOrder(95.0, 96.0, 97.0, 98.0, 99.0);
        assertThat(payload.rejections())
                .allSatisfy(
                        rejection ->
                                assertThat(rejection.reason()).isEqualTo(Reason.TOO_MANY_GROUPS));
        assertThat(payload.rejections().stream().mapToInt(Rejection::samples).sum()).isEqualTo(95);
    }

    @Test
    void aBodyFullOfBadSamplesIsToldInFew() {
        String[] rows =
                IntStream.range(0, 10_000).mapToObj(i -> row("p", "-1")).toArray(String[]::new);

        Payload payload = parse(nested(rows));

        assertThat(payload.rejections()).hasSize(100);
        assertThat(payload.rejections().stream().mapToInt(Rejection::samples).sum())
                .isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'high'  | must be a number, is a string",
                "{'a': 1} | must be a number, is an object",
                "1e999   | must be a finite number, is Infinity",
                "NaN     | must be a finite number, is NaN",
            },
            quoteCharacter = '`')
    void aFigureThatIsNoneIsAbsent(String value, String problem) {
        Payload payload =
                parse(
                        "{'node_exporter': ["
                                + at("'load_1min': " + value + ", 'cpu_cores': 2")
                                + "]}");

        assertThat(payload.scrapesOf(Exporter.HOST))
                .containsExactly(
                        new HostSampled(
                                SERVER,
                                Instant.parse("2026-03-01T11:59:45Z"),
                                Map.of(HostMetric.CPU_CORES, 2.0)));
        assertThat(payload.rejections())
                .containsExactly(
                        new Rejection(Reason.BAD_VALUE, "node_exporter[0].load_1min", problem, 0));
    }

    @Test
    void bytesThatAreNoUtf8CostNothing() {
        byte[] body =
                nested(row("a?b", "1"), row("c", "2"))
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.ISO_8859_1);
        body[new String(body, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xFF;

        Payload payload = parser.parse(SERVER, new ByteArrayInputStream(body), NOW);

        assertThat(cpuSeconds(payload)).isEqualTo(Map.of("a\uFFFDb", 1.0, "c", 2.0));
        assertThat(payload.mendedBytes()).isEqualTo(1);
    }

    /** Go writes a time that was never set as the year 1. */
    @Test
    void aTimeBefore1970CostsItsScrape() {
        String never = "'timestamp': '0001-01-01T00:00:00Z'";
        Payload payload =
                parse(
                        "{'process_exporter': [{%s, %s}, %s], 'node_exporter': [{%s, 'load_1min': 1}]}"
                                .formatted(never, row("old", "1"), at(row("new", "2")), never));

        assertThat(cpuSeconds(payload)).isEqualTo(Map.of("new", 2.0));
        assertThat(payload.rejections())
                .extracting(Rejection::reason)
                .containsExactly(Reason.TOO_OLD, Reason.TOO_OLD);
    }
}
