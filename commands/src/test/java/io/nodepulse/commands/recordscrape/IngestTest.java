package io.nodepulse.commands.recordscrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.commands.RunningCommands;
import io.nodepulse.commands.RunningCommands.Agent;
import io.nodepulse.events.HostMetric;
import io.nodepulse.events.HostSampled;
import io.nodepulse.events.ProcessSampled;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

/** Pushes that are taken, against the real program and a real Valkey. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestTest {

    private final RunningCommands app = RunningCommands.start();

    @AfterAll
    void stop() {
        app.close();
    }

    private static void assertTaken(HttpResponse<String> answer, int accepted, int duplicates) {
        assertThat(answer.body())
                .isEqualTo(
                        "{\"accepted\":%d,\"duplicates\":%d,\"rejected\":0}"
                                .formatted(accepted, duplicates));
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void theNestedFormIsStored() {
        Agent agent = app.register("nested");
        Instant at = Bodies.now();

        assertTaken(app.push(agent, Bodies.nested(at)), 2, 0);

        assertThat(app.samples(agent.serverId()))
                .containsExactly(
                        new ProcessSampled(agent.serverId(), at, "nginx", 4, 1234.5, 102_400_000),
                        new ProcessSampled(
                                agent.serverId(), at, "postgres", 8, 5678.9, 512_000_000));
    }

    @Test
    void theFlatFormAndHostFiguresAreStored() {
        Agent agent = app.register("flat");
        Instant at = Bodies.now();

        assertTaken(app.push(agent, Bodies.flat(at)), 3, 0);

        assertThat(app.samples(agent.serverId()))
                .containsExactlyInAnyOrder(
                        new ProcessSampled(agent.serverId(), at, "nginx", 4, 1234.5, 102_400_000),
                        new ProcessSampled(
                                agent.serverId(), at, "postgres", 8, 5678.9, 512_000_000),
                        new HostSampled(
                                agent.serverId(),
                                at,
                                Map.of(
                                        HostMetric.CPU_IDLE_SECONDS,
                                        7.5,
                                        HostMetric.PROCESSES_RUNNING,
                                        2.0)));
    }

    @Test
    void aRecordedPushIsStored() {
        Agent agent = app.register("recorded");

        assertTaken(app.push(agent, RecordedBody.at(Bodies.now())), RecordedBody.SAMPLES, 0);

        assertThat(app.samples(agent.serverId())).hasSize(RecordedBody.SAMPLES);
    }

    @Test
    void gzipIsUnpacked() {
        Agent agent = app.register("gzip");

        HttpResponse<String> answer =
                app.send(
                        app.pushRequest(agent)
                                .header("Content-Encoding", "gzip")
                                .POST(
                                        BodyPublishers.ofByteArray(
                                                Bodies.gzip(Bodies.nested(Bodies.now())))));

        assertTaken(answer, 2, 0);
    }

    @Test
    void aFormsContentTypeDoesNotEatTheBody() {
        Agent agent = app.register("curl");

        HttpResponse<String> answer =
                app.send(
                        app.pushRequest(agent)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(Bodies.nested(Bodies.now()))));

        assertTaken(answer, 2, 0);
    }

    @Test
    void aRepeatedPushChangesNothing() {
        Agent agent = app.register("repeated");
        String body = Bodies.flat(Bodies.now());
        app.push(agent, body);

        assertTaken(app.push(agent, body), 0, 3);
        assertTaken(app.push(agent, Bodies.nested(Bodies.now().minusSeconds(60))), 0, 2);

        assertThat(app.samples(agent.serverId())).hasSize(3);
    }

    @Test
    void aBacklogIsStoredOldestFirst() {
        Agent agent = app.register("backlog");
        Instant now = Bodies.now();
        StringBuilder scrapes = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            scrapes.append(i == 0 ? "" : ",")
                    .append(
                            "{\"load_1min\": %d, \"timestamp\": \"%s\"}"
                                    .formatted(i, now.plusSeconds(i)));
        }

        assertTaken(app.push(agent, "{\"node_exporter\": [" + scrapes + "]}"), 50, 0);

        assertThat(app.samples(agent.serverId()))
                .extracting(sample -> ((HostSampled) sample).values().get(HostMetric.LOAD_1MIN))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> (double) i).toList());
    }

    @Test
    void whatIsTooOldIsRejectedAndTheRestIsTaken() {
        Agent agent = app.register("too-old");
        String body =
                "{\"node_exporter\": [{\"load_1min\": 1, \"timestamp\": \"2001-01-01T00:00:00Z\"},"
                        + " {\"load_1min\": 1, \"timestamp\": \"%s\"}], \"gpu_exporter\": []}";
        double unknownBefore = app.count("nodepulse.ingest.unknown", "kind", "exporter");

        HttpResponse<String> answer = app.push(agent, body.formatted(Bodies.now()));

        assertThat(answer.body())
                .startsWith("{\"accepted\":1,\"duplicates\":0,\"rejected\":1,\"rejections\":[")
                .contains(
                        "{\"field\":\"node_exporter[0].timestamp\",\"problem\":\"must not be before ",
                        "\"samples\":1}]}");
        assertThat(app.count("nodepulse.ingest.rejected", "reason", "too_old")).isEqualTo(1);
        assertThat(app.count("nodepulse.ingest.unknown", "kind", "exporter"))
                .isEqualTo(unknownBefore + 1);
    }

    @Test
    void everythingIsCounted() {
        Agent agent = app.register("counted");
        double accepted = app.count("nodepulse.ingest.samples", "outcome", "accepted");
        double duplicates = app.count("nodepulse.ingest.samples", "outcome", "duplicate");
        double bytes = app.count("nodepulse.ingest.bytes", "stage", "received");
        String body = Bodies.flat(Bodies.now());

        app.push(agent, body);
        app.push(agent, body);

        assertThat(app.count("nodepulse.ingest.samples", "outcome", "accepted"))
                .isEqualTo(accepted + 3);
        assertThat(app.count("nodepulse.ingest.samples", "outcome", "duplicate"))
                .isEqualTo(duplicates + 3);
        assertThat(app.count("nodepulse.ingest.bytes", "stage", "received"))
                .isEqualTo(bytes + 2 * body.length());
    }
}
