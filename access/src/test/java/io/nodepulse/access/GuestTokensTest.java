package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nodepulse.access.Browser.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** API tokens that somebody of a provider issued: nobody tells us when such a person leaves. */
class GuestTokensTest {

    private static final String SUBJECT = "42";

    private SmallProvider provider;
    private String namespace;
    private RunningAccess here;

    @BeforeEach
    void start() throws Exception {
        provider = new SmallProvider();
        provider.signIn(SUBJECT, null);
        namespace = RunningAccess.freshNamespace();
        here = instance();
    }

    @AfterEach
    void stop() {
        here.close();
        provider.close();
    }

    private RunningAccess instance(String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "nodepulse.access.oidc.corp.name=Corporate login",
                                "nodepulse.access.oidc.corp.issuer=" + provider.issuer(),
                                "nodepulse.access.oidc.corp.client-id=" + SmallProvider.CLIENT,
                                "nodepulse.access.oidc.corp.client-secret=secret",
                                "nodepulse.access.oidc.corp.roles.admin=admins",
                                "nodepulse.access.oidc.corp.roles.viewer=staff"));
        settings.addAll(List.of(more));
        return RunningAccess.start(namespace, settings.toArray(String[]::new));
    }

    /** A token and its id. */
    private record Issued(String id, String token) {}

    private Browser comesBack(String... groups) {
        Browser browser = Browser.of(here);
        String way = browser.get("/oauth2/authorization/corp").location();
        browser.get(provider.agree(way, List.of(groups)));
        browser.get("/api/session");
        return browser.echoing();
    }

    private static Issued issue(Browser by) {
        return issue(by, 20);
    }

    private static Issued issue(Browser by, int days) {
        Answer answer =
                by.post(
                        "/api/tokens",
                        "{\"name\":\"report\",\"role\":\"admin\",\"expires_at\":\"%s\"}"
                                .formatted(Instant.now().plus(Duration.ofDays(days))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Issued(
                answer.json().get("id").stringValue(), answer.json().get("token").stringValue());
    }

    private static Answer ask(RunningAccess app, Issued token, String path) {
        return Browser.bearing(app, token.token()).get(path);
    }

    private int status(Issued token) {
        return ask(here, token, "/api/people").status();
    }

    private static JsonNode row(RunningAccess app, Issued token) {
        for (JsonNode row :
                Browser.bearing(app, RunningAccess.ADMIN_TOKEN)
                        .get("/api/tokens")
                        .json()
                        .get("tokens")) {
            if (row.get("id").stringValue().equals(token.id())) {
                return row;
            }
        }
        throw new AssertionError("not listed: " + token.id());
    }

    @Test
    void lapsesWhereItsIssuerStaysAway() {
        Issued token = issue(comesBack("admins"));
        Issued withIt = issue(Browser.bearing(here, token.token()), 19);

        assertThat(status(token)).isEqualTo(200);
        assertThat(Instant.parse(row(here, withIt).get("lapses_at").stringValue()))
                .isCloseTo(Instant.now().plus(Duration.ofDays(14)), within(1, ChronoUnit.MINUTES));
        assertThat(row(here, withIt).get("expired").booleanValue()).isFalse();
        // By the same store, at one who waits less long.
        try (RunningAccess strict = instance("nodepulse.access.guest-token-max-absence=1ms")) {
            for (Issued each : List.of(token, withIt)) {
                Answer answer = ask(strict, each, "/api/people");
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.json().get("detail").stringValue())
                        .contains("has not signed in at their provider for too long");
                assertThat(row(strict, each).get("expired").booleanValue()).isTrue();
            }
            assertThat(strict.refused("issuer_away")).isEqualTo(2);
            assertThat(handOver(strict, token).status()).isEqualTo(200);
            assertThat(ask(strict, token, "/api/people").status()).isEqualTo(200);
            assertThat(ask(strict, withIt, "/api/people").status()).isEqualTo(200);
            assertThat(row(strict, token).get("lapses_at").isNull()).isTrue();
        }
    }

    private static Answer handOver(RunningAccess app, Issued token) {
        return Browser.bearing(app, RunningAccess.ADMIN_TOKEN)
                .send("PATCH", "/api/tokens/" + token.id(), "{\"issuer\":\"admin-token\"}");
    }

    @Test
    void doesNoMoreThanTheProviderSaidLastOfItsIssuer() {
        Issued token = issue(comesBack("admins"));

        comesBack("staff");
        assertThat(status(token)).isEqualTo(403);
        assertThat(ask(here, token, "/api/servers").status()).isEqualTo(200);
        assertThat(row(here, token).get("role").stringValue()).isEqualTo("viewer");

        comesBack();
        assertThat(ask(here, token, "/api/servers").status()).isEqualTo(401);

        comesBack("admins");
        assertThat(status(token)).isEqualTo(200);
    }

    @Test
    void isNothingToSomebodyElseOfThatName() {
        Issued token = issue(comesBack("admins"));

        provider.signIn("43", null);
        Issued ofTheOther = issue(comesBack("admins"));

        assertThat(status(token)).isEqualTo(401);
        assertThat(status(ofTheOther)).isEqualTo(200);
    }

    @Test
    void endsWithTheProvider() {
        Issued token = issue(comesBack("admins"));

        try (RunningAccess without = RunningAccess.start(namespace)) {
            assertThat(ask(without, token, "/api/people").status()).isEqualTo(401);
        }
    }

    @Test
    void outlivesALogout() throws Exception {
        Browser browser = comesBack("admins");
        Issued token = issue(browser);
        String form =
                "logout_token="
                        + URLEncoder.encode(
                                provider.logoutToken(Map.of("sub", SUBJECT)),
                                StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", here.port())) {
            socket.getOutputStream()
                    .write(
                            ("POST /logout/connect/back-channel/corp HTTP/1.1\r\n"
                                            + "Host: 127.0.0.1:%d\r\nConnection: close\r\n"
                                            + "Content-Type: application/x-www-form-urlencoded\r\n"
                                            + "Content-Length: %d\r\n\r\n%s")
                                    .formatted(here.port(), form.length(), form)
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
        }

        assertThat(browser.get("/api/servers").status()).isEqualTo(401);
        assertThat(status(token)).isEqualTo(200);
    }
}
