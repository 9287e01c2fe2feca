package io.nodepulse.trials.e2e;

import io.nodepulse.trials.e2e.RecordedDay.Scrape;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** What agents, admins and pages send to a running system. */
final class Http {

    private static final JsonMapper JSON = new JsonMapper();

    /** Each waited some seconds for the store. */
    private static final int MOST_AGAIN = 10;

    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    Http(String address) {
        this.address = address;
    }

    URI address() {
        return URI.create(address);
    }

    /** An answer, whatever its status. */
    record Answer(int status, JsonNode body) {}

    /** How many of a push are in the store: one that was sent again may have come before. */
    static int taken(Answer push) {
        return push.body().path("accepted").asInt() + push.body().path("duplicates").asInt();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return expected(path, send(request(path).GET()));
    }

    private static JsonNode expected(String path, Answer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException(path + " answered " + answer);
        }
        return answer.body();
    }

    /**
     * The time of the newest scrape that its top processes show. The fleet hears of a registration
     * some moments after it was taken: as if there were none, until then.
     */
    Instant newestScrape(UUID server) throws IOException, InterruptedException {
        String path = "api/servers/%s/processes/top?limit=1".formatted(server);
        Answer answer = send(request(path).GET());
        if (answer.status() == 404) {
            return Instant.EPOCH;
        }
        JsonNode asOf = expected(path, answer).path("as_of");
        return asOf.isString() ? Instant.parse(asOf.stringValue()) : Instant.EPOCH;
    }

    /** Posts nothing as an admin. */
    JsonNode post(String path, String adminToken) throws IOException, InterruptedException {
        return send(request(path)
                        .header("Authorization", "Bearer " + adminToken)
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .body();
    }

    /** How many lines the answer has. */
    long lines(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofLines()).body().count();
    }

    Answer register(String name, String adminToken) throws IOException, InterruptedException {
        return send(
                request("api/servers")
                        .header("Authorization", "Bearer " + adminToken)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(Map.of("name", name)))));
    }

    /** Pushes scrapes of process_exporter, zipped, in the form of the seed. */
    Answer push(UUID server, String agentToken, List<Scrape> scrapes)
            throws IOException, InterruptedException {
        return push(server, agentToken, payload(scrapes));
    }

    /** Pushes that body, zipped; again where a busy store says 503, as agents do. */
    Answer push(UUID server, String agentToken, Map<String, Object> payload)
            throws IOException, InterruptedException {
        HttpRequest.Builder push =
                request("metrics/prometheus?server_id=" + server)
                        .header("Authorization", "Bearer " + agentToken)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(zipped(payload)));
        Answer answer = send(push);
        for (int again = 0; answer.status() == 503 && again < MOST_AGAIN; again++) {
            answer = send(push);
        }
        return answer;
    }

    /** Has the seals recomputed; the verdict is the last line. */
    List<JsonNode> verify(String adminToken) throws IOException, InterruptedException {
        HttpRequest request =
                request("api/audit/verify")
                        .header("Authorization", "Bearer " + adminToken)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines())
                .body()
                .map(JSON::readTree)
                .toList();
    }

    private static Map<String, Object> payload(List<Scrape> scrapes) {
        return Map.of("process_exporter", scrapes.stream().map(Http::scrape).toList());
    }

    private static Map<String, Object> scrape(Scrape scrape) {
        return Map.of(
                "timestamp",
                scrape.at().toString(),
                "processes",
                scrape.samples().stream()
                        .map(
                                sample ->
                                        Map.of(
                                                "name", sample.name(),
                                                "num_procs", sample.numProcs(),
                                                "cpu_seconds", sample.cpuSeconds(),
                                                "memory_bytes", sample.residentBytes()))
                        .toList());
    }

    private static byte[] zipped(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(JSON.writeValueAsBytes(value));
        }
        return bytes.toByteArray();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }
}
