package io.nodepulse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A provider says that somebody is signed out there: their sessions end, at both instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackChannelLogoutTest {

    private static final String PATH = "/logout/connect/back-channel/";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private SmallProvider provider;
    private SmallProvider other;
    private RunningAccess here;
    private RunningAccess there;

    @BeforeAll
    void start() throws Exception {
        provider = new SmallProvider();
        other = new SmallProvider();
        String namespace = RunningAccess.freshNamespace();
        here = instance(namespace, "nodepulse.access.sign-in.per-address=1000");
        there = instance(namespace, "nodepulse.access.sign-in.per-address=1000");
    }

    private RunningAccess instance(String namespace, String more) {
        return RunningAccess.start(
                namespace,
                "nodepulse.access.oidc.corp.name=Corporate login",
                "nodepulse.access.oidc.corp.issuer=" + provider.issuer(),
                "nodepulse.access.oidc.corp.client-id=" + SmallProvider.CLIENT,
                "nodepulse.access.oidc.corp.client-secret=secret",
                "nodepulse.access.oidc.corp.roles.viewer=staff",
                more);
    }

    @AfterAll
    void stop() {
        here.close();
        there.close();
        provider.close();
        other.close();
    }

    private Browser signedIn(String subject, @Nullable String sid) {
        provider.signIn(subject, sid);
        Browser browser = Browser.of(here);
        String way = browser.get("/oauth2/authorization/corp").location();
        browser.get(provider.agree(way, List.of("staff")));
        assertThat(isIn(browser)).isTrue();
        return browser;
    }

    private boolean isIn(Browser browser) {
        int status = browser.get("/api/servers").status();
        assertThat(browser.at(there).get("/api/servers").status()).isEqualTo(status);
        return status == 200;
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }

    /** An answer of which the head and the body are looked at. */
    private record Answer(int status, String text) {}

    private Answer say(RunningAccess to, String token) throws IOException {
        return say(
                to,
                PATH + "corp",
                "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    private static Answer say(RunningAccess to, String path, String form) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), to.port())) {
            socket.getOutputStream()
                    .write(
                            ("POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n"
                                            + "Content-Type: application/x-www-form-urlencoded\r\n"
                                            + "Content-Length: %d\r\n\r\n%s")
                                    .formatted(path, to.port(), form.length(), form)
                                    .getBytes(StandardCharsets.UTF_8));
            String text =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(text.split(" ", 3)[1]), text);
        }
    }

    @Test
    void theSessionOfTheSidEndsAtAllInstances() throws Exception {
        String subject = unique();
        Browser first = signedIn(subject, "desk-" + subject);
        Browser second = signedIn(subject, "phone-" + subject);

        Answer answer =
                say(there, provider.logoutToken(Map.of("sub", subject, "sid", "desk-" + subject)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).containsIgnoringCase("cache-control: no-store");
        assertThat(isIn(first)).isFalse();
        assertThat(isIn(second)).isTrue();
        assertThat(say(here, provider.logoutToken(Map.of("sid", "phone-" + subject))).status())
                .isEqualTo(200);
        assertThat(isIn(second)).isFalse();
    }

    @Test
    void allSessionsOfTheSubjectEndAndNobodyElses() throws Exception {
        String subject = unique();
        Browser first = signedIn(subject, "desk-" + subject);
        Browser withoutSid = signedIn(subject, null);
        Browser others = signedIn(unique(), "desk-" + subject);

        assertThat(say(here, provider.logoutToken(Map.of("sub", subject))).status()).isEqualTo(200);

        assertThat(isIn(first)).isFalse();
        assertThat(isIn(withoutSid)).isFalse();
        assertThat(isIn(others)).isTrue();
    }

    /** A provider that tells the sid when it ends only. */
    @Test
    void aSessionWhoseSidWasNotToldEndsWithAny() throws Exception {
        String subject = unique();
        Browser browser = signedIn(subject, null);

        say(here, provider.logoutToken(Map.of("sub", unique(), "sid", "x")));
        assertThat(isIn(browser)).isTrue();
        say(here, provider.logoutToken(Map.of("sub", subject, "sid", "x")));
        assertThat(isIn(browser)).isFalse();
    }

    @Test
    void whoIsNotSignedInHereIsSignedOutAsWell() throws Exception {
        assertThat(say(here, provider.logoutToken(Map.of("sub", unique()))).status())
                .isEqualTo(200);
    }

    @Test
    void aTokenIsTakenOnceByAllInstances() throws Exception {
        String subject = unique();
        signedIn(subject, null);
        String token = provider.logoutToken(Map.of("sub", subject));
        assertThat(say(here, token).status()).isEqualTo(200);

        Browser again = signedIn(subject, null);

        assertThat(say(here, token).status()).isEqualTo(400);
        assertThat(say(there, token).status()).isEqualTo(400);
        assertThat(isIn(again)).isTrue();
    }

    private static Stream<Arguments> wrong() {
        Instant now = Instant.now();
        return Stream.of(
                arguments("another audience", Map.of("aud", "another-client")),
                arguments("no audience", lacking("aud")),
                arguments("another issuer", Map.of("iss", "https://id.example")),
                arguments("no issuer", lacking("iss")),
                arguments("no event", lacking("events")),
                arguments("another event", Map.of("events", Map.of("http://x.example", Map.of()))),
                arguments("an event that is no object", Map.of("events", Map.of(EVENT, "yes"))),
                arguments("events that are none", Map.of("events", EVENT)),
                arguments("a nonce", Map.of("nonce", "n")),
                arguments("no id", lacking("jti")),
                arguments("an empty id", Map.of("jti", "")),
                arguments("no time", lacking("iat")),
                arguments("an old one", Map.of("iat", Date.from(now.minusSeconds(600)))),
                arguments("one of later", Map.of("iat", Date.from(now.plusSeconds(600)))),
                arguments(
                        "one that is over",
                        Map.of(
                                "iat", Date.from(now.minusSeconds(200)),
                                "exp", Date.from(now.minusSeconds(120)))),
                arguments("nobody", lacking("sub")));
    }

    private static Map<String, @Nullable Object> lacking(String claim) {
        Map<String, @Nullable Object> lacking = new HashMap<>();
        lacking.put(claim, null);
        return lacking;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void whatIsNoLogoutTokenEndsNothing(String name, Map<String, @Nullable Object> otherwise)
            throws Exception {
        String subject = unique();
        Browser browser = signedIn(subject, null);
        Map<String, @Nullable Object> claims = new HashMap<>(Map.of("sub", subject));
        claims.putAll(otherwise);

        Answer answer = say(here, provider.logoutToken(claims));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("\"error\":\"invalid_request\"");
        assertThat(isIn(browser)).isTrue();
        // It was refused for that alone.
        assertThat(say(here, provider.logoutToken(Map.of("sub", subject))).status()).isEqualTo(200);
        assertThat(isIn(browser)).isFalse();
    }

    @Test
    void whatAnybodyElseSignedIsRefused() throws Exception {
        String subject = unique();
        Browser browser = signedIn(subject, null);
        Map<String, @Nullable Object> claims = Map.of("sub", subject, "iss", provider.issuer());
        String foreign = other.logoutToken(claims);
        String right = provider.logoutToken(Map.of("sub", subject));
        String[] parts = right.split("\\.", 3);
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";

        for (String token : List.of(foreign, unsigned, parts[0] + "." + parts[1] + ".", "x", "")) {
            assertThat(say(here, token).status()).as(token).isEqualTo(400);
        }
        assertThat(say(here, PATH + "corp", "other=1").status()).isEqualTo(400);
        assertThat(isIn(browser)).isTrue();
        assertThat(here.refused("wrong_logout_token")).isPositive();
    }

    @Test
    void onlyProvidersAreListenedTo() throws Exception {
        String form = "logout_token=" + provider.logoutToken(Map.of("sub", unique()));

        assertThat(say(here, PATH + "nobody", form).status()).isEqualTo(401);
        assertThat(say(here, PATH + "corp/x", form).status()).isEqualTo(401);
        assertThat(Browser.of(here).get(PATH + "corp").status()).isEqualTo(404);
    }

    @Test
    void whoTriesOnAndOnIsHeldBack() throws Exception {
        String namespace = RunningAccess.freshNamespace();
        try (RunningAccess strict = instance(namespace, "nodepulse.access.sign-in.per-address=3")) {
            for (int i = 0; i < 3; i++) {
                assertThat(say(strict, "x").status()).isEqualTo(400);
            }
            Answer answer = say(strict, provider.logoutToken(Map.of("sub", unique())));
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.text()).containsIgnoringCase("retry-after:");
        }
    }

    @Test
    void aProviderThatIsAwayIsNoFaultOfTheToken() throws Exception {
        SmallProvider brief = new SmallProvider();
        String token = brief.logoutToken(Map.of("sub", unique()));
        String issuer = brief.issuer();
        brief.close();
        try (RunningAccess lonely =
                RunningAccess.start(
                        RunningAccess.freshNamespace(),
                        "nodepulse.access.oidc.corp.name=Away",
                        "nodepulse.access.oidc.corp.issuer=" + issuer,
                        "nodepulse.access.oidc.corp.client-id=" + SmallProvider.CLIENT,
                        "nodepulse.access.oidc.corp.client-secret=secret",
                        "nodepulse.access.oidc.corp.roles.viewer=staff")) {
            assertThat(say(lonely, token).status()).isEqualTo(503);
        }
    }
}
