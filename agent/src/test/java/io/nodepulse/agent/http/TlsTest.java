package io.nodepulse.agent.http;

import static io.nodepulse.agent.testing.RawServer.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nodepulse.agent.testing.Certificates;
import io.nodepulse.agent.testing.RawServer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLException;

class TlsTest {

    private static final byte[] GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1);

    @TempDir static Path folder;

    private static Certificates server = Certificates.NONE;
    private static Certificates client = Certificates.NONE;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = Certificates.make(folder.resolve("server"), "server");
        client = Certificates.make(folder.resolve("client"), "client");
    }

    @Test
    void trustsTheCaFileOnly() throws Exception {
        try (RawServer https = https(null)) {
            assertThat(status(https, "localhost", server.certificate(), null, null)).isEqualTo(200);
            assertThat(status(https, "127.0.0.1", server.certificate(), null, null)).isEqualTo(200);
            assertThatThrownBy(() -> status(https, "localhost", client.certificate(), null, null))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> status(https, "localhost", null, null, null))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        try (RawServer https = https(null)) {
            assertThatThrownBy(() -> status(https, "127.0.0.2", server.certificate(), null, null))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void showsItsOwnCertificate() throws Exception {
        try (RawServer https = https(client.certificate())) {
            assertThat(
                            status(
                                    https,
                                    "localhost",
                                    server.certificate(),
                                    client.certificate(),
                                    client.key()))
                    .isEqualTo(200);
            assertThatThrownBy(() -> status(https, "localhost", server.certificate(), null, null))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void namesTheFileThatIsWrong() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        Path broken =
                Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nx");
        bad(empty, null, null, "empty.pem has no");
        bad(broken, null, null, "broken.pem has a CERTIFICATE without an end");
        bad(null, server.certificate(), server.certificate(), "cert.pem has no");
        bad(folder.resolve("missing.pem"), null, null, "missing.pem");
    }

    @Test
    void refusesAKeyThatOthersMayRead(@TempDir Path dir) throws Exception {
        Path key = Files.copy(client.key(), dir.resolve("key.pem"));
        // The folder that JUnit makes is its owner's alone.
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String mode : List.of("rw-r--r--", "rw----r--", "rw-rw----")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
            bad(null, client.certificate(), key, "key.pem is not for the agent alone (mode 0");
        }
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(TlsSockets.of(null, client.certificate(), key)).isNotNull();
    }

    private static void bad(
            @Nullable Path ca, @Nullable Path certificate, @Nullable Path key, String reason) {
        assertThatThrownBy(() -> TlsSockets.of(ca, certificate, key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static RawServer https(@Nullable Path trustedClients) throws Exception {
        return new RawServer(
                server.serverSockets(trustedClients),
                0,
                (_, out) -> out.write(response(200, "", "ok")));
    }

    private static int status(
            RawServer https,
            String host,
            @Nullable Path ca,
            @Nullable Path certificate,
            @Nullable Path key)
            throws IOException {
        HttpTarget target = HttpTarget.parse("https://" + host + ":" + https.port() + "/");
        try (HttpConnection connection =
                new HttpConnection(target, TlsSockets.of(ca, certificate, key))) {
            for (int i = 0; i < 2; i++) {
                connection.exchange(GET, GET, 0, Duration.ofSeconds(20));
                assertThat(connection.body().readAllBytes()).hasSize(2);
            }
            return connection.status();
        }
    }
}
