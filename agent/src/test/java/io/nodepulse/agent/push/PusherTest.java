package io.nodepulse.agent.push;

import static io.nodepulse.agent.testing.RawServer.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodepulse.agent.buffer.BufferStats;
import io.nodepulse.agent.buffer.ScrapeBuffer;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.payload.ExporterKind;
import io.nodepulse.agent.testing.RawServer;
import io.nodepulse.agent.testing.Secrets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import javax.net.ServerSocketFactory;

class PusherTest {

    private static final String ACCEPTED =
            "{\"accepted\":3, \"duplicates\": 2,\"rejected\":1,\"more\":9}";

    @TempDir Path folder;

    private final BufferStats bufferStats = new BufferStats();
    private final PushStats stats = new PushStats();
    private final AtomicInteger status = new AtomicInteger(202);
    private volatile String headers = "";
    private volatile String answer = ACCEPTED;

    @SuppressWarnings("NullAway.Init")
    private ScrapeBuffer buffer;

    @SuppressWarnings("NullAway.Init")
    private RawServer server;

    private Path tokenFile = Path.of("");
    private @Nullable Pusher pusher;
    private @Nullable Thread thread;
    private @Nullable RawServer startedFor;

    @BeforeEach
    void open() throws IOException {
        tokenFile = Secrets.write(folder.resolve("token"), "secret\n");
        buffer =
                new ScrapeBuffer(
                        folder.resolve("buffer").toFile(),
                        64 << 20,
                        Duration.ofDays(2),
                        bufferStats);
        server = new RawServer((_, out) -> out.write(response(status.get(), headers, answer)));
    }

    @AfterEach
    void close() throws Exception {
        stop(Duration.ofSeconds(1));
        buffer.close();
        server.close();
    }

    @Test
    void sendsThePayloadOfTheContract() throws Exception {
        add(ExporterKind.PROCESS_EXPORTER, "{\"a\":1}");
        add(ExporterKind.NODE_EXPORTER, "{\"b\":1}");
        add(ExporterKind.PROCESS_EXPORTER, "{\"a\":2}");
        start();
        awaitEmpty();
        RawServer.Request request = server.requests().getFirst();
        assertThat(request.line()).isEqualTo("POST /metrics/prometheus?server_id=x HTTP/1.1");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer secret")
                .containsEntry("content-type", "application/json")
                .containsEntry("content-encoding", "gzip");
        assertThat(request.text())
                .isEqualTo(
                        "{\"process_exporter\":[{\"a\":1},{\"a\":2}],\"node_exporter\":[{\"b\":1}]}");
        assertThat(stats.accepted()).hasValue(3);
        assertThat(stats.duplicates()).hasValue(2);
        assertThat(stats.rejected()).hasValue(1);
    }

