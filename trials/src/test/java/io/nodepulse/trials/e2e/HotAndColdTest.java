package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.launcher.NodePulse;
import io.nodepulse.trials.e2e.Http.Answer;
import io.nodepulse.trials.e2e.RecordedDay.Scrape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A recorded day goes in, all but its last hour leaves Valkey for segments, and everything that was
 * true before is true after: the answers of a rebuild, the export, the verification, a proof.
 */
class HotAndColdTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int SCRAPES_PER_PUSH = 240;

    /** Minutes of a busy fleet in seconds. */
    private static final Map<String, String> HASTE =
            Map.of("NODEPULSE_AUDIT_SEALEVERY", "1s", "NODEPULSE_AUDIT_TRIMEVERY", "1s");

    @TempDir private Path data;

    private final RecordedDay day =
            RecordedDay.endingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    @Test
    void whatLeftValkeyIsStillAnsweredRebuiltVerifiedAndProven() throws Exception {
        try (UpProcess up = UpProcess.start(data, HASTE, "--no-agent")) {
            String address = up.address();
            Http http = new Http(address);
            String token = Files.readString(data.resolve("admin-token")).strip();
            UUID server = push(http, token);
            await().atMost(TIMEOUT).until(() -> asOf(http, server).equals(day.lastAt()));
            JsonNode before = top(http, server);

            await().atMost(TIMEOUT).until(() -> retired(http) > samples(day.scrapes()) * 3L / 4);

            assertThat(gone(http)).isZero();
            assertThat(http.get("api/event-store").get("events").asLong())
                    .isGreaterThanOrEqualTo(samples(day.scrapes()));
            assertThat(http.lines(export(server))).isEqualTo(1L + samples(day.scrapes()));
            rebuild(address);
            assertThat(top(http, server)).isEqualTo(before);
            JsonNode verdict = http.verify(token).getLast();
            assertThat(verdict.get("intact").asBoolean()).as("%s", verdict).isTrue();
            prove(address, server);
        }
    }

    private UUID push(Http http, String token) throws IOException, InterruptedException {
        Answer registered = http.register("recorded", token);
        UUID server = UUID.fromString(registered.body().get("id").stringValue());
        String agentToken = registered.body().get("agent_token").stringValue();
        for (int from = 0; from < day.scrapes().size(); from += SCRAPES_PER_PUSH) {
            int to = Math.min(from + SCRAPES_PER_PUSH, day.scrapes().size());
            List<Scrape> part = day.scrapes().subList(from, to);
            assertThat(http.push(server, agentToken, part).status()).isEqualTo(202);
        }
        return server;
    }

    private JsonNode top(Http http, UUID server) throws IOException, InterruptedException {
        Instant from = day.lastAt().minus(Duration.ofHours(20));
        return http.get(
                        "api/servers/%s/processes/top?limit=100&from=%s&to=%s"
                                .formatted(server, from, day.lastAt()))
                .get("processes");
    }

    private static Instant asOf(Http http, UUID server) throws IOException, InterruptedException {
        JsonNode asOf =
                http.get("api/servers/%s/processes/top?limit=1".formatted(server)).path("as_of");
        return asOf.isString() ? Instant.parse(asOf.stringValue()) : Instant.EPOCH;
    }

    /** How many of its sequence numbers the shard of the server has not in Valkey any more. */
    private static long retired(Http http) throws IOException, InterruptedException {
        return http.get("api/event-store")
                .get("shards")
                .valueStream()
                .mapToLong(shard -> shard.get("trimmed").asLong())
                .max()
                .orElseThrow();
    }

    private static long gone(Http http) throws IOException, InterruptedException {
        return http.get("api/event-store")
                .get("shards")
                .valueStream()
                .mapToLong(shard -> shard.get("gone").asLong())
                .sum();
    }

    private static String export(UUID server) {
        return "api/servers/%s/events?format=csv&from=2000-01-01T00:00:00Z".formatted(server);
    }

    private void rebuild(String address) {
        StringWriter said = new StringWriter();
        assertThat(run(said, "rebuild", "processes", "--url", address, "--data", data.toString()))
                .as(said::toString)
                .isZero();
    }

    /** Of a scrape that is in a segment alone. */
    private void prove(String address, UUID server) {
        StringWriter proof = new StringWriter();
        Instant at = day.lastAt().minus(Duration.ofHours(20));
        assertThat(
                        run(
                                proof,
                                "audit",
                                "prove",
                                "--server",
                                server.toString(),
                                "--at",
                                at.toString(),
                                "--url",
                                address,
                                "--data",
                                data.toString()))
                .as(proof::toString)
                .isZero();
        assertThat(proof.toString()).contains("c2sp.org/tlog-proof@v1");
    }

    private static int run(StringWriter said, String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return NodePulse.commandLine().setOut(out).setErr(out).execute(arguments);
    }

    private static int samples(List<Scrape> scrapes) {
        return scrapes.stream().mapToInt(scrape -> scrape.samples().size()).sum();
    }
}
