package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.trials.e2e.Http.Answer;
import io.nodepulse.trials.e2e.RecordedDay.Scrape;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Every data folder that an earlier version wrote opens in this one: the history reads, the seals
 * hold, what was not projected yet is projected, the answers are those of then, and its agent goes
 * on pushing. {@link DataFolderRecording} writes them.
 */
class OldDataFolderTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir private Path folder;

    static List<OldDataFolder> folders() throws IOException {
        return OldDataFolder.all();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void opensAndGoesOn(OldDataFolder old) throws Exception {
        old.unpackTo(folder);
        JsonNode recorded = old.recorded();
        UUID server = UUID.fromString(recorded.get("server_id").stringValue());
        // The folder is older than any retention by now.
        try (UpProcess up =
                UpProcess.start(folder, Map.of("NODEPULSE_RETENTION", "0"), "--no-agent")) {
            Http http = new Http(up.address());
            sealsHold(http, recorded);
            historyReads(http, server, recorded);
            newestScrapeIsProjected(http, server, recorded);
            answersAreThoseOfThen(http, server, recorded);
            agentGoesOn(http, server, recorded);
        }
    }

    private void sealsHold(Http http, JsonNode recorded) throws Exception {
        List<JsonNode> now = http.verify(Files.readString(folder.resolve("admin-token")).strip());
        assertThat(now.getLast().get("intact").booleanValue()).as("%s", now).isTrue();
        assertThat(sealedEntries(now))
                .isGreaterThanOrEqualTo(sealedEntries(recorded.get("seals")))
                .isPositive();
    }

    private static long sealedEntries(Iterable<JsonNode> lines) {
        long entries = 0;
        for (JsonNode line : lines) {
            entries += line.path("entries").asLong(0);
        }
        return entries;
    }

    private static void historyReads(Http http, UUID server, JsonNode recorded) throws Exception {
        String path = "api/servers/%s/events?from=%s".formatted(server, Instant.EPOCH);
        assertThat(http.get(path + "&limit=40").get("events"))
                .zipSatisfy(recorded.get("first_events"), OldDataFolderTest::stillSays);
        assertThat(
                        http.lines(path + "&format=ndjson")
                                + http.lines(path + "&format=ndjson&exporter=node_exporter"))
                .isEqualTo(recorded.get("events").asLong());
    }

    /** It was acknowledged while PostgreSQL was away. */
    private static void newestScrapeIsProjected(Http http, UUID server, JsonNode recorded) {
        Instant newest = Instant.parse(recorded.get("newest_scrape_at").stringValue());
        await().atMost(TIMEOUT).until(() -> http.newestScrape(server).equals(newest));
    }

    private static void answersAreThoseOfThen(Http http, UUID server, JsonNode recorded)
            throws Exception {
        stillSays(http.get("api/servers/" + server), recorded.get("server"));
        for (JsonNode top : recorded.get("tops")) {
            assertThat(top.get("processes")).hasSizeGreaterThan(20);
            JsonNode now = http.get(top.get("path").stringValue()).get("processes");
            assertThat(now).hasSameSizeAs(top.get("processes"));
            for (JsonNode then : top.get("processes")) {
                stillSays(called(then.get("name"), now), meantThen(then));
            }
        }
    }

    private static JsonNode called(JsonNode name, JsonNode processes) {
        return processes
                .valueStream()
                .filter(process -> process.get("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Averages were over the time in which a process was seen, before there were two of them; the
     * order followed them. What was averaged over all of the time was not said.
     */
    private static JsonNode meantThen(JsonNode process) {
        if (process.has("running_cpu_percent")) {
            return process;
        }
        ObjectNode meant = (ObjectNode) process.deepCopy();
        meant.set("running_cpu_percent", meant.remove("avg_cpu_percent"));
        meant.remove("host_percent");
        return meant;
    }

    /** A later version may say more, not something else. */
    private static void stillSays(JsonNode now, JsonNode then) {
        then.properties()
                .forEach(
                        property ->
                                assertThat(now.get(property.getKey()))
                                        .as("%s of %s", property.getKey(), now)
                                        .isEqualTo(property.getValue()));
    }

    private static void agentGoesOn(Http http, UUID server, JsonNode recorded) throws Exception {
        String token = recorded.get("agent_token").stringValue();
        Instant newest = Instant.parse(recorded.get("newest_scrape_at").stringValue());
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<RecordedDay.Sample> samples = List.of(new RecordedDay.Sample("new", 1, 2, 3));

        Answer again = http.push(server, token, List.of(new Scrape(newest, samples)));
        assertThat(again.body().get("duplicates").asInt()).as("%s", again).isEqualTo(1);
        Answer next = http.push(server, token, List.of(new Scrape(now, samples)));
        assertThat(Http.taken(next)).as("%s", next).isEqualTo(1);
        await().atMost(TIMEOUT).until(() -> http.newestScrape(server).equals(now));
    }
}
