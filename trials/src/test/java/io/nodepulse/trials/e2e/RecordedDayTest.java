package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.EmbeddedPostgres;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;
import io.nodepulse.launcher.NodePulse;
import io.nodepulse.server.Services;
import io.nodepulse.trials.e2e.Http.Answer;
import io.nodepulse.trials.e2e.RecordedDay.Scrape;
import io.nodepulse.trials.e2e.Reference.Usage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/**
 * A recorded day goes in through HTTP as an agent would push it, and exactly its numbers come out
 * of the API, for every window. All parts are real: Valkey, PostgreSQL, the services, the network.
 */
// Services in this JVM: it has one log, which an attack reads.
@ResourceLock("nodepulse.log")
class RecordedDayTest {

    private static final String ADMIN_TOKEN = "the-admin-token-of-this-test";
    private static final int SCRAPES_PER_PUSH = 240;
    private static final double TWO_DECIMALS = 0.005 + 1e-9;
    private static final double THREE_DECIMALS = 0.0005 + 1e-9;
    private static final double ONE_DECIMAL = 0.05 + 1e-9;

    @TempDir private static Path dir;

    private static RecordedDay day;
    private static ValkeyServer valkey;
    private static Services services;
    private static Http http;
    private static UUID server;
    private static String agentToken;

    @BeforeAll
    static void pushTheDay() throws IOException, InterruptedException {
        valkey = ValkeyServer.start(ValkeyOptions.in(dir.resolve("valkey")).fsyncEverySecond());
        services =
                Services.start(
                        new Services.Settings(
                                valkey.uri(),
                                EmbeddedPostgres.newDatabase(),
                                ADMIN_TOKEN,
                                0,
                                dir.resolve("audit"),
                                dir.resolve("nodepulse.log")));
        http = new Http(services.address());
        Answer registered = http.register("recorded", ADMIN_TOKEN);
        assertThat(registered.status()).isEqualTo(201);
        server = UUID.fromString(registered.body().get("id").stringValue());
        agentToken = registered.body().get("agent_token").stringValue();
        day = RecordedDay.endingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        for (int from = 0; from < day.scrapes().size(); from += SCRAPES_PER_PUSH) {
            List<Scrape> part = part(from);
            Answer answer = http.push(server, agentToken, part);
            assertThat(answer.status()).as("%s", answer).isEqualTo(202);
            assertThat(Http.taken(answer)).isEqualTo(samples(part));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> http.newestScrape(server).equals(day.lastAt()));
    }

    @AfterAll
    static void end() {
        services.close();
        valkey.close();
    }

    @ParameterizedTest
    @CsvSource({"cpu, 1", "cpu, 6", "cpu, 24", "cpu, 168", "memory, 1", "memory, 24"})
    void showsExactlyTheNumbersOfTheDay(String metric, int hours) throws Exception {
        JsonNode top = top("metric=%s&limit=100&hours=%d".formatted(metric, hours));
        Instant from = instant(top, "from");
        Instant to = instant(top, "to");
        assertThat(Duration.between(from, to).toMinutes())
                .isCloseTo(hours * 60L, within(Math.max(1L, hours * 60L / 100)));
        agrees(top, Reference.of(day, from, to), metric);
    }

    @Test
    void showsExactlyTheNumbersOfAWindowInThePast() throws Exception {
        Instant from = day.lastAt().minus(Duration.ofHours(15));
        Instant to = day.lastAt().minus(Duration.ofHours(10));
        JsonNode top = top("metric=cpu&limit=100&from=%s&to=%s".formatted(from, to));
        agrees(top, Reference.of(day, instant(top, "from"), instant(top, "to")), "cpu");
    }

    @Test
    void knowsTheNumbersThatNeedNoArithmetic() throws Exception {
        JsonNode steady = process(top("metric=cpu&limit=100&hours=24"), "steady");
        assertThat(steady.get("avg_cpu_percent").asDouble()).isEqualTo(25.0);
        assertThat(steady.get("cpu_percent").asDouble()).isEqualTo(25.0);
        assertThat(steady.get("memory_mb").asDouble()).isEqualTo(488.3);
        assertThat(steady.get("running").asBoolean()).isTrue();
        JsonNode ended = process(top("metric=cpu&limit=100&hours=24"), "ended");
        assertThat(ended.get("running_cpu_percent").asDouble()).isEqualTo(80.0);
        assertThat(ended.get("avg_cpu_percent").asDouble()).isBetween(38.0, 42.0);
        assertThat(ended.get("running").asBoolean()).isFalse();
    }

    /** Nearly all of the day, the same whenever it is asked for: the last hours move on. */
    private static String window() {
        return "metric=cpu&limit=100&from=%s&to=%s"
                .formatted(day.lastAt().minus(Duration.ofHours(20)), day.lastAt());
    }

    /** Of a second server, whose agent tells more of its processes. */
    @Test
    void showsExactlyTheFiguresOfABusyMachine() throws Exception {
        RecordedFigures.endingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .check(http, ADMIN_TOKEN);
    }

