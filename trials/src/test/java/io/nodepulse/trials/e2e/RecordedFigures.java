package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.nodepulse.trials.e2e.Http.Answer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Pages of a busy machine with the figures that the agent reads of /proc, recorded every 15 s while
 * it built software: they go in as they were pushed, and the history of each figure is what the raw
 * events add up to.
 */
record RecordedFigures(List<Map<String, Object>> scrapes, Instant lastAt) {

    private static final List<String> FIELDS =
            List.of(
                    "read_bytes",
                    "write_bytes",
                    "major_faults",
                    "voluntary_switches",
                    "involuntary_switches",
                    "open_fds",
                    "worst_fd_ratio",
                    "threads",
                    "swapped_bytes",
                    "proportional_bytes",
                    "procs_running",
                    "procs_sleeping",
                    "procs_waiting",
                    "procs_zombie",
                    "oldest_start_seconds");

    /** A metric of the API, its figure, and whether that counts. */
    private record Metric(String word, String field, boolean counter) {}

    private static final List<Metric> METRICS =
            List.of(
                    new Metric("read", "read_bytes", true),
                    new Metric("write", "write_bytes", true),
                    new Metric("faults", "major_faults", true),
                    new Metric("fds", "open_fds", false),
                    new Metric("threads", "threads", false),
                    new Metric("swap", "swapped_bytes", false),
                    new Metric("waiting", "procs_waiting", false));

    private static final double LONGEST_INTERVAL_MS = 300_000;
    private static final double STEP_MS = 60_000;
    private static final int MOST_EVENTS = 10_000;

    /** What one event says of a figure. */
    private record Reading(long atMs, double value) {}

