package io.nodepulse.agent.scrape;

import static io.nodepulse.agent.testing.RawServer.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nodepulse.agent.http.Credentials;
import io.nodepulse.agent.http.HttpConnection;
import io.nodepulse.agent.http.HttpTarget;
import io.nodepulse.agent.http.TlsSockets;
import io.nodepulse.agent.testing.Certificates;
import io.nodepulse.agent.testing.RawServer;
import io.nodepulse.agent.testing.Secrets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** An exporter that asks who scrapes it. */
class ExporterAccessTest {

    private static final String PAGE = "node_load1 1\n";

    @TempDir Path folder;

    private final ExporterStats stats = new ExporterStats();

    @SuppressWarnings("NullAway.Init")
    private Path secret;

    @BeforeEach
    void writeSecret() throws IOException {
        secret = Secrets.write(folder.resolve("secret"), "open sesame: ü\n");
    }

    @Test
    void sendsNameAndPassword() throws IOException {
        // printf 'ada:open sesame: ü' | base64
        expect(new Credentials("ada", secret), "Basic YWRhOm9wZW4gc2VzYW1lOiDDvA==");
    }

    @Test
    void sendsAToken() throws IOException {
        Secrets.write(secret, "abc.def~1\n");
        expect(new Credentials(null, secret), "Bearer abc.def~1");
    }

    @Test
    void readsTheSecretAgainWhenItIsRefused() throws IOException {
        Secrets.write(secret, "old\n");
        try (RawServer server = guarded("Bearer new");
                PageFetcher fetcher = fetcher(server, new Credentials(null, secret))) {
            assertThatThrownBy(() -> fetcher.fetch(1, _ -> {})).hasMessageContaining("status 401");
            Secrets.write(secret, "new\n");
            fetcher.fetch(1, _ -> {});
        }
    }

    @Test
    void saysWhatIsWrongWithTheSecret() throws IOException {
        try (RawServer server = guarded("x")) {
            for (String bad : new String[] {"", "two\nlines\n", "with blank"}) {
                Secrets.write(secret, bad);
                try (PageFetcher fetcher = fetcher(server, new Credentials(null, secret))) {
                    assertThatThrownBy(() -> fetcher.fetch(1, _ -> {}))
                            .hasMessageContaining("secret holds no secret of one line");
                }
            }
        }
    }

    @Test
    void showsNoSecretThatOthersMayRead() throws IOException {
        // The folder that JUnit makes is its owner's alone.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String mode : List.of("rw-r--r--", "rw----r--", "rw-rw----", "rw-----w-")) {
            Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(mode));
            try (RawServer server = guarded("x");
                    PageFetcher fetcher = fetcher(server, new Credentials(null, secret))) {
                assertThatThrownBy(() -> fetcher.fetch(1, _ -> {}))
                        .hasMessageContaining("secret is not for the agent alone (mode 0");
                assertThat(server.requests()).isEmpty();
            }
        }
    }

    @Test
    void trustsItsOwnCaAndShowsACertificate() throws Exception {
        Certificates exporter = Certificates.make(folder.resolve("exporter"), "exporter");
        Certificates agent = Certificates.make(folder.resolve("agent"), "agent");
        try (RawServer server =
                new RawServer(
                        exporter.serverSockets(agent.certificate()),
                        0,
                        (_, out) -> out.write(response(200, "", PAGE)))) {
            HttpTarget target = HttpTarget.parse("https://localhost:" + server.port() + "/");
            HttpConnection connection =
                    new HttpConnection(
                            target,
                            TlsSockets.of(
                                    exporter.certificate(), agent.certificate(), agent.key()));
            try (PageFetcher fetcher =
                    new PageFetcher(target, connection, Duration.ofSeconds(20), stats)) {
                assertThat(fetcher.fetch(1, _ -> {})).isPositive();
            }
        }
    }

    private void expect(Credentials credentials, String authorization) throws IOException {
        try (RawServer server = guarded(authorization);
                PageFetcher fetcher = fetcher(server, credentials);
                PageFetcher nobody = fetcher(server, null)) {
            fetcher.fetch(1, _ -> {});
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("authorization", authorization);
            assertThatThrownBy(() -> nobody.fetch(1, _ -> {})).hasMessageContaining("status 401");
        }
    }

    private static RawServer guarded(String authorization) throws IOException {
        return new RawServer(
                (request, out) -> {
                    boolean known = authorization.equals(request.headers().get("authorization"));
                    out.write(response(known ? 200 : 401, "", PAGE));
                });
    }

    private PageFetcher fetcher(RawServer server, @Nullable Credentials credentials) {
        HttpTarget target = HttpTarget.parse(server.address("/metrics"));
        return new PageFetcher(
                target,
                new HttpConnection(target, null),
                credentials,
                null,
                Duration.ofSeconds(20),
                stats);
    }
}
