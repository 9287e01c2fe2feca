package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * With the defaults of all services: a body is read by who asked for it, and no further than they
 * allow. Each call announces more than it sends, so whoever reads to the end would wait.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnreadBodyTest {

    private static final int ANNOUNCED = 1_000_000_000;

    /** More than any small body may have. */
    private static final String SENT = "a=" + "x".repeat(20_000);

    private SmallProvider provider;
    private RunningAccess app;

    @BeforeAll
    void start() throws Exception {
        provider = new SmallProvider();
        app =
                RunningAccess.start(
                        RunningAccess.freshNamespace(),
                        "spring.config.name=services",
                        "nodepulse.access.oidc.corp.name=Corporate login",
                        "nodepulse.access.oidc.corp.issuer=" + provider.issuer(),
                        "nodepulse.access.oidc.corp.client-id=" + SmallProvider.CLIENT,
                        "nodepulse.access.oidc.corp.client-secret=secret",
                        "nodepulse.access.oidc.corp.roles.viewer=staff");
    }

    @AfterAll
    void stop() {
        app.close();
        provider.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /api/session, application/x-www-form-urlencoded, 401",
        "PUT, /api/people/ada, application/x-www-form-urlencoded, 401",
        "DELETE, /api/people/ada, application/x-www-form-urlencoded, 401",
        "PATCH, /nowhere, application/x-www-form-urlencoded, 401",
        "POST, /api/people, multipart/form-data; boundary=b, 401",
        "POST, /api/session, multipart/form-data; boundary=b, 413",
        "POST, /api/session, application/x-www-form-urlencoded, 413",
        "POST, /api/session, application/json, 413",
        "POST, /logout/connect/back-channel/corp, application/x-www-form-urlencoded, 413",
        "POST, /logout/connect/back-channel/corp, multipart/form-data; boundary=b, 400"
    })
    void isAnsweredThoughItsBodyNeverEnds(String method, String path, String type, int status)
            throws Exception {
        assertThat(answer(method, path, type, ANNOUNCED)).startsWith("HTTP/1.1 " + status + " ");
    }

    /** Nor is the small one that a provider's logout brings held for anything else. */
    @Test
    void aSmallFormIsRead() throws Exception {
        assertThat(
                        answer(
                                "POST",
                                "/logout/connect/back-channel/corp",
                                "application/x-www-form-urlencoded",
                                10_000))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"error\":\"invalid_request\"");
    }

    private String answer(String method, String path, String type, int announced) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
            socket.setSoTimeout(15_000);
            String head =
                    "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                            .formatted(method, path, app.port(), type, announced);
            String body = SENT.substring(0, Math.min(announced, SENT.length()));
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[2000];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(length, 0), StandardCharsets.UTF_8);
        }
    }
}