    static RecordedFigures endingAt(Instant end) throws IOException {
        List<Map<String, Object>> scrapes = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        try (BufferedReader lines = recorded()) {
            List<Map<String, Object>> processes = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("@")) {
                    processes = new ArrayList<>();
                    times.add(Long.parseLong(line.substring(1)));
                    scrapes.add(new LinkedHashMap<>(Map.of("processes", processes)));
                } else {
                    processes.add(process(line.split("\t", -1)));
                }
            }
        }
        long shift = end.toEpochMilli() - times.getLast();
        for (int i = 0; i < scrapes.size(); i++) {
            scrapes.get(i).put("timestamp", Instant.ofEpochMilli(times.get(i) + shift).toString());
        }
        return new RecordedFigures(scrapes, end);
    }

    private static BufferedReader recorded() throws IOException {
        InputStream in = RecordedFigures.class.getResourceAsStream("/recorded/busy-figures.tsv.gz");
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Objects.requireNonNull(in)), StandardCharsets.UTF_8));
    }

    private static Map<String, Object> process(String[] columns) {
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("name", columns[0]);
        process.put("num_procs", Integer.parseInt(columns[1]));
        process.put("cpu_seconds", Double.parseDouble(columns[2]));
        process.put("memory_bytes", Long.parseLong(columns[3]));
        for (int i = 0; i < FIELDS.size(); i++) {
            if (!columns[4 + i].isEmpty()) {
                process.put(FIELDS.get(i), Double.parseDouble(columns[4 + i]));
            }
        }
        return process;
    }

    /** Pushes them as those of a new server, and compares all that is answered of it. */
    void check(Http http, String adminToken) throws IOException, InterruptedException {
        Answer registered = http.register("busy", adminToken);
        UUID server = UUID.fromString(registered.body().get("id").stringValue());
        String token = registered.body().get("agent_token").stringValue();
        Answer pushed = http.push(server, token, Map.of("process_exporter", scrapes));
        assertThat(pushed.status()).as("%s", pushed).isEqualTo(202);
        assertThat(pushed.body().get("rejected").asInt()).isZero();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> http.newestScrape(server).equals(lastAt));
        JsonNode detail = http.get("api/servers/" + server);
        assertThat(detail.get("process_metrics").valueStream().map(JsonNode::stringValue))
                .contains("cpu", "memory", "read", "write", "io", "fds", "threads", "waiting");
        assertThat(detail.get("grouped_by").valueStream().map(JsonNode::stringValue))
                .containsExactly("process");
        Map<String, List<JsonNode>> events = events(http, server);
        for (Metric metric : METRICS) {
            for (Map.Entry<String, List<JsonNode>> process : events.entrySet()) {
                compare(http, server, metric, process.getKey(), process.getValue());
            }
        }
        checkChanges(http, server, events);
    }

    private Map<String, List<JsonNode>> events(Http http, UUID server)
            throws IOException, InterruptedException {
        String from = lastAt.minus(3, ChronoUnit.HOURS).toString();
        JsonNode page =
                http.get(
                        "api/servers/%s/events?limit=%d&from=%s&to=%s"
                                .formatted(server, MOST_EVENTS, from, lastAt.plusMillis(1)));
        Map<String, List<JsonNode>> events = new LinkedHashMap<>();
        for (JsonNode event : page.get("events")) {
            events.computeIfAbsent(
                            event.get("process_name").stringValue(), name -> new ArrayList<>())
                    .add(event);
        }
        assertThat(events.values().stream().mapToInt(List::size).sum())
                .isEqualTo(scrapes.stream().mapToInt(RecordedFigures::size).sum());
        return events;
    }

    private static int size(Map<String, Object> scrape) {
        return ((List<?>) Objects.requireNonNull(scrape.get("processes"))).size();
    }

    private void compare(Http http, UUID server, Metric metric, String name, List<JsonNode> events)
            throws IOException, InterruptedException {
        JsonNode history =
                http.get(
                        "api/servers/%s/process-history?name=%s&metric=%s&hours=3&points=1000"
                                .formatted(
                                        server,
                                        URLEncoder.encode(name, StandardCharsets.UTF_8),
                                        metric.word));
        assertThat(history.get("step_seconds").asInt() * 1e3).isEqualTo(STEP_MS);
        List<Reading> readings = events.stream().map(event -> reading(event, metric)).toList();
        for (JsonNode point : history.get("points")) {
            long after = Instant.parse(point.get("at").stringValue()).toEpochMilli();
            int[] inStep =
                    IntStream.range(0, readings.size())
                            .filter(i -> readings.get(i).atMs > after)
                            .filter(i -> readings.get(i).atMs <= after + STEP_MS)
                            .toArray();
            String what = "%s of %s at %s".formatted(metric.field, name, point.get("at"));
            JsonNode figure = point.get("figure");
            if (metric.counter) {
                compareCounter(what, figure, readings, inStep);
            } else {
                compareGauge(what, figure, readings, inStep);
            }
        }
    }

    private static Reading reading(JsonNode event, Metric metric) {
        JsonNode value = event.path(metric.field);
        return new Reading(
                Instant.parse(event.get("sampled_at").stringValue()).toEpochMilli(),
                value.isNumber() ? value.doubleValue() : Double.NaN);
    }

    private static void compareCounter(
            String what, JsonNode figure, List<Reading> readings, int[] inStep) {
        double total = 0;
        double seconds = 0;
        double max = Double.NaN;
        for (int i : inStep) {
            if (i > 0) {
                Reading before = readings.get(i - 1);
                Reading now = readings.get(i);
                double interval = now.atMs - before.atMs;
                double growth = now.value - before.value;
                if (!Double.isNaN(growth) && interval <= LONGEST_INTERVAL_MS) {
                    assertThat(growth).as(what).isNotNegative();
                    total += growth;
                    seconds += interval / 1e3;
                    max =
                            Double.isNaN(max)
                                    ? growth * 1e3 / interval
                                    : Math.max(max, growth * 1e3 / interval);
                }
            }
        }
        number(what, figure.get("total"), seconds == 0 ? Double.NaN : total);
        number(what, figure.get("avg"), seconds == 0 ? Double.NaN : total / seconds);
        number(what, figure.get("max"), max);
    }

    private static void compareGauge(
            String what, JsonNode figure, List<Reading> readings, int[] inStep) {
        double[] known =
                IntStream.of(inStep)
                        .mapToDouble(i -> readings.get(i).value)
                        .filter(value -> !Double.isNaN(value))
                        .toArray();
        double sum = Arrays.stream(known).sum();
        number(what, figure.get("avg"), known.length == 0 ? Double.NaN : sum / known.length);
        number(what, figure.get("max"), Arrays.stream(known).max().orElse(Double.NaN));
        number(
                what,
                figure.get("latest"),
                inStep.length == 0 ? Double.NaN : readings.get(inStep[inStep.length - 1]).value);
    }

    private static void number(String what, @Nullable JsonNode actual, double expected) {
        assertThat(actual).as(what).isNotNull();
        if (Double.isNaN(expected)) {
            assertThat(actual.isNull()).as(what).isTrue();
        } else {
            assertThat(actual.asDouble())
                    .as(what)
                    .isCloseTo(expected, within(0.0006 + 1e-9 * Math.abs(expected)));
        }
    }

    /** A process starts where the scrape before lacks it. */
    private void checkChanges(Http http, UUID server, Map<String, List<JsonNode>> events)
            throws IOException, InterruptedException {
        List<String> times =
                scrapes.stream().map(scrape -> String.valueOf(scrape.get("timestamp"))).toList();
        long started =
                events.values().stream()
                        .mapToLong(
                                own ->
                                        own.stream()
                                                .mapToInt(event -> index(times, event))
                                                .filter(i -> i > 0)
                                                .filter(
                                                        i ->
                                                                own.stream()
                                                                        .noneMatch(
                                                                                e ->
                                                                                        index(
                                                                                                        times,
                                                                                                        e)
                                                                                                == i
                                                                                                        - 1))
                                                .count())
                        .sum();
        JsonNode changes = http.get("api/servers/%s/changes?hours=3".formatted(server));
        assertThat(started).isPositive();
        assertThat(changes.at("/counts/started").asLong()).isEqualTo(started);
        assertThat(changes.at("/changes/0/name").isString()).isTrue();
    }

    private static int index(List<String> times, JsonNode event) {
        Instant at = Instant.parse(event.get("sampled_at").stringValue());
        return IntStream.range(0, times.size())
                .filter(i -> Instant.parse(times.get(i)).equals(at))
                .findFirst()
                .orElseThrow();
    }
}
