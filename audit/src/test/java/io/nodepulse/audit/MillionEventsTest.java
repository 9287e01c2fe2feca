package io.nodepulse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.embedded.BriefJvm;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.LongRun;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.EventStoreSettings;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A million events, 400,000 in each build, leave a service whose heap could not hold them. */
class MillionEventsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final int SCRAPES = LongRun.of(200, 500);
    private static final int GROUPS = 2_000;
    private static final String HEAP = "-Xmx64m";
    private static final Duration START = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String namespace = "million-" + UUID.randomUUID();
    private final UUID server = UUID.randomUUID();
    private final int port = Loopback.freePort();

    @TempDir Path directory;
    private Process service;

    @BeforeEach
    void fillAndStart() throws IOException {
        try (ValkeyEventStore store =
                ValkeyEventStore.open(
                        EventStoreSettings.at(EmbeddedValkey.shared().uri())
                                .withNamespace(namespace))) {
            Appends.append(
                    store,
                    server,
                    List.of(new ServerRegistered(server, "big", "0".repeat(64), NOON)));
            for (int i = 0; i < SCRAPES; i++) {
                Appends.append(store, server, scrape(i));
            }
        }
        List<String> command = BriefJvm.command();
        command.addAll(
                List.of(
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AuditApplication.class.getName(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--nodepulse.admin.token=secret-of-the-test",
                        "--nodepulse.access.reading=open",
                        "--nodepulse.valkey.uri=" + EmbeddedValkey.shared().uri(),
                        "--nodepulse.valkey.namespace=" + namespace));
        service =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("service.log").toFile())
                        .start();
        await().atMost(START).until(this::answers);
    }

    @AfterEach
    void stop() {
        service.destroyForcibly().onExit().join();
    }

    @Test
    void linesAndRowsStreamInConstantMemory() throws Exception {
        for (String format : List.of("csv", "ndjson")) {
            HttpResponse<Stream<String>> answer =
                    http.send(request("&format=" + format), HttpResponse.BodyHandlers.ofLines());
            long header = format.equals("csv") ? 1 : 0;

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().count()).isEqualTo(header + (long) SCRAPES * GROUPS);
        }
        assertThat(Files.readString(directory.resolve("service.log")))
                .doesNotContain("OutOfMemoryError");
    }

    private boolean answers() throws InterruptedException {
        assertThat(service.isAlive()).as("the service started").isTrue();
        try {
            return http.send(request("&limit=1"), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest request(String more) {
        return HttpRequest.newBuilder(
                        URI.create(
                                "http://127.0.0.1:%d/api/servers/%s/events?from=%s&to=%s%s"
                                        .formatted(
                                                port,
                                                server,
                                                NOON,
                                                NOON.plusSeconds(SCRAPES * 15L),
                                                more)))
                .build();
    }

    private List<ProcessSampled> scrape(int index) {
        List<ProcessSampled> samples = new ArrayList<>(GROUPS);
        for (int group = 0; group < GROUPS; group++) {
            samples.add(
                    new ProcessSampled(
                            server,
                            NOON.plusSeconds(index * 15L),
                            "process-" + group,
                            1 + group % 3,
                            index * (group % 10) / 100.0,
                            4096L * (group + index % 5)));
        }
        return samples;
    }
}
