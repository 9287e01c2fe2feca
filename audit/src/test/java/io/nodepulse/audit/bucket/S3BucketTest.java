package io.nodepulse.audit.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.sun.net.httpserver.HttpServer;

import io.nodepulse.audit.bucket.BucketSettings.Encryption;
import io.nodepulse.audit.bucket.BucketSettings.Lock;
import io.nodepulse.embedded.Flow;
import io.nodepulse.embedded.Loopback;
import io.nodepulse.embedded.Relay;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** A real server over loopback. */
class S3BucketTest {

    private static final DataSize CACHE = DataSize.ofGigabytes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final TestBucket server = new TestBucket();
    private final S3Bucket bucket = S3Bucket.open(server.settings(CACHE));

    @AfterEach
    void end() {
        bucket.close();
        server.close();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatWasPutIsListedAndReadWholeAndInRanges() throws IOException {
        byte[] bytes = bytes(300_000);
        bucket.put("shard-0/a", bytes);
        bucket.put("shard-0/b", bytes(5));
        bucket.put("shard-1/a", bytes(6));

        assertThat(bucket.list("shard-0/"))
                .extracting(S3Bucket.Listed::name, S3Bucket.Listed::bytes)
                .containsExactlyInAnyOrder(tuple("shard-0/a", 300_000L), tuple("shard-0/b", 5L));
        assertThat(bucket.get("shard-0/a")).isEqualTo(bytes);
        String tag = bucket.list("shard-0/a").getFirst().tag();
        assertThat(bucket.range("shard-0/a", tag, 299_000, 1_000))
                .isEqualTo(Arrays.copyOfRange(bytes, 299_000, 300_000));
        assertThatThrownBy(() -> bucket.range("shard-0/a", tag, 299_000, 1_001))
                .isInstanceOf(IOException.class);
        bucket.put("shard-0/a", bytes(300_001));
        assertThatThrownBy(() -> bucket.range("shard-0/a", tag, 0, 9))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shard-0/a: the server answers 412");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> bucket.get("nothing"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("s3://%s/a/history/nothing: is not there".formatted(server.name()));
    }

    @Test
    void objectsAreEncryptedAsTheSettingsSay() throws IOException {
        try (S3Bucket encrypted =
                S3Bucket.open(
                        server.settings(
                                server.port(), CACHE, Encryption.AES256, Lock.NONE, TIMEOUT))) {
            encrypted.put("a", bytes(9));
        }

        HeadObjectResponse head =
                server.client().headObject(h -> h.bucket(server.name()).key("a/history/a"));
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    }

    /** The server of the tests does not keep a retention: what is sent to it is looked at. */
    @Test
    void aRetentionIsSentWithTheObject() throws IOException {
        Map<String, String> sent = new ConcurrentHashMap<>();
        HttpServer listening =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getByName(Loopback.HOST), 0), 0);
        listening.createContext(
                "/",
                call -> {
                    call.getRequestHeaders()
                            .forEach((name, values) -> sent.put(name, values.getFirst()));
                    call.getRequestBody().readAllBytes();
                    call.sendResponseHeaders(200, -1);
                    call.close();
                });
        listening.start();
        Instant before = Instant.now();
        try (S3Bucket locked =
                S3Bucket.open(
                        server.settings(
                                listening.getAddress().getPort(),
                                CACHE,
                                Encryption.NONE,
                                Lock.COMPLIANCE,
                                TIMEOUT))) {
            locked.put("a", bytes(9));
        } finally {
            listening.stop(0);
        }

        assertThat(sent).containsEntry("X-amz-object-lock-mode", "COMPLIANCE");
        assertThat(Instant.parse(sent.get("X-amz-object-lock-retain-until-date")))
                .isBetween(
                        before.plus(Duration.ofDays(30)).minusSeconds(1),
                        Instant.now().plus(Duration.ofDays(30)));
    }

    @Test
    void aPutThatIsCutLeavesNothing() throws IOException {
        AtomicReference<Flow> flow = new AtomicReference<>(Flow.OPEN);
        try (Relay wire = Relay.to(server.port(), flow::get);
                S3Bucket cut = S3Bucket.open(server.through(wire.port(), Duration.ofSeconds(3)))) {
            cut.put("small", bytes(10));
            flow.set(Flow.CUT);
            wire.obey();
            assertThatThrownBy(() -> cut.put("large", bytes(8_000_000)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a/history/large: ");
            flow.set(Flow.STALLED);
            assertThatThrownBy(() -> cut.put("large", bytes(8_000_000)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a/history/large: ");
        }

        assertThat(bucket.list("")).extracting(S3Bucket.Listed::name).containsExactly("small");
    }

    @Test
    void keysAreInNoMessage() {
        assertThat(server.settings(CACHE).toString()).doesNotContain("body").contains("a/history/");
    }
}
