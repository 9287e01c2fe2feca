package io.nodepulse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.audit.notary.Notary;
import io.nodepulse.audit.note.Checkpoint;
import io.nodepulse.audit.note.ConsistencyProof;
import io.nodepulse.audit.note.InclusionProof;
import io.nodepulse.audit.note.SignedNote;
import io.nodepulse.audit.note.VerifierKey;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.HistoryErased;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.administration.Actor;
import io.nodepulse.events.store.ValkeyEventStore;
import io.nodepulse.events.wire.Entry;
import io.nodepulse.events.wire.Leaf;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.codec.ByteArrayCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What leaves over HTTP proves, with nothing but the key, what the real store holds. */
@SpringBootTest(
        classes = AuditApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "nodepulse.admin.token=secret-of-the-test",
            "nodepulse.access.reading=open",
            "nodepulse.audit.seal-every=1h"
        })
class CheckpointApiTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String NAMESPACE = "checkpoint-" + UUID.randomUUID();
    private static final int SCRAPES = 30;

    @TempDir static Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID server = UUID.randomUUID();

    @Autowired ValkeyEventStore store;
    @Autowired Notary notary;

    @LocalServerPort int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("nodepulse.valkey.uri", EmbeddedValkey.shared()::uri);
        registry.add("nodepulse.valkey.namespace", () -> NAMESPACE);
        Appends.asItsOwnUser(registry, NAMESPACE);
        registry.add("nodepulse.audit.directory", () -> directory.resolve("audit").toString());
    }

    @BeforeEach
    void fillAndSign() {
        Appends.append(
                store, server, List.of(new ServerRegistered(server, "w", "0".repeat(64), NOON)));
        IntStream.range(0, SCRAPES).forEach(i -> Appends.append(store, server, scrape(i)));
        notary.seal(shard());
    }

    private int shard() {
        return store.shardOf(server);
    }

    @Test
    void aScrapeIsProvenOffline() throws Exception {
        HttpResponse<String> answer =
                get("/api/audit/proof?server_id=%s&at=2026-03-01T12:01:07Z".formatted(server));
        InclusionProof proof = InclusionProof.parse(answer.body().getBytes(UTF_8));
        byte[] leaf = proof.extra().orElseThrow();

        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(proof.includes(leaf)).isTrue();
        assertThat(proof.note().verify(keys())).isNotEmpty();
        Entry said = Leaf.parse(leaf).entry().orElseThrow();
        assertThat(((Entry.Processes) said).scrape().events()).isEqualTo(scrape(4));
    }

    @Test
    void whatWasErasedIsSaidInItsPlaceAndNothingOfItIsProven() throws Exception {
        String events =
                "/api/servers/%s/events?from=2026-03-01T12:00:00Z&to=2026-03-01T13:00:00Z&format="
                        .formatted(server);
        Appends.append(
                store,
                server,
                List.of(new HistoryErased(server, "w", NOON.plusSeconds(900))),
                new Actor(Actor.person("ada"), "192.0.2.7"));
        Appends.append(store, server, scrape(80));

        JsonNode page = JsonMapper.shared().readTree(get(events + "json").body());
        List<String> lines = get(events + "ndjson").body().lines().toList();
        List<String> rows = get(events + "csv").body().lines().toList();
        HttpResponse<String> proof =
                get("/api/audit/proof?server_id=%s&at=2026-03-01T12:01:07Z".formatted(server));

        assertThat(page.get("events").get(0).toString())
                .contains("\"type\":\"erased\"", "\"by\":\"person:ada\"")
                .contains("\"at\":\"2026-03-01T12:15:00Z\"");
        assertThat(page.get("events")).hasSize(1 + scrape(80).size());
        assertThat(lines.getFirst()).isEqualTo(page.get("events").get(0).toString());
        assertThat(rows.getFirst()).startsWith("shard,sequence,server_id,sampled_at,process_name");
        assertThat(rows.get(1)).contains("erased by person:ada on 2026-03-01T12:15:00Z");
        assertThat(rows).hasSize(2 + scrape(80).size());
        assertThat(proof.statusCode()).isEqualTo(410);
        assertThat(proof.body()).contains("erased by person:ada on 2026-03-01T12:15:00Z");
        assertThat(get("/api/audit/proof?server_id=%s&sequence=2".formatted(server)).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/audit/proof?server_id=%s".formatted(server)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void checkpointsLeadToEachOther() throws Exception {
        SignedNote older = SignedNote.parse(text("/api/audit/checkpoints?shard=" + shard()));
        Appends.append(store, server, scrape(SCRAPES));
        notary.seal(shard());
        JsonNode row =
                JsonMapper.shared()
                        .readTree(get("/api/audit/checkpoints?shard=" + shard()).body())
                        .get(0);
        long from = Checkpoint.of(older).size();
        ConsistencyProof proof =
                ConsistencyProof.parse(
                        text(
                                "/api/audit/consistency?shard=%d&from=%d&to=%d"
                                        .formatted(shard(), from, from + 1)));

        assertThat(row.get("size").longValue()).isEqualTo(from + 1);
        assertThat(VerifierKey.parse(row.get("key").stringValue())).isIn(keys());
        assertThat(proof.continues(Checkpoint.of(older))).isTrue();
        assertThat(proof.note().toString()).isEqualTo(row.get("note").stringValue());
        assertThat(text("/api/audit/checkpoints?shard=" + shard() + "&size=" + from))
                .isEqualTo(older.bytes());
    }

    @Test
    void verifyingTakesNotesAndFindsWhatChanged() throws Exception {
        String noted = new String(text("/api/audit/checkpoints?shard=" + shard()), UTF_8);
        List<JsonNode> intact = verify(noted + "\n" + noted);
        assertThat(intact.getLast().get("intact").booleanValue()).isTrue();
        assertThat(intact.stream().filter(line -> line.has("log"))).hasSize(store.shards());

        dropOne();
        List<JsonNode> changed = verify("");
        JsonNode tree =
                changed.stream()
                        .filter(line -> line.has("log") && line.get("shard").asInt() == shard())
                        .findFirst()
                        .orElseThrow();
        assertThat(changed.getLast().get("intact").booleanValue()).isFalse();
        assertThat(tree.get("defect").stringValue()).isEqualTo("missing");
        assertThat(tree.get("last").longValue() - tree.get("first").longValue()).isEqualTo(1);
    }

    /** Takes the entry before the newest one out, behind the back of the store. */
    private void dropOne() {
        var stream =
                store.connection()
                        .<byte[], byte[]>getStream(
                                "{%s:%d}:events".formatted(NAMESPACE, shard()),
                                ByteArrayCodec.INSTANCE);
        var ids =
                stream
                        .range(
                                StreamRangeArgs.startId(StreamMessageId.MIN)
                                        .endId(StreamMessageId.MAX))
                        .keySet()
                        .stream()
                        .toList();
        stream.remove(ids.get(ids.size() - 2));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/audit/checkpoints?sise=3, sise",
        "/api/audit/checkpoints?shard=99, shard",
        "/api/audit/consistency?shard=0&from=2, to",
        "/api/audit/consistency?shard=0&from=2&to=1, from",
        "/api/audit/keys?all=1, all",
        "/api/audit/proof?server_id=x, at",
        "/api/audit/proof?at=now, server_id"
    })
    void badParametersAreNamed(String path, String parameter) throws Exception {
        HttpResponse<String> answer = get(path);
        if (parameter.equals("at")) {
            answer = get(path.replace("=x", "=" + server));
        }
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(answer.body()).get("parameter").stringValue())
                .isEqualTo(parameter);
    }

    @Test
    void aForeignNoteIsRefused() throws Exception {
        HttpResponse<String> answer = post("example.com\n1\nAAAA\n\n— example.com AAAAAAA=\n");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("line 3: the hash has 3 bytes instead of 32");
        assertThat(
                        get("/api/audit/proof?server_id=" + UUID.randomUUID() + "&at=" + NOON)
                                .statusCode())
                .isEqualTo(404);
    }

    private List<VerifierKey> keys() throws Exception {
        JsonNode keys = JsonMapper.shared().readTree(get("/api/audit/keys").body());
        return List.of(VerifierKey.parse(keys.get(shard()).get("key").stringValue()));
    }

    /** Whoever may verify is no reason to read whatever they send. */
    @Test
    void moreThanCouldBeNotedIsRefused() throws Exception {
        HttpResponse<String> answer = post("x".repeat(256 * 1024 + 1));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("at most 262144 bytes");
    }

    private List<JsonNode> verify(String notes) throws Exception {
        return post(notes).body().lines().map(JsonMapper.shared()::readTree).toList();
    }

    private HttpResponse<String> post(String notes) throws Exception {
        return send(
                request("/api/audit/verify")
                        .header("Authorization", "Bearer secret-of-the-test")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(notes)));
    }

    private byte[] text(String path) throws Exception {
        return send(request(path).header("Accept", "text/plain")).body().getBytes(UTF_8);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    private List<ProcessSampled> scrape(int index) {
        return List.of(
                new ProcessSampled(
                        server, NOON.plusSeconds(index * 15L), "nginx", 1, index * 0.15, 4096),
                new ProcessSampled(
                        server, NOON.plusSeconds(index * 15L), "java", 2, index * 0.3, 8192));
    }
}
