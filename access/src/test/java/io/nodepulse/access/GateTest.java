package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.access.Browser.Answer;
import io.nodepulse.embedded.ValkeyOptions;
import io.nodepulse.embedded.ValkeyServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What another site, a wrong token or a missing Valkey get. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {

    private static final String PASSWORD = "correct horse battery";

    private final RunningAccess app =
            RunningAccess.start(
                    RunningAccess.freshNamespace(),
                    "nodepulse.access.reading=open",
                    "nodepulse.access.hosts=nodepulse.example",
                    "nodepulse.access.sign-in.per-person-and-address=3");

    @AfterAll
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:8080, 200",
        "127.0.0.1:8080, 200",
        "127.1.2.3, 200",
        "[::1]:8080, 200",
        "nodepulse.example, 200",
        "NodePulse.Example:443, 200",
        "evil.example, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "nodepulse.example.evil.example, 421",
        "192.0.2.1, 421",
        "'', 421",
        "a b, 400",
    })
    void onlyOurOwnHostIsServed(String host, int status) {
        assertThat(Browser.of(app).with("Host", host).get("/api/servers").status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, http://127.0.0.1:PORT, , , 401",
        "POST, http://evil.example, , , 403",
        "POST, http://127.0.0.1:1, , , 403",
        "POST, null, , , 403",
        "GET, http://evil.example, , , 403",
        "GET, , same-origin, cors, 200",
        "GET, , none, navigate, 200",
        "GET, , cross-site, no-cors, 403",
        "GET, , same-site, cors, 403",
        "GET, , cross-site, navigate, 200",
        "POST, , cross-site, navigate, 403",
    })
    void onlyOurOwnPageIsHeard(String method, String origin, String site, String mode, int status) {
        Browser browser = Browser.of(app);
        if (origin != null) {
            browser.with("Origin", origin.replace("PORT", Integer.toString(app.port())));
        }
        if (site != null) {
            browser.with("Sec-Fetch-Site", site).with("Sec-Fetch-Mode", mode);
        }
        Answer answer = browser.send(method, "/api/servers", "");
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void agentsAreNotLookedAt() {
        Browser byAddress = Browser.of(app).with("Host", "192.0.2.1");
        assertThat(byAddress.post("/metrics/prometheus", "{}").status()).isEqualTo(200);
    }

    /** A name may have been made to point here (DNS rebinding), an address cannot be. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "192.0.2.1:9090, true",
        "[2001:db8::1]:8080, true",
        "localhost:8080, true",
        "nodepulse.example, true",
        "MACHINE:8080, true",
        "evil.example, false",
        "127.evil.example, false",
        "192.0.2.1.evil.example, false",
        "MACHINE.evil.example, false",
        "nodepulse.example.evil.example, false",
        "'', false",
    })
    void whoWatchesTheMachineAsksByAnyAddressOrAnOwnName(String host, boolean heard)
            throws IOException {
        String machine = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        for (String path : List.of("/healthz", "/livez", "/readyz", "/metrics")) {
            int status =
                    Browser.of(app)
                            .with("Host", host.replace("MACHINE", machine))
                            .get(path)
                            .status();
            assertThat(status != 421).as("%s: %d", path, status).isEqualTo(heard);
        }
    }

    /** As HAProxy asks of itself, and no browser does. */
    @Test
    void whoWatchesTheMachineMayLeaveTheHostOut() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port())) {
            byte[] request = "GET /livez HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(request);
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 421");
        }
    }

    /** Controllers match the decoded path; so must the rules. */
    @ParameterizedTest
    @CsvSource({
        "POST, /%61pi/servers, 401",
        "POST, /api/%73ervers, 401",
        "POST, /api;a=b/servers, 401",
        "POST, /api/servers;a=b, 401",
        "POST, /api/unheard-of, 401",
        "POST, /metrics/prometheus/, 401",
        "GET, /api/people, 401",
        "GET, /%61pi/people, 401",
        "GET, /api/tokens, 401",
        "HEAD, /api/people, 401",
        "GET, /api/servers, 200",
        "GET, /api/unheard-of, 404",
        "GET, /nothing-of-the-api, 404",
        "GET, /api/../api/people, 400",
    })
    void noSpellingGoesAround(String method, String path, int status) {
        assertThat(Browser.of(app).send(method, path, "").status()).isEqualTo(status);
    }

    @Test
    void aRefusalSaysWhatIsNeeded() {
        Answer answer = Browser.bearing(app, "wrong").post("/api/servers", "{}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers())
                .containsEntry("www-authenticate", "Bearer")
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("x-content-type-options", "nosniff")
                .containsKey("content-security-policy");
        assertThat(answer.json().get("detail").stringValue()).contains("sign in");
        assertThat(answer.json().get("instance").stringValue()).isEqualTo("/api/servers");
    }

    @Test
    void aChangeByCookieNeedsTheToken() {
        Browser person = added("csrf");
        assertThat(person.signIn("csrf", PASSWORD).status()).isEqualTo(200);

        assertThat(person.post("/api/servers", "{}").status()).isEqualTo(200);
        Answer without = person.with("X-CSRF-Token", "guessed").post("/api/servers", "{}");

        assertThat(without.status()).isEqualTo(403);
        assertThat(without.json().get("detail").stringValue()).contains("X-CSRF-Token");
        assertThat(app.refused("no_csrf_token")).isPositive();
    }

    @Test
    void failuresAreLimitedPerPersonAndAddress() {
        Browser guesser = added("guessed");
        for (int i = 0; i < 3; i++) {
            assertThat(guesser.signIn("guessed", "wrong password " + i).status()).isEqualTo(401);
        }
        Answer late = guesser.signIn("guessed", PASSWORD);

        assertThat(late.status()).isEqualTo(429);
        assertThat(Integer.parseInt(late.headers().get("retry-after"))).isBetween(1, 301);
        assertThat(app.refused("too_many_sign_ins")).isPositive();
    }

    @Test
    void whileValkeyIsAwayOnlyOpenCallsAndTheAdministratorsTokenWork(@TempDir Path dir) {
        ValkeyServer valkey = ValkeyServer.start(ValkeyOptions.in(dir));
        try (RunningAccess own =
                RunningAccess.startAt(valkey.uri(), "own", "nodepulse.access.reading=open")) {
            valkey.killHard();

            assertThat(Browser.of(own).get("/api/servers").status()).isEqualTo(200);
            assertThat(
                            Browser.bearing(own, RunningAccess.ADMIN_TOKEN)
                                    .post("/api/servers", "{}")
                                    .status())
                    .isEqualTo(200);
            Answer program = Browser.bearing(own, "npt_x").post("/api/servers", "{}");
            assertThat(program.status()).isEqualTo(503);
            assertThat(program.headers()).containsKey("retry-after");
        }
    }

    private Browser added(String name) {
        Answer added =
                Browser.bearing(app, RunningAccess.ADMIN_TOKEN)
                        .post(
                                "/api/people",
                                "{\"name\":\"%s\",\"role\":\"operator\",\"password\":\"%s\"}"
                                        .formatted(name, PASSWORD));
        assertThat(added.status()).isEqualTo(201);
        return Browser.of(app);
    }
}
