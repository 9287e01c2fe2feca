package io.nodepulse.trials.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.trials.e2e.Http.Answer;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The same scrapes twice, of processes by name and of units: what is answered of units is what is
 * answered of processes, and neither knows of the other. A slice is in neither ranking of units.
 */
record RecordedUnits(RecordedFigures recorded) {

    private static final String SLICE = "busy.slice";

    void check(Http http, String adminToken) throws IOException, InterruptedException {
        Answer registered = http.register("units", adminToken);
        UUID server = UUID.fromString(registered.body().get("id").stringValue());
        String token = registered.body().get("agent_token").stringValue();
        Answer pushed =
                http.push(
                        server,
                        token,
                        Map.of("process_exporter", recorded.scrapes(), "cgroup", units()));
        assertThat(pushed.status()).as("%s", pushed).isEqualTo(202);
        assertThat(pushed.body().get("rejected").asInt()).isZero();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> http.newestScrape(server).equals(recorded.lastAt()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> top(http, server, "unit", "cpu").path("as_of").isString());
        JsonNode groupedBy = http.get("api/servers/" + server).get("grouped_by");
        assertThat(groupedBy.valueStream().map(JsonNode::stringValue))
                .containsExactly("process", "unit", "slice");
        assertThat(
                        http.get("api/servers/" + server)
                                .get("unit_metrics")
                                .valueStream()
                                .map(JsonNode::stringValue))
                .contains("cpu", "memory", "read", "threads");
        for (String metric : List.of("cpu", "memory", "read", "threads")) {
            JsonNode units = top(http, server, "unit", metric).get("processes");
            assertThat(units.size()).isPositive();
            assertThat(units).isEqualTo(top(http, server, "process", metric).get("processes"));
        }
        JsonNode slices = top(http, server, "slice", "cpu").get("processes");
        assertThat(slices.size()).isEqualTo(1);
        assertThat(slices.get(0).get("name").stringValue()).isEqualTo(SLICE);
        JsonNode events =
                http.get("api/servers/%s/events?exporter=cgroup&limit=1".formatted(server));
        JsonNode event = events.get("events").get(0);
        assertThat(event.get("type").stringValue()).isEqualTo("UnitSampled");
        assertThat(event.has("unit_name") && event.has("memory_bytes")).isTrue();
    }

    private static JsonNode top(Http http, UUID server, String by, String metric)
            throws IOException, InterruptedException {
        return http.get(
                "api/servers/%s/processes/top?limit=100&hours=3&by=%s&metric=%s"
                        .formatted(server, by, metric));
    }

    private List<Map<String, Object>> units() {
        List<Map<String, Object>> units = new ArrayList<>();
        for (Map<String, Object> scrape : recorded.scrapes()) {
            List<Object> of =
                    new ArrayList<>((List<?>) scrape.getOrDefault("processes", List.of()));
            Map<String, Object> slice = new LinkedHashMap<>();
            slice.put("name", SLICE);
            slice.put("num_procs", 9);
            slice.put("cpu_seconds", 1e6 + units.size());
            slice.put("memory_bytes", 1L << 34);
            of.add(slice);
            units.add(Map.of("timestamp", scrape.getOrDefault("timestamp", ""), "units", of));
        }
        return units;
    }
}