    /** Of a third one, whose agent tells of units, too. */
    @Test
    void answersOfUnitsAsOfProcesses() throws Exception {
        new RecordedUnits(RecordedFigures.endingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS)))
                .check(http, ADMIN_TOKEN);
    }

    @Test
    void pushingAgainChangesNothing() throws Exception {
        JsonNode before = top(window());
        List<Scrape> last = part(day.scrapes().size() - SCRAPES_PER_PUSH);
        Answer answer = http.push(server, agentToken, last);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("accepted").asInt()).isZero();
        assertThat(answer.body().get("duplicates").asInt()).isEqualTo(samples(last));
        assertThat(top(window()).get("processes")).isEqualTo(before.get("processes"));
    }

    @Test
    void showsTheSameAfterARebuild() throws Exception {
        JsonNode before = top(window());
        Files.writeString(dir.resolve("admin-token"), ADMIN_TOKEN);
        assertThat(rebuild("--dry-run"))
                .contains("process_scrapes")
                .contains("process_hours")
                .doesNotContain("differ");
        assertThat(rebuild()).startsWith("The rebuild of processes ended");
        assertThat(top(window()).get("processes")).isEqualTo(before.get("processes"));
    }

    private String rebuild(String... options) {
        List<String> arguments = new ArrayList<>(List.of("rebuild", "processes"));
        arguments.addAll(List.of("--url", services.address(), "--data", dir.toString()));
        arguments.addAll(List.of(options));
        StringWriter said = new StringWriter();
        int exitCode =
                NodePulse.commandLine()
                        .setOut(new PrintWriter(said, true))
                        .execute(arguments.toArray(String[]::new));
        assertThat(exitCode).as(said.toString()).isZero();
        return said.toString();
    }

    private static void agrees(JsonNode top, Map<String, Usage> expected, String metric) {
        assertThat(top.get("processes").valueStream().map(p -> p.get("name").stringValue()))
                .containsExactlyElementsOf(ranking(expected, metric));
        for (JsonNode process : top.get("processes")) {
            String name = process.get("name").stringValue();
            Usage usage = expected.get(name);
            number(name, process, "cpu_percent", usage.cpuPercent(), TWO_DECIMALS);
            number(name, process, "avg_cpu_percent", usage.averageCpuPercent(), TWO_DECIMALS);
            number(name, process, "running_cpu_percent", usage.runningCpuPercent(), TWO_DECIMALS);
            number(name, process, "max_cpu_percent", usage.maxCpuPercent(), TWO_DECIMALS);
            number(name, process, "cpu_seconds", usage.cpuSeconds(), THREE_DECIMALS);
            number(name, process, "covered_seconds", usage.coveredSeconds(), 0);
            assertThat(maybeInstant(process, "max_cpu_at")).as(name).isEqualTo(usage.maxCpuAt());
            number(name, process, "memory_mb", usage.memory(), ONE_DECIMAL);
            number(name, process, "avg_memory_mb", usage.averageMemory(), ONE_DECIMAL);
            number(name, process, "peak_memory_mb", usage.peakMemory(), ONE_DECIMAL);
            number(name, process, "num_procs", (double) usage.numProcs(), 0);
            assertThat(instant(process, "last_seen")).as(name).isEqualTo(usage.lastAt());
        }
    }

    private static List<String> ranking(Map<String, Usage> usages, String metric) {
        ToDoubleFunction<String> value =
                metric.equals("memory")
                        ? name -> usages.get(name).averageMemory()
                        : name -> orLeast(usages.get(name).cpuSeconds());
        return usages.keySet().stream()
                .sorted(
                        Comparator.comparingDouble(value)
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static double orLeast(@Nullable Double value) {
        return value == null ? -1 : value;
    }

    private static void number(
            String name,
            JsonNode process,
            String field,
            @Nullable Double expected,
            double tolerance) {
        JsonNode actual = process.get(field);
        if (expected == null) {
            assertThat(actual.isNull()).as("%s of %s", field, name).isTrue();
        } else {
            assertThat(actual.asDouble())
                    .as("%s of %s", field, name)
                    .isCloseTo(expected, within(tolerance));
        }
    }

    private static JsonNode top(String query) throws IOException, InterruptedException {
        return http.get("api/servers/" + server + "/processes/top?" + query);
    }

    private static JsonNode process(JsonNode top, String name) {
        return top.get("processes")
                .valueStream()
                .filter(p -> p.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Instant maybeInstant(JsonNode node, String field) {
        return node.get(field).isNull() ? null : instant(node, field);
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(node.get(field).stringValue());
    }

    private static List<Scrape> part(int from) {
        int to = Math.min(from + SCRAPES_PER_PUSH, day.scrapes().size());
        return day.scrapes().subList(from, to);
    }

    private static int samples(List<Scrape> scrapes) {
        return scrapes.stream().mapToInt(scrape -> scrape.samples().size()).sum();
    }
}
