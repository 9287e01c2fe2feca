package io.nodepulse.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodepulse.commands.RunningCommands.Agent;
import io.nodepulse.commands.TestAuthority.Identity;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The listener with TLS, by Spring's own settings, and agents that show certificates. */
class TlsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String BUNDLE = "spring.ssl.bundle.pem.listener.";

    @TempDir private Path folder;

    private TestAuthority authority;
    private Identity listener;
    private RunningCommands app;

    @BeforeEach
    void start() {
        authority = new TestAuthority(folder);
        listener = authority.issue("listener", "ip:127.0.0.1");
        app =
                RunningCommands.start(
                        Map.of(
                                "server.ssl.bundle",
                                "listener",
                                "server.ssl.client-auth",
                                "want",
                                BUNDLE + "keystore.certificate",
                                listener.certificate().toString(),
                                BUNDLE + "keystore.private-key",
                                listener.key().toString(),
                                BUNDLE + "truststore.certificate",
                                authority.certificate().toString(),
                                BUNDLE + "reload-on-update",
                                "true",
                                "spring.ssl.bundle.watch.file.quiet-period",
                                "100ms",
                                "nodepulse.ingest.client-certificates",
                                "true"),
                        client(null));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aNewCertificateIsTakenWithoutARestart() throws IOException {
        assertThat(serialShown()).isEqualTo(listener.leaf().getSerialNumber());
        Identity renewed = authority.issue("listener", "ip:127.0.0.1");

        renewed.replace(listener);

        await().atMost(TIMEOUT).until(() -> serialShown().equals(renewed.leaf().getSerialNumber()));
        assertThat(app.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void onlySuitesThatAuthenticateWhatTheyEncryptAreOffered() throws IOException {
        SSLSocketFactory sockets = authority.client(null).getSocketFactory();
        assertOfferedSuites(sockets);
        Identity renewed = authority.issue("listener", "ip:127.0.0.1");
        renewed.replace(listener);
        await().atMost(TIMEOUT).until(() -> serialShown().equals(renewed.leaf().getSerialNumber()));
        assertOfferedSuites(sockets);
    }

    private void assertOfferedSuites(SSLSocketFactory sockets) {
        for (String suite : sockets.getSupportedCipherSuites()) {
            if (suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_RSA_")) {
                assertThat(isTaken(sockets, suite))
                        .as(suite)
                        .isEqualTo(suite.matches("TLS_ECDHE_ECDSA_WITH_.*(GCM|CHACHA20).*"));
            }
        }
    }

    private boolean isTaken(SSLSocketFactory sockets, String suite) {
        try (SSLSocket socket =
                (SSLSocket) sockets.createSocket(InetAddress.getLoopbackAddress(), app.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theDaysThatACertificateHasLeftAreOnTheMetricsPage() {
        assertThat(app.get("/metrics").body())
                .containsPattern("ssl_chain_expiry_seconds\\{bundle=\"listener\",.*\\} 1\\d{5}");
    }

    @Test
    void anAgentsCertificateIsAsGoodAsItsToken() {
        Agent agent = app.register("certified");
        String id = agent.serverId().toString();
        Identity byName = authority.issue(id, "dns:agent");
        Identity byUrn = authority.issue("agent", "uri:urn:uuid:" + id);

        assertThat(push(agent.serverId(), byName, Instant.now()).statusCode()).isEqualTo(202);
        assertThat(push(agent.serverId(), byUrn, Instant.now()).statusCode()).isEqualTo(202);
        assertThat(app.samples(agent.serverId())).hasSize(2);
    }

    @Test
    void aCertificateIsGoodForItsOwnServerOnly() {
        Agent agent = app.register("own");
        Agent other = app.register("other");
        Identity identity = authority.issue(other.serverId().toString(), "dns:agent");

        HttpResponse<String> answer = push(agent.serverId(), identity, Instant.now());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("is not the one of server " + agent.serverId());
        assertThat(push(agent.serverId(), null, Instant.now()).body())
                .contains("a push needs Authorization");
        assertThat(app.samples(agent.serverId())).isEmpty();
    }

    @Test
    void whoIsShutOutStaysSoWithACertificate() {
        Agent agent = app.register("shut out");
        Identity identity = authority.issue(agent.serverId().toString(), "dns:agent");
        app.revoke(agent);

        assertThat(push(agent.serverId(), identity, Instant.now()).body()).contains("is shut out");
        app.rotate(agent, 0);
        assertThat(push(agent.serverId(), identity, Instant.now()).statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> push(UUID server, @Nullable Identity identity, Instant at) {
        HttpRequest push =
                app.request("/metrics/prometheus?server_id=" + server)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"node_exporter\":[{\"timestamp\":\"%s\",\"load_1min\":1}]}"
                                                .formatted(at)))
                        .build();
        try (HttpClient agent = client(identity)) {
            return agent.send(push, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpClient client(@Nullable Identity identity) {
        return HttpClient.newBuilder().sslContext(authority.client(identity)).build();
    }

    /** Of the certificate that a new handshake sees. */
    private BigInteger serialShown() throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        authority
                                .client(null)
                                .getSocketFactory()
                                .createSocket("127.0.0.1", app.port())) {
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSerialNumber();
        }
    }
}
