package io.nodepulse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.access.caller.ActTally;
import io.nodepulse.audit.notary.Notary;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessMetric;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.api.RBucket;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;
import org.redisson.client.codec.ByteArrayCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was appended is what is read back, in every form. */
@SpringBootTest(
        classes = AuditApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "nodepulse.admin.token=secret-of-the-test",
            "nodepulse.access.reading=open"
        })
class AuditApiTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String RANGE = "from=2026-03-01T12:00:00Z&to=2026-03-01T13:00:00Z";
    private static final String NAMESPACE = "audit-" + UUID.randomUUID();
    private static final int SCRAPES = 30;
    private static final List<String> NAMES =
            List.of(
                    "nginx",
                    "a \"quoted\", one",
                    "=1+1",
                    "<b>名前</b>",
                    "odd\u202Eevil",
                    "\u200B\u2028",
                    " =2+2");

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID server = UUID.randomUUID();

    @Autowired ValkeyEventStore store;
    @Autowired Notary notary;
    @Autowired ActTally tally;

    @TempDir static Path directory;

    @LocalServerPort int port;

    @DynamicPropertySource
    static void valkey(DynamicPropertyRegistry registry) {
        registry.add("nodepulse.valkey.uri", EmbeddedValkey.shared()::uri);
        registry.add("nodepulse.valkey.namespace", () -> NAMESPACE);
        Appends.asItsOwnUser(registry, NAMESPACE);
        registry.add("nodepulse.audit.directory", () -> directory.resolve("audit").toString());
    }

    @BeforeEach
    void fill() {
        append(List.of(new ServerRegistered(server, "web-1", "0".repeat(64), NOON)));
        IntStream.range(0, SCRAPES).forEach(i -> append(scrape(i)));
        append(List.of(new HostSampled(server, NOON, Map.of(HostMetric.LOAD_1MIN, 0.5))));
    }

    @Test
    void pagesLeadThroughTheWholeRange() throws Exception {
        List<JsonNode> events = new ArrayList<>();
        String next = "0";
        int pages = 0;
        while (next != null) {
            JsonNode page = json(get("/events?" + RANGE + "&limit=7&cursor=" + next));
            page.get("events").forEach(events::add);
            next = page.get("next").isNull() ? null : page.get("next").stringValue();
            pages++;
        }

        assertThat(pages).isEqualTo((SCRAPES * NAMES.size() + 6) / 7);
        assertThat(events.stream().map(AuditApiTest::sample)).isEqualTo(everything());
    }

    @Test
    @Timeout(30)
    void allOfTimeIsNotWalkedThroughDayByDay() throws Exception {
        String always = "from=1970-01-01T00:00:00Z&to=9999-12-31T23:59:59Z";

        assertThat(get("/events?" + always + "&format=ndjson").body())
                .isEqualTo(get("/events?" + RANGE + "&format=ndjson").body());
    }

    @Test
    void whatLeavesAsAFileIsWrittenDown() throws Exception {
        get("/events?" + RANGE + "&format=csv");
        get("/events?" + RANGE + "&format=csv");
        get("/events?" + RANGE);
        tally.flush();

        JsonNode page = json(send(asAdmin("/api/administration/events?limit=10000")));
        List<JsonNode> exports = new ArrayList<>();
        for (JsonNode act : page.get("events")) {
            if (act.at("/details/what").asString("").equals("server:" + server)) {
                exports.add(act);
            }
        }
        assertThat(exports).hasSize(1);
        assertThat(exports.getFirst().get("act").stringValue()).isEqualTo("DataExported");
        assertThat(exports.getFirst().get("actor").stringValue()).isEqualTo("anonymous");
        assertThat(exports.getFirst().get("address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(exports.getFirst().at("/details/format").stringValue()).isEqualTo("csv");
        assertThat(exports.getFirst().at("/details/times").intValue()).isEqualTo(2);
    }

    @Test
    void linesAndRowsCarryTheSame() throws Exception {
        HttpResponse<String> lines = get("/events?" + RANGE + "&format=ndjson");
        HttpResponse<String> rows = get("/events?" + RANGE + "&format=csv&process=nginx");

        assertThat(
                        lines.body()
                                .lines()
                                .map(JsonMapper.shared()::readTree)
                                .map(AuditApiTest::sample))
                .isEqualTo(everything());
        assertThat(rows.headers().firstValue("content-disposition").orElse(""))
                .isEqualTo("attachment; filename=\"events-web-1-nginx.csv\"");
        assertThat(lines.headers().firstValue("content-disposition").orElse(""))
                .isEqualTo("attachment; filename=\"events-web-1.ndjson\"");
        String hostile = "/events?" + RANGE + "&format=csv&process=../%E5%90%8D%22";
        assertThat(get(hostile).headers().firstValue("content-disposition").orElse(""))
                .endsWith("filename*=UTF-8''events-web-1-.._%E5%90%8D_.csv");
        assertThat(rows.body().lines()).hasSize(1 + SCRAPES);
        assertThat(rows.body())
                .startsWith("shard,sequence,server_id,sampled_at,process_name,num_procs,")
                .contains(
                        server
                                + ",2026-03-01T12:00:15Z,nginx,1,0.15,4096,4096,,,,,,0.5"
                                + ",".repeat(figuresAfter(ProcessMetric.WORST_FD_RATIO))
                                + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 210",
        "&process=nginx, 30",
        "&exporter=node_exporter, 1",
        "&process=nobody, 0",
    })
    void everyLineIsOneObjectByteByByte(String part, int lines) throws Exception {
        JsonNode page = json(get("/events?limit=10000&" + RANGE + part).body());
        StringBuilder expected = new StringBuilder();
        page.get("events").forEach(event -> expected.append(event).append('\n'));

        byte[] body =
                bytes(request("/api/servers/" + server + "/events?format=ndjson&" + RANGE + part));

        assertThat(body).asString(UTF_8).isEqualTo(expected.toString());
        assertThat(body).isEqualTo(expected.toString().getBytes(UTF_8));
        assertThat(expected.chars().filter(c -> c == '\n')).hasSize(lines);
    }

    @Test
    void everyLineOfTheActsIsOneObjectByteByByte() throws Exception {
        JsonNode page = json(send(asAdmin("/api/administration/events?limit=10000")).body());
        StringBuilder expected = new StringBuilder();
        page.get("events").forEach(event -> expected.append(event).append('\n'));

        byte[] body = bytes(asAdmin("/api/administration/events?format=ndjson"));

        assertThat(body).asString(UTF_8).isEqualTo(expected.toString());
    }

    @Test
    void rowsSurviveNamesThatAreCsvOrFormulas() throws Exception {
        String body = get("/events?" + RANGE + "&format=csv").body();

        assertThat(body)
                .contains(",\"a \"\"quoted\"\", one\",")
                .contains(",\"'=1+1\",")
                .contains(",\"odd‹U+202E›evil\",")
                .contains(",\"‹U+200B›‹U+2028›\",")
                .contains(",\"‹U+0020›=2+2\",")
                .doesNotContain("\u202E", "\u200B", "\u2028");
    }

    @Test
    void hostFiguresAreReadByTheirExporter() throws Exception {
        JsonNode page = json(get("/events?" + RANGE + "&exporter=node_exporter"));

        assertThat(page.get("events")).hasSize(1);
        assertThat(page.get("events").get(0).get("load_1min").doubleValue()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, 400, from",
        "from=2026-03-01T13:00:00Z&to=2026-03-01T12:00:00Z, 400, from",
        "limit=0, 400, limit",
        "limit=10001, 400, limit",
        "limit=many, 400, limit",
        "cursor=-1, 400, cursor",
        "exporter=disk, 400, exporter",
        "format=xml, 400, format",
        "to=-999999999-01-01T00:00:00Z, 400, to",
        "from=1969-12-31T23:59:59Z, 400, from",
        "to=10000-01-01T00:00:00Z, 400, to",
        "to=99999999999999999999, 400, to",
        "from=0&from=1, 400, from",
        "since=0, 400, since"
    })
    void badParametersAreNamed(String query, int status, String parameter) throws Exception {
        HttpResponse<String> answer = get("/events?" + query);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(json(answer).get("parameter").stringValue()).isEqualTo(parameter);
        assertThat(json(answer).get("allowed").stringValue()).isNotEmpty();
    }

    @Test
    void anUnknownServerIsNotFound() throws Exception {
        assertThat(send(request("/api/servers/" + UUID.randomUUID() + "/events")).statusCode())
                .isEqualTo(404);
        assertThat(send(request("/api/servers/nonsense/events")).statusCode()).isEqualTo(404);
    }

    @Test
    void verificationReportsEveryChainAndTheStoreRemembersIt() throws Exception {
        IntStream.range(0, store.shards()).forEach(notary::seal);

        HttpResponse<String> refused =
                send(request("/api/audit/verify").POST(HttpRequest.BodyPublishers.noBody()));
        HttpResponse<String> answer =
                send(asAdmin("/api/audit/verify").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(refused.statusCode()).isEqualTo(401);
        List<JsonNode> lines = answer.body().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(lines.getLast().get("intact").booleanValue()).isTrue();
        assertThat(lines.stream().filter(line -> line.has("chain"))).hasSize(2 * store.shards());
        IntStream.range(0, store.shards())
                .forEach(notary::seal); // the verification is an event too
        JsonNode figures = json(send(request("/api/event-store")));
        assertThat(figures.get("verified").booleanValue()).isTrue();
        assertThat(figures.get("events").longValue())
                .isEqualTo(figures.get("sealed_events").longValue())
                .isPositive();
        assertThat(figures.get("room_seconds").isNull()).as("known after a minute").isTrue();
        assertThat(store.memory()).as("as the service's user").allMatch(m -> m.usedBytes() > 0);
    }

    @Test
    void aStoreThatLacksNothingWasNotRestored() throws Exception {
        HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();

        HttpResponse<String> answer = send(asAdmin("/api/audit/restored").POST(nothing));

        assertThat(send(request("/api/audit/restored").POST(nothing)).statusCode()).isEqualTo(401);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer)).isEqualTo(json("{\"restored\":[]}"));
    }

    /** The older copy of the shard takes the place of what the service knows. */
    @Test
    void whatWentWithAnOlderCopyIsToldByShard() throws Exception {
        int shard = store.shardOf(server);
        notary.seal(shard);
        long kept = store.shard(shard).head();
        // As who runs Valkey, for the service may not.
        try (ValkeyEventStore all =
                ValkeyEventStore.open(EventStoreSettings.at(EmbeddedValkey.shared().uri()))) {
            RedissonClient valkey = all.connection();
            Map<String, byte[]> copy = new LinkedHashMap<>();
            keysOf(valkey, shard).forEach(key -> copy.put(key, stored(valkey, key).dump()));
            append(scrape(SCRAPES));
            notary.seal(shard);
            keysOf(valkey, shard).forEach(key -> stored(valkey, key).delete());
            copy.forEach((key, dumped) -> stored(valkey, key).restore(dumped));
        }

        JsonNode answer =
                json(
                        send(
                                asAdmin("/api/audit/restored")
                                        .POST(HttpRequest.BodyPublishers.noBody())));

        assertThat(answer)
                .isEqualTo(
                        json(
                                "{\"restored\":[{\"shard\":%d,\"first\":%d,\"last\":%d}]}"
                                        .formatted(shard, kept + 1, kept + NAMES.size())));
        JsonNode act = json(send(asAdmin("/api/administration/events?limit=1"))).at("/events/0");
        assertThat(act.get("act").stringValue()).isEqualTo("StoreRestored");
        assertThat(act.get("id").stringValue()).isEqualTo(shard + ":" + (kept + NAMES.size() + 1));
        assertThat(act.get("details")).isEqualTo(answer.at("/restored/0"));
    }

    private static List<String> keysOf(RedissonClient valkey, int shard) {
        List<String> keys = new ArrayList<>();
        valkey.getKeys()
                .getKeys(KeysScanOptions.defaults().pattern("{" + NAMESPACE + ":" + shard + "}:*"))
                .forEach(keys::add);
        return keys;
    }

    private static RBucket<byte[]> stored(RedissonClient valkey, String key) {
        return valkey.getBucket(key, ByteArrayCodec.INSTANCE);
    }

    @Test
    void actsAreListedNewestFirstForAdministratorsOnly() throws Exception {
        send(asAdmin("/api/audit/verify").POST(HttpRequest.BodyPublishers.noBody()));
        send(
                asAdmin("/api/people")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"name\":\"ada\",\"role\":\"viewer\",\"password\":\"a long enough one\"}")));

        List<JsonNode> acts = new ArrayList<>();
        JsonNode page = json(send(asAdmin("/api/administration/events?limit=2")));
        page.get("events").forEach(acts::add);

        assertThat(page.get("more").booleanValue()).isTrue();
        assertThat(acts.stream().map(act -> act.get("act").stringValue()))
                .containsExactly("PersonAdded", "HistoryVerified");
        assertThat(acts.getFirst().get("details"))
                .isEqualTo(json("{\"name\":\"ada\",\"role\":\"viewer\"}"));
        assertThat(acts)
                .allSatisfy(
                        act -> {
                            assertThat(act.get("actor").stringValue()).isEqualTo("admin-token");
                            assertThat(act.get("address").stringValue()).isEqualTo("127.0.0.1");
                        });
        assertThat(send(request("/api/administration/events")).statusCode()).isEqualTo(401);
    }

    /** Registrations of before who did them was kept are acts too, of nobody. */
    @Test
    void actsLeaveAsLinesAndRows() throws Exception {
        String lines = send(asAdmin("/api/administration/events?format=ndjson")).body();
        String rows =
                send(asAdmin("/api/administration/events?format=csv&to=2026-03-01T12:00:00Z"))
                        .body();

        assertThat(lines.lines().map(AuditApiTest::json))
                .anyMatch(
                        act ->
                                act.get("actor").isNull()
                                        && act.get("details")
                                                .get("server_id")
                                                .stringValue()
                                                .equals(server.toString()));
        assertThat(rows)
                .startsWith("id,at,act,actor,address,details\r\n")
                .contains(
                        ",2026-03-01T12:00:00Z,ServerRegistered,,,\"server_id="
                                + server
                                + "; name=web-1\"\r\n");
    }

    private HttpRequest.Builder asAdmin(String path) {
        return request(path).header("Authorization", "Bearer secret-of-the-test");
    }

    private List<ProcessSampled> everything() {
        return IntStream.range(0, SCRAPES).boxed().flatMap(i -> scrape(i).stream()).toList();
    }

    private List<ProcessSampled> scrape(int index) {
        return IntStream.range(0, NAMES.size())
                .mapToObj(
                        i ->
                                new ProcessSampled(
                                        server,
                                        NOON.plusSeconds(index * 15L),
                                        NAMES.get(i),
                                        1 + i,
                                        index * 15 / 100.0,
                                        4096L * index,
                                        i > 0
                                                ? Map.of()
                                                : Map.of(
                                                        ProcessMetric.READ_BYTES,
                                                        4096.0 * index,
                                                        ProcessMetric.WORST_FD_RATIO,
                                                        0.5)))
                .toList();
    }

    private void append(List<?> events) {
        Appends.append(store, server, events);
    }

    private static int figuresAfter(ProcessMetric metric) {
        return ProcessMetric.values().length - 1 - metric.ordinal();
    }

    private static ProcessSampled sample(JsonNode event) {
        return new ProcessSampled(
                UUID.fromString(event.get("server_id").stringValue()),
                Instant.parse(event.get("sampled_at").stringValue()),
                event.get("process_name").stringValue(),
                event.get("num_procs").intValue(),
                event.get("cpu_seconds").doubleValue(),
                event.get("resident_bytes").longValue(),
                ProcessMetric.INDEX.metrics().stream()
                        .filter(metric -> event.has(metric.field()))
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        metric -> event.get(metric.field()).doubleValue())));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request("/api/servers/" + server + path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private byte[] bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