    @Test
    void keepsOneConnection() {
        start();
        for (int i = 0; i < 20; i++) {
            add(ExporterKind.NODE_EXPORTER, "{}");
            awaitEmpty();
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void sendsTheSameAgainWhileTheServerIsInTrouble() throws Exception {
        for (int trouble : new int[] {500, 502, 503, 408, 429, 302}) {
            status.set(trouble);
            add(ExporterKind.NODE_EXPORTER, "{\"n\":" + trouble + "}");
            start();
            await().until(() -> stats.lastError().contains("answered " + trouble));
            await().untilAsserted(() -> assertThat(bufferStats.diskRecords()).hasValue(1));
            status.set(202);
            awaitEmpty();
            assertThat(server.requests().getLast().text()).contains("{\"n\":" + trouble + "}");
        }
        assertThat(stats.scrapesRefused()).hasValue(0);
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        status.set(503);
        headers = "Retry-After: 1\r\n";
        add(ExporterKind.NODE_EXPORTER, "{\"n\":1}");
        start();
        await().until(() -> stats.failures().get() == 1);
        long failed = System.nanoTime();
        status.set(202);
        awaitEmpty();
        // Its own backoff is at most 50 ms.
        assertThat(System.nanoTime() - failed).isGreaterThan(800_000_000L);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void dropsWhatTheServerWillNeverTakeAndGoesOn() {
        for (int refusal : new int[] {400, 404, 422}) {
            long before = stats.scrapesRefused().get();
            status.set(refusal);
            add(ExporterKind.NODE_EXPORTER, "{\"bad\":1}");
            start();
            awaitEmpty();
            assertThat(stats.scrapesRefused()).hasValue(before + 1);
        }
        status.set(202);
        add(ExporterKind.NODE_EXPORTER, "{\"good\":1}");
        awaitEmpty();
        assertThat(server.requests().getLast().text()).contains("good").doesNotContain("bad");
    }

    @Test
    void keepsEverythingWhileItsTokenIsRefusedAndReadsItAgain() throws Exception {
        server.close();
        for (int refusal : new int[] {401, 403}) {
            String wanted = "rotated" + refusal;
            server =
                    new RawServer(
                            (request, out) -> {
                                String token = request.headers().get("authorization");
                                boolean good = ("Bearer " + wanted).equals(token);
                                out.write(response(good ? 202 : refusal, "", ACCEPTED));
                            });
            add(ExporterKind.NODE_EXPORTER, "{}");
            start();
            await().until(() -> stats.lastError().contains("answered " + refusal));
            Secrets.write(tokenFile, wanted);
            awaitEmpty();
            stop(Duration.ZERO);
            server.close();
        }
        assertThat(stats.scrapesRefused()).hasValue(0);
        assertThat(stats.scrapesDelivered()).hasValue(2);
    }

    @Test
    void knowsWhatTheServerHasOnlyWhereItRejectedNothing() {
        add(ExporterKind.NODE_EXPORTER, "{\"n\":1}");
        start();
        awaitEmpty();
        assertThat(buffer.newestTaken(ExporterKind.NODE_EXPORTER)).isZero();
        answer = "{\"accepted\":1,\"duplicates\":0,\"rejected\":0}";
        add(ExporterKind.NODE_EXPORTER, "{\"n\":2}");
        awaitEmpty();
        assertThat(buffer.newestTaken(ExporterKind.NODE_EXPORTER)).isPositive();
        assertThat(buffer.newestTaken(ExporterKind.PROCESS_EXPORTER)).isZero();
    }

    @Test
    void waitsForATokenFile() throws IOException {
        Files.delete(tokenFile);
        add(ExporterKind.NODE_EXPORTER, "{}");
        start();
        await().until(() -> stats.lastError().contains("does not exist"));
        assertThat(server.requests()).isEmpty();
        Secrets.write(tokenFile, "t");
        awaitEmpty();
    }

    @Test
    void halvesABatchThatIsTooLargeAndDropsOnlyTheScrapeThatIs() throws Exception {
        server.close();
        server =
                new RawServer(
                        (request, out) -> {
                            boolean large = request.text().length() > 500;
                            out.write(response(large ? 413 : 202, "", ""));
                        });
        for (int i = 0; i < 40; i++) {
            add(ExporterKind.NODE_EXPORTER, "{\"n\":" + i + "}");
        }
        add(ExporterKind.NODE_EXPORTER, "{\"n\":\"" + "x".repeat(600) + "\"}");
        start();
        awaitEmpty();
        assertThat(stats.scrapesDelivered()).hasValue(40);
        assertThat(stats.scrapesRefused()).hasValue(1);
    }

    @Test
    void drainsTwoDaysAtMoreThan500ScrapesPerSecond() throws Exception {
        String scrape = "{\"p\":[" + "{\"name\":\"p\",\"cpu_seconds\":1.5},".repeat(400) + "{}]}";
        int backlog = 5_000;
        for (int i = 0; i < backlog; i++) {
            add(ExporterKind.PROCESS_EXPORTER, scrape);
            buffer.spill();
        }
        long began = System.nanoTime();
        start();
        await().atMost(Duration.ofSeconds(60)).until(buffer::isEmpty);
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(stats.scrapesDelivered()).hasValue(backlog);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(backlog / seconds).isGreaterThan(500);
    }

    @Test
    void sendsWhatIsThereBeforeItStops() throws InterruptedException {
        start();
        add(ExporterKind.NODE_EXPORTER, "{\"last\":1}");
        stop(Duration.ofSeconds(5));
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void survivesAServerThatIsAwayAndComesBack() throws Exception {
        int port = server.port();
        server.close();
        add(ExporterKind.NODE_EXPORTER, "{\"n\":1}");
        start();
        await().until(() -> stats.failures().get() >= 2);
        add(ExporterKind.NODE_EXPORTER, "{\"n\":2}");
        server =
                new RawServer(
                        ServerSocketFactory.getDefault(),
                        port,
                        (_, out) -> out.write(response(202, "", ACCEPTED)));
        awaitEmpty();
        Pattern ordered = Pattern.compile(".*\"n\":1.*\"n\":2.*");
        StringBuilder all = new StringBuilder();
        for (RawServer.Request request : server.requests()) {
            all.append(request.text());
        }
        assertThat(all.toString()).matches(ordered);
    }

    private void add(ExporterKind kind, String json) {
        byte[] bytes = json.getBytes(UTF_8);
        buffer.add(kind, System.currentTimeMillis(), bytes, bytes.length);
    }

    private void awaitEmpty() {
        await().atMost(Duration.ofSeconds(30)).until(buffer::isEmpty);
    }

    private void stop(Duration grace) throws InterruptedException {
        if (pusher != null && thread != null) {
            pusher.stop(grace);
            thread.join();
        }
    }

    private void start() {
        if (thread != null && startedFor == server) {
            return;
        }
        startedFor = server;
        HttpTarget target =
                HttpTarget.parse(server.address("/metrics/prometheus")).withQuery("server_id", "x");
        pusher =
                new Pusher(
                        buffer,
                        new PushTarget(target, tokenFile),
                        new HttpConnection(target, null),
                        Duration.ofSeconds(10),
                        100,
                        stats,
                        new Backoff(Duration.ofMillis(5), Duration.ofMillis(50), new Random(1)));
        thread = Thread.ofPlatform().start(pusher);
    }
}
