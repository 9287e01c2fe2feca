package io.nodepulse.audit.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.audit.Appends;
import io.nodepulse.audit.AuditApplication;
import io.nodepulse.audit.bucket.S3Bucket;
import io.nodepulse.audit.bucket.TestBucket;
import io.nodepulse.embedded.EmbeddedValkey;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.events.ServerRegistered;
import io.nodepulse.events.store.ValkeyEventStore;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A service that was given a bucket by its settings alone. */
@SpringBootTest(
        classes = AuditApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "nodepulse.admin.token=secret-of-the-test",
            "nodepulse.access.reading=open",
            "nodepulse.audit.seal-every=100ms"
        })
@DirtiesContext // its folder goes with the class
class BucketApiTest {

    private static final TestBucket OBJECTS = new TestBucket();
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir static Path directory;

    @Autowired ValkeyEventStore store;
    @Autowired S3Bucket bucket;
    @LocalServerPort int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("nodepulse.valkey.uri", EmbeddedValkey.shared()::uri);
        registry.add("nodepulse.valkey.namespace", () -> "bucket-" + UUID.randomUUID());
        registry.add("nodepulse.audit.directory", () -> directory.resolve("audit").toString());
        String segments = "nodepulse.segments.";
        registry.add(segments + "directory", () -> directory.resolve("segments").toString());
        registry.add(segments + "bucket.name", OBJECTS::name);
        registry.add(
                segments + "bucket.endpoint",
                () -> "http://%s:%d".formatted(Loopback.HOST, OBJECTS.port()));
        registry.add(segments + "bucket.prefix", () -> "a/history");
        registry.add(segments + "bucket.access-key", () -> "some");
        registry.add(segments + "bucket.secret-key", () -> "body");
    }

    @AfterAll
    static void end() {
        OBJECTS.close();
    }

    /** The hour in which they came is over. */
    @Test
    void whatIsOlderThanTheHourIsInTheBucketAndItSaysSo() throws Exception {
        UUID server = UUID.randomUUID();
        int shard = store.shardOf(server);
        Instant at = Instant.parse("2026-03-01T12:00:00Z");
        Appends.append(
                store, server, List.of(new ServerRegistered(server, "s", "0".repeat(64), at)));

        await().atMost(LONGEST).until(() -> segments(shard).get("files").intValue() == 1);
        await().atMost(LONGEST).until(() -> segments(shard).get("waiting").intValue() == 0);

        JsonNode row = segments(shard);
        assertThat(row.get("place").stringValue())
                .isEqualTo("s3://%s/a/history/".formatted(OBJECTS.name()));
        assertThat(row.get("through").longValue()).isEqualTo(store.shard(shard).head());
        assertThat(row.get("stopped").isNull()).isTrue();
        assertThat(row.get("defects").intValue()).isZero();
        assertThat(bucket.list("shard-" + shard)).hasSize(2);
    }

    private JsonNode segments(int shard) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer =
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:%d/api/event-store"
                                                                    .formatted(port)))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            return JsonMapper.shared().readTree(answer).get("shards").get(shard).get("segments");
        }
    }
}
